"""Names of outlets, to tell who carries words from who says them. Matching is by name, never a judgement."""

from __future__ import annotations

import re

OUTLETS = (
    "Reuters", "Associated Press", "AP", "Agence France-Presse", "AFP", "TASS", "Tass", "RIA Novosti", "RIA",
    "Interfax", "Xinhua", "Bloomberg", "UPI", "EFE", "DPA", "dpa", "ANSA", "Kyodo", "Yonhap", "Anadolu", "PTI",
    "IRNA", "SANA", "BBC", "CNN", "NBC", "NBC News", "CBS", "CBS News", "ABC", "ABC News", "Fox News", "Fox",
    "MSNBC", "CNBC", "PBS", "NPR", "C-SPAN", "Al Jazeera", "Al Arabiya", "Sky News", "ITV", "Channel 4",
    "Euronews", "France 24", "Deutsche Welle", "DW", "RT", "Sputnik", "Russia Today", "Rossiya 24", "Press TV",
    "CGTN", "CCTV", "NHK", "CBC", "Telesur", "teleSUR", "VPItv", "NTN24", "Univision", "Telemundo",
    "Voice of America", "VOA", "Radio Free Europe", "RFE/RL", "Radio Liberty", "The New York Times",
    "New York Times", "The Times", "Washington Post", "The Post", "Wall Street Journal", "The Journal",
    "Los Angeles Times", "Chicago Tribune", "Boston Globe", "Miami Herald", "USA Today", "USA TODAY",
    "Financial Times", "Guardian", "Independent", "Telegraph", "Daily Mail", "Sunday Times", "Observer",
    "Economist", "Le Monde", "Le Figaro", "Der Spiegel", "Spiegel", "Bild", "Die Zeit", "El País", "El Pais",
    "El Nacional", "El Universal", "El Mundo", "La Repubblica", "Corriere della Sera", "Kommersant", "Izvestia",
    "Vedomosti", "Pravda", "Novaya Gazeta", "Meduza", "Haaretz", "Jerusalem Post", "Times of Israel", "Hurriyet",
    "Dawn", "The Hindu", "Times of India", "South China Morning Post", "Global Times", "Asahi Shimbun",
    "Globe and Mail", "Toronto Star", "Politico", "POLITICO", "The Hill", "Axios", "Vox", "Slate", "Salon",
    "BuzzFeed", "BuzzFeed News", "HuffPost", "Huffington Post", "Daily Beast", "Breitbart", "Breitbart News",
    "Daily Caller", "The Blaze", "TheBlaze", "National Review", "The Atlantic", "The New Yorker", "New Yorker",
    "Newsweek", "Time", "TIME", "Time magazine", "Foreign Policy", "Foreign Affairs", "The Intercept",
    "ProPublica", "Mother Jones", "The Nation", "Bellingcat", "Business Insider", "Vice News", "VICE News",
    "Defense News", "Military Times", "Stars and Stripes", "Jane's", "Roll Call", "Washington Times",
    "Washington Examiner", "New York Post", "Daily News", "San Francisco Chronicle", "Houston Chronicle",
    "Dallas Morning News", "Star Tribune", "Des Moines Register", "Christian Science Monitor", "Yahoo News",
    "Meet the Press", "Face the Nation", "Good Morning America", "State of the Union", "60 Minutes",
)  # fmt: skip
CARRYING = frozenset(
    (
        "agency", "newspaper", "daily", "weekly", "magazine", "broadcaster", "channel", "station", "network", "outlet",
        "website", "radio", "television", "tv", "paper", "tabloid", "journal", "media", "podcast", "newswire",
    )
)  # fmt: skip
# Words by which an unlisted name shows that it is an outlet's, in the languages of Europe.
_TITLES = frozenset(
    (
        "news", "times", "post", "herald", "gazette", "tribune", "chronicle", "courier", "mail", "press", "today",
        "digital", "online", "noticias", "noticiero", "diario", "comercio", "prensa", "jornal", "globo", "zeitung",
        "journal", "giornale", "novosti", "gazeta", "presse", "telegraph", "observer", "standard",
    )
)  # fmt: skip

# Other names of an outlet -> the one by which it is known here.
_ALSO = {
    "AP": "Associated Press", "Agence France-Presse": "AFP", "Agence France Presse": "AFP", "Tass": "TASS",
    "ITAR-TASS": "TASS", "RIA": "RIA Novosti", "dpa": "DPA", "Deutsche Presse-Agentur": "DPA",
    "United Press International": "UPI", "Press Trust of India": "PTI", "Press Association": "PA Media",
    "Xinhua News Agency": "Xinhua", "Kyodo News": "Kyodo", "Anadolu Agency": "Anadolu", "DW": "Deutsche Welle",
    "VOA": "Voice of America", "RFE/RL": "Radio Free Europe", "Radio Liberty": "Radio Free Europe",
    "Radio Free Europe/Radio Liberty": "Radio Free Europe", "Russia Today": "RT", "BBC News": "BBC",
    "Thomson Reuters": "Reuters", "TIME": "Time", "Time magazine": "Time", "POLITICO": "Politico",
    "WSJ": "Wall Street Journal", "NYT": "New York Times", "FT": "Financial Times", "HuffPost": "Huffington Post",
    "teleSUR": "Telesur", "El Pais": "El País", "Spiegel": "Der Spiegel", "VICE News": "Vice News",
    "USA TODAY": "USA Today",
}  # fmt: skip
_NAMES = frozenset(name.removeprefix("The ") for name in OUTLETS)
_LONGEST = max(len(name.split()) for name in _NAMES)
_LEAD = re.compile(r"(?:the|The|a|an|state|news agency|newspaper|broadcaster|media outlet)\s+")
_WORD = re.compile(r"[\w/.&-]+")


def known_as(name: str) -> str:
    """An outlet's name as it is known here: "Agence France-Presse" is AFP. Any other name is itself."""
    bare = name.removeprefix("the ").removeprefix("The ")
    return _ALSO.get(bare, name)


def outlet_in(phrase: str) -> str | None:
    """The outlet that a phrase names ("the BBC", "Russian media outlet Sputnik", "CNN's Ada Poe"), or ``None``."""
    listed = _WORD.findall(phrase[:300])
    for size in range(min(_LONGEST, len(listed)), 0, -1):
        for start in range(len(listed) - size + 1):
            name = " ".join(listed[start : start + size]).rstrip(".")
            if name.removeprefix("The ") in _NAMES and (size > 1 or name not in _COMMON or _begins(listed, start)):
                return name.removeprefix("The ")
    return None


# Names that are a part of others' names: "the Financial Journal" is not The Journal.
_COMMON = frozenset(
    ("Time", "Independent", "Observer", "Dawn", "Fox", "Vox", "Slate", "Post", "Times", "Nation", "Hill", "Journal")
)


def _begins(listed: list[str], start: int) -> bool:
    return start == 0 or (start == 1 and listed[0] in ("the", "The"))


def is_outlet(phrase: str) -> bool:
    """Whether the phrase itself is an outlet, not somebody of it."""
    name = outlet_in(phrase)
    last = phrase.split()[-1].lower() if phrase.split() else ""
    return (name is not None and phrase.rstrip(" ,").endswith(name.split()[-1])) or last in CARRYING


def is_outlet_name(name: str) -> bool:
    """Whether a bare name is an outlet's: a listed one, or one that ends or begins as such names do."""
    words = name.split()
    titled = bool(words) and words[0][0].isupper() and not _TITLES.isdisjoint(word.lower() for word in words)
    return titled or is_outlet(name)
