"""JSON -> a report. The keys are the fields of ``Report``; common exports' names for them are understood too.

=============  ==========================================
field          also read from, in this order
=============  ==========================================
``text``       ``content``, ``body``, ``maintext``, ``article``, ``content_original``
``headline``   ``title``
``publisher``  ``outlet``, ``source``, ``sitename``, ``site``, ``source_name``
``byline``     ``authors``, ``author``
``published``  ``date``, ``date_publish``, ``publish_date``, ``datePublished``, ``published_at``
``url``        ``link``, ``address``
``language``   ``lang``
=============  ==========================================

``id`` and ``blocks`` are always made anew from the text. A key that is not known is passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from secondsource.errors import InputError
from secondsource.intake.articles import refuse_other_pages
from secondsource.intake.days import parse_stamp
from secondsource.intake.plain import Particulars, compose
from secondsource.model import Report

ALIASES = {
    "text": ("content", "body", "maintext", "article", "content_original"),
    "headline": ("title",),
    "publisher": ("outlet", "source", "sitename", "site", "source_name"),
    "byline": ("authors", "author"),
    "published": ("date", "date_publish", "publish_date", "datePublished", "published_at"),
    "url": ("link", "address"),
    "language": ("lang",),
}


def parse_json(data: bytes) -> Any:
    """The JSON value that ``data`` holds. Raises ``InputError``, naming the place, where it is none."""
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from None
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise InputError(f"not JSON: {str(error).splitlines()[0][:100]}") from None


def read_form(
    form: Any,
    *,
    published: date | None = None,
    retrieved: datetime | None = None,
    archived: str | None = None,
) -> Report:
    """A report from a parsed JSON value.

    ``published`` wins over the form's own date, ``retrieved`` is used where the form has none. Raises
    ``InputError`` where the value is no report, naming the key.
    """
    if not isinstance(form, Mapping):
        raise InputError("a JSON report is an object with the key 'text': this is none")
    text = _words(form, "text")
    if text is None:
        raise InputError("the JSON report has no text: give it a key 'text'")
    url = _line(form, "url")
    refuse_other_pages(url)
    known = Particulars(
        headline=_line(form, "headline"),
        publisher=_line(form, "publisher"),
        byline=_line(form, "byline"),
        dateline=_line(form, "dateline"),
        credits=_list(form, "credits"),
        published=published or _day(form),
        retrieved=_moment(form) or retrieved,
        url=url,
        language=_language(form, "language"),
        abstract=_language(form, "abstract"),
        archived=archived,
    )
    return compose(text, known)


def _value(form: Mapping[str, Any], field: str) -> Any:
    return next((form[key] for key in (field, *ALIASES.get(field, ())) if form.get(key) not in (None, "", [])), None)


def _words(form: Mapping[str, Any], field: str) -> str | None:
    value = _value(form, field)
    if isinstance(value, str | None):
        return value
    raise InputError(f"{field}: expected text, not {type(value).__name__}")


def _line(form: Mapping[str, Any], field: str) -> str | None:
    """One line of text; exports give authors as a list, and a source as an object with a name."""
    value = _value(form, field)
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = ", ".join(value)
    if not isinstance(value, str | None):
        raise InputError(f"{field}: expected text, not {type(value).__name__}")
    return " ".join(value.split()) or None if value else None


def _list(form: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = _value(form, field)
    names = [value] if isinstance(value, str) else value or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputError(f"{field}: expected a list of names")
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _day(form: Mapping[str, Any]) -> date | None:
    value = _words(form, "published")
    return parse_stamp(value) if value else None


def _moment(form: Mapping[str, Any]) -> datetime | None:
    value = _words(form, "retrieved")
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        raise InputError(
            f"retrieved: not a moment: {str(value)[:40]!r}; write it as 2019-03-25T10:00:00+00:00"
        ) from None


def _language(form: Mapping[str, Any], field: str) -> str | None:
    """``en``, and what begins with it: ``en-US``."""
    value = _words(form, field)
    if value is None:
        return None
    if not re.fullmatch(r"[A-Za-z]{2}(?:[-_]\w+)*", value.strip()):
        raise InputError(f"{field}: not a language code: {value[:40]!r}; write it as en, es, ru ... (ISO 639-1)")
    return value.strip()[:2].lower()
