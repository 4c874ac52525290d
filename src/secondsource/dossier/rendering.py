"""Templates into which the words of articles can go: everything is escaped, and nothing of theirs becomes active."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from secondsource.dossier.harmless import harmless

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def safe_environment(package: str) -> Environment:
    """The templates of a package of ours.

    Beside escaping there are the filters ``address``, ``language_tag`` and ``verbatim``: the only ways in which an
    article's words may come to stand in an attribute or keep their lines.
    """
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(address=_address, language_tag=_language_tag, verbatim=verbatim)
    return environment


def _finalize(value: Any) -> Any:
    """What every ``{{ ... }}`` of the templates passes through before it is escaped."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def verbatim(text: str) -> Markup:
    """The article's words with their line breaks."""
    return Markup.escape(harmless(text, lines=True))


def _address(url: str | None) -> str | None:
    """``url`` if following it can only open a web page."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _language_tag(code: str | None) -> str:
    return code if code and _LANGUAGE_TAG.fullmatch(code) else "und"
