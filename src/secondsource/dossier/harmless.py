"""Text from articles made safe to show: it is quoted, and steers neither a terminal nor the order of a page."""

from __future__ import annotations

import re

# Line breaks of every kind, and tabs. The vertical ones and U+0085 would move a terminal's cursor.
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
# Controls (ESC begins the ANSI sequences; U+009B is CSI in one character), surrogates, bidi embeddings, overrides and
# isolates, invisible characters, tags. Left alone: ZWNJ and ZWJ, which spell Persian and Hindi; LRM, RLM and ALM, which
# only hint at a direction; the soft hyphen.
_ACTIVE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
)


def harmless(text: str, *, lines: bool = False) -> str:
    """``text`` with every active or invisible character written out as its code point, such as ``⟨U+202E⟩``.

    Line breaks and tabs become one space, or one newline where ``lines`` is set. What is left is words, in any script,
    so the result can go to a terminal or into an escaped page.
    """
    if text.isprintable():  # neither break nor active character: most strings, in a tenth of the time
        return text
    return _ACTIVE.sub(_code_point, _BREAKS.sub(_newline if lines else " ", text))


def _code_point(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"


def _newline(match: re.Match[str]) -> str:
    return " " if set(match[0]) == {"\t"} else "\n"
