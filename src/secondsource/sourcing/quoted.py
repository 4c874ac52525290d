"""What stands in quotation marks, or is somebody's tweet: words that two reports may share without a copy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.model import Span

_MARK = re.compile(r"[“”\"«»]|(?<!\S)['‘](?=\w)|(?<=[\w.,!?…])['’](?![\w])|\n")
_OPENS = {"“": "”", '"': '"', "«": "»", "‘": "’", "'": "'"}
# A tweet is its writer's words though it stands without quotation marks: "... — Ada Poe (@poe) May 4, 2018".
_SIGNED = re.compile(r"\s[—–-]{1,2} [^\n(]{1,60}\(@\w{1,30}\)")
_LONGEST_TWEET = 400


def quotations(text: str) -> list[Span]:
    """What stands in quotation marks, in order. A mark that is not closed holds to the end of its paragraph, as where
    a speech goes on in the next; one that closes what nothing opened, from its beginning, as where a passage was cut.
    """
    found: list[Span] = []
    opened: str | None = None
    start, line = 0, 0
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            if opened in ("“", '"', "«") and at > start:
                found.append(Span(start, at))
            opened, line = None, at + 1
        elif opened is not None:
            if mark in (_OPENS[opened], '"') and not (mark == '"' and opened != '"'):
                found.append(Span(start, match.end()))
                opened = None
        elif mark in _OPENS and not _closes(text, at):
            opened, start = mark, at
        elif mark in '”"»' and at > line and not (found and found[-1].start >= line):
            found.append(Span(line, match.end()))
    if opened in ("“", '"', "«") and start < len(text):
        found.append(Span(start, len(text)))
    return _merged([*found, *(_tweet(text, match) for match in _SIGNED.finditer(text))])


def _tweet(text: str, signed: re.Match[str]) -> Span:
    line = text.rfind("\n", 0, signed.start() + 1) + 1
    return Span(max(line, signed.start() - _LONGEST_TWEET, 0), signed.end())


def _closes(text: str, at: int) -> bool:
    """Whether a straight mark can only close: it follows a letter or a stop and precedes none."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at] == '"' and bool(before) and not before.isspace() and before not in "([—–-" and not after.isalnum()


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
