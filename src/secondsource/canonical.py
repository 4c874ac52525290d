"""One article at many addresses: AMP, mobile hosts, tracking parameters, caches."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

# Parameters that tell where a reader came from and never which article is meant.
_TRACKING = re.compile(
    r"(?:utm_|at_|mc_|pk_|hsa_|ga_|mtm_|ns_|oly_|vero_|_hs)\w*"
    r"|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|twclid|ttclid|ref|ref_src|ref_url|referrer|cmpid|cmp|cid"
    r"|ocid|ito|smid|smtyp|sr_share|share|shared|source|src|via|partner|feature|feed|rss|output|outputtype|amp|amp_js_v"
    r"|usqp|spm|xtor|taid|ftag|mod|ncid|soc_src|soc_trk|guccounter|guce_\w+|__twitter_impression|emc|mkt_tok|print",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"^(?:www\d?|m|mobile|amp|mobil|touch|wap)\.(?=[^.]+\.)")
_AMP_END = re.compile(r"(?:/amp|/amp/|\.amp|/amp\.html|/index\.amp)$|\.amp(?=\.html?$)|-amp(?=\.html?$)")
_CACHE = re.compile(
    r"^(?:https?://(?:www\.)?google\.[a-z.]{2,6}/amp|https?://[\w.-]+\.cdn\.ampproject\.org/[acvi])(/s)?/"
)


def direct(url: str) -> str:
    """The article's own address where ``url`` is that of a copy in an AMP cache; else ``url`` as it is."""
    cached = _CACHE.match(url)
    if cached is None:
        return url
    rest = url[cached.end() :]
    return f"{'https' if cached[1] else 'http'}://{unquote(rest) if '/' not in rest else rest}"


def key(url: str) -> str:
    """What all addresses of one article have in common. It is for comparing, and no address itself.

    Two articles of one site that differ only in a tracking parameter's name would be taken for one; none is known.
    """
    try:
        parts = urlsplit(direct(url.strip()))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    host = _MOBILE.sub("", host)
    path = _AMP_END.sub("", re.sub(r"^/amp(?=/.)", "", parts.path)).rstrip("/")
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)]
    site = host if port in (None, 80, 443) else f"{host}:{port}"
    return urlunsplit(("", site, path, urlencode(sorted(kept)), ""))


def place(url: str | None) -> str | None:
    """The ``key`` of an address where one article stands; ``None`` for the front page of a site, and for no address."""
    if not url or not url.startswith(("http://", "https://")):
        return None
    found = key(url)
    return found if "/" in found.removeprefix("//") or "?" in found else None


def is_plain(url: str) -> bool:
    """Whether an address is the article's own, so that it is preferred among those of one article."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return not parts.query and _MOBILE.match(host) is None and not _AMP_END.search(parts.path) and "/amp/" not in url
