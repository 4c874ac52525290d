"""ninjs (IPTC), the JSON in which agencies send news -> a report. Versions 1 and 2 differ in where things stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from secondsource.errors import InputError
from secondsource.intake.days import parse_stamp
from secondsource.intake.plain import Particulars, compose
from secondsource.model import Report

_BODIES = ("body_text", "body_xhtml", "body_html", "bodies")


def is_ninjs(form: Any) -> bool:
    """Whether a JSON value is a ninjs item: it has a ``uri`` and one of its bodies, or says what kind of item it is."""
    if not isinstance(form, Mapping) or "uri" not in form:
        return False
    return any(key in form for key in (*_BODIES, "pubstatus", "pubStatus", "versioncreated", "versionCreated"))


def read_ninjs(form: Mapping[str, Any], *, retrieved: datetime | None = None, archived: str | None = None) -> Report:
    """The report of a ninjs item. Raises ``InputError`` where it holds no text, or must not be used."""
    status = _text(form, "pubstatus", "pubStatus")
    if status in ("canceled", "withheld"):
        raise InputError(f"the item is {status} by its sender: leave it out")
    kind = _text(form, "type")
    if kind not in (None, "text", "composite"):
        raise InputError(f"the item is no text but {kind[:20]}: leave it out")
    body = tuple(_body(form))
    if not body:
        raise InputError("the item has no text: give one with a body")
    headline = _text(form, "headline") or _listed(form.get("headlines"), "value")
    stamp = _text(form, "versioncreated", "versionCreated", "firstcreated", "firstCreated")
    uri = _text(form, "uri")
    known = Particulars(
        headline=headline,
        publisher=_listed(form.get("infosources") or form.get("infoSources"), "name")
        or _text(form, "source", "copyrightholder", "copyrightHolder"),
        byline=_text(form, "byline", "by"),
        dateline=_text(form, "located"),
        published=_day(stamp),
        retrieved=retrieved,
        url=uri if uri and uri.startswith(("http://", "https://")) else None,
        language=(_text(form, "language") or "")[:2].lower() or None,
        archived=archived,
    )
    text = "\n\n".join((headline, *body) if headline and body[0] != headline else body)
    return compose(text, known)


def _body(form: Mapping[str, Any]) -> Iterator[str]:
    # Imported on first use: lxml, which plain JSON need not wait for.
    from secondsource.intake.markup import paragraphs

    if isinstance(text := form.get("body_text"), str):
        return _parts(text)
    for key in ("body_xhtml", "body_html"):
        if isinstance(form.get(key), str):
            return paragraphs(form[key])
    body = next((body for body in form.get("bodies") or () if isinstance(body, Mapping)), {})
    value, kind = str(body.get("value") or ""), str(body.get("contentType") or body.get("contenttype") or "")
    return paragraphs(value) if "html" in kind else _parts(value)


def _parts(text: str) -> Iterator[str]:
    return (words for part in text.split("\n\n") if (words := " ".join(part.split())))


def _text(form: Mapping[str, Any], *keys: str) -> str | None:
    found = (form.get(key) for key in keys)
    return next((" ".join(value.split()) for value in found if isinstance(value, str) and value.strip()), None)


def _listed(value: Any, key: str) -> str | None:
    first = value[0] if isinstance(value, list) and value else None
    return _text(first, key) if isinstance(first, Mapping) else None


def _day(stamp: str | None) -> date | None:
    with suppress(InputError):
        return parse_stamp(stamp) if stamp else None
    return None
