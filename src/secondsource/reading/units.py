"""Units and number words: the tables behind `quantities`.

A quantity keeps the unit it was stated in, under one spelling: the symbol of the SI brochure or of common use for
measures, ISO 4217 for money. ``secondsource.dimensions`` says which of them measure the same thing.
"""

from __future__ import annotations

from secondsource.reading.tokens import words

# As written (lower case, one space) -> unit. Plurals in "s" are found by taking the "s" off.
UNITS: dict[str, str] = {
    "mm": "mm", "millimetre": "mm", "millimeter": "mm",
    "cm": "cm", "centimetre": "cm", "centimeter": "cm",
    "m": "m", "metre": "m", "meter": "m",
    "km": "km", "kilometre": "km", "kilometer": "km",
    "inch": "in", "inches": "in",
    "ft": "ft", "foot": "ft", "feet": "ft",
    "yard": "yd",
    "mile": "mi", "nautical mile": "nmi",
    "g": "g", "gram": "g", "gramme": "g",
    "kg": "kg", "kilo": "kg", "kilogram": "kg", "kilogramme": "kg",
    "tonne": "t", "metric ton": "t", "ton": "ton", "short ton": "ton",
    "lb": "lb", "oz": "oz", "ounce": "oz",
    "sec": "s", "second": "s", "min": "min", "minute": "min", "hr": "h", "hour": "h",
    "day": "day", "week": "week", "month": "month", "year": "year", "yr": "year",
    "square kilometre": "km2", "square kilometer": "km2", "sq km": "km2", "km2": "km2", "km²": "km2",
    "square metre": "m2", "square meter": "m2", "m2": "m2", "m²": "m2",
    "square mile": "mi2", "sq mile": "mi2", "square foot": "ft2", "square feet": "ft2", "sq ft": "ft2",
    "ha": "ha", "hectare": "ha", "acre": "acre",
    "cubic metre": "m3", "cubic meter": "m3", "cubic foot": "ft3", "cubic feet": "ft3",
    "cubic metres per second": "m3/s", "cubic meters per second": "m3/s", "cubic feet per second": "ft3/s",
    "cfs": "ft3/s",
    "litre": "l", "liter": "l", "gallon": "gal", "barrel": "bbl",
    "kph": "km/h", "kmh": "km/h", "km/h": "km/h", "kilometres per hour": "km/h", "kilometers per hour": "km/h",
    "mph": "mph", "miles per hour": "mph", "knot": "kn",
    "kw": "kW", "kilowatt": "kW", "mw": "MW", "megawatt": "MW", "gw": "GW", "gigawatt": "GW",
    "kwh": "kWh", "kilowatt hour": "kWh", "mwh": "MWh", "megawatt hour": "MWh",
    "°c": "degC", "degrees celsius": "degC", "°f": "degF", "degrees fahrenheit": "degF",
    "%": "%", "percent": "%", "per cent": "%", "pct": "%",
    "percentage point": "percentage point", "pp": "percentage point", "basis point": "basis point",
}  # fmt: skip

# Before the figure. "$" alone is the US dollar, as the agencies' style books have it.
CURRENCY_SIGNS: dict[str, str] = {
    "US$": "USD", "$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD",
    "S$": "SGD", "R$": "BRL", "NT$": "TWD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₹": "INR", "₩": "KRW",
    "₴": "UAH", "₺": "TRY", "₪": "ILS", "₦": "NGN", "₱": "PHP", "₫": "VND", "฿": "THB",
    "Rs": "INR",
}  # fmt: skip

CURRENCY_CODES = words(
    """
    USD EUR GBP JPY CNY RUB UAH CHF SEK NOK DKK PLN CZK HUF RON TRY ILS INR PKR BDT KRW TWD HKD SGD MYR IDR PHP THB
    VND AUD NZD CAD MXN BRL ARS CLP COP PEN VES VEF ZAR NGN KES EGP SAR AED QAR KWD IQD IRR KZT
    """
)

# After the figure. A currency that several states call by one name has no code until the state is named.
CURRENCY_WORDS: dict[str, str] = {
    "dollar": "USD", "us dollar": "USD", "american dollar": "USD", "australian dollar": "AUD", "canadian dollar": "CAD",
    "hong kong dollar": "HKD", "new zealand dollar": "NZD", "singapore dollar": "SGD", "taiwan dollar": "TWD",
    "euro": "EUR", "pound sterling": "GBP", "pounds sterling": "GBP", "british pound": "GBP", "egyptian pound": "EGP",
    "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "ruble": "RUB", "rouble": "RUB", "hryvnia": "UAH",
    "swiss franc": "CHF", "indian rupee": "INR", "pakistani rupee": "PKR", "won": "KRW", "turkish lira": "TRY",
    "shekel": "ILS", "zloty": "PLN", "rand": "ZAR", "naira": "NGN", "baht": "THB", "forint": "HUF", "ringgit": "MYR",
    "mexican peso": "MXN", "argentine peso": "ARS", "chilean peso": "CLP", "colombian peso": "COP",
    "philippine peso": "PHP", "bolivar": "VES", "bolívar": "VES", "bolivares": "VES", "bolívares": "VES",
    "saudi riyal": "SAR", "swedish krona": "SEK", "norwegian krone": "NOK", "danish krone": "DKK",
}  # fmt: skip

ONES: dict[str, int] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: dict[str, int] = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES: dict[str, float] = {
    "dozen": 12, "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9,
    "trillion": 1e12,
}  # fmt: skip
# Written against the figure ("$3bn", "5m people"). "m" is a million only for money and people, else a metre.
SHORT_SCALES: dict[str, float] = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
FRACTIONS: dict[str, float] = {
    "half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4,
    "fifth": 1 / 5, "fifths": 1 / 5, "tenth": 1 / 10, "tenths": 1 / 10,
}  # fmt: skip

# What vague words mean, as ranges. A plural ("hundreds") begins at two of its kind, for one would be "a hundred", and
# ends before the next plural would have been the natural word: "dozens" before a hundred, "thousands" before "tens of
# thousands" begin. "Several", "a few" and "a handful" end below ten, where a writer would say "about ten" or "dozens".
PLURALS: dict[str, tuple[float, float]] = {
    "dozens": (24, 99),
    "scores": (40, 199),
    "hundreds": (200, 999),
    "thousands": (2_000, 19_999),
    "millions": (2e6, 2e7 - 1),
    "billions": (2e9, 2e10 - 1),
    "trillions": (2e12, 2e13 - 1),
}
# "tens of thousands", "hundreds of millions": so many of the second word.
MULTIPLES: dict[str, tuple[float, float]] = {
    "tens": (20, 99),
    "dozens": (24, 99),
    "scores": (40, 199),
    "hundreds": (200, 999),
}
FEW: dict[str, tuple[float, float]] = {
    "several": (3, 9),
    "a few": (2, 9),
    "a handful": (3, 9),
    "a couple": (2, 3),
    "a pair": (2, 2),
    "a trio": (3, 3),
    "a score": (20, 20),
}

# How far a figure may lie from what "about" and its like say: a tenth, the roundness at which reports of one event
# still count as agreeing ("about 100" for 99); "just over" and "nearly" lean to one side by as much.
TOLERANCE = 0.1
ABOUT = (
    "about", "around", "roughly", "approximately", "approx", "some", "circa", "an estimated", "estimated", "perhaps",
    "more or less", "in the region of", "on the order of",
)  # fmt: skip
NEARLY = ("nearly", "almost", "close to", "just under", "just below", "just short of", "just shy of", "shy of",
          "slightly less than", "slightly fewer than", "a little less than")  # fmt: skip
JUST_OVER = ("just over", "just above", "slightly more than", "a little over", "a little more than", "slightly over")
AT_LEAST = ("more than", "over", "above", "at least", "upwards of", "upward of", "exceeding", "no fewer than",
            "no less than", "not less than", "in excess of", "greater than", "a minimum of", "well over",
            "well above", "north of", "as few as", "as little as")  # fmt: skip
AT_MOST = ("up to", "as many as", "as much as", "at most", "no more than", "not more than", "fewer than", "less than",
           "under", "below", "a maximum of")  # fmt: skip
EXACT = ("exactly", "only", "just", "a total of", "precisely", "another")

# Changes told by one verb, in per cent of what was before.
CHANGES: dict[str, float] = {
    "doubled": 100, "doubling": 100, "doubles": 100, "tripled": 200, "tripling": 200, "triples": 200,
    "quadrupled": 300, "quadrupling": 300, "halved": 50, "halving": 50,
}  # fmt: skip
