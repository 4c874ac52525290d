import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.dossier.harmless import harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("\x1b[31mred\x1b[0m", "⟨U+001B⟩[31mred⟨U+001B⟩[0m"),
        ("\x9b2J", "⟨U+009B⟩2J"),
        ("\x1b]0;title\x07", "⟨U+001B⟩]0;title⟨U+0007⟩"),
        ("\u202egnp.exe\u202c", "⟨U+202E⟩gnp.exe⟨U+202C⟩"),
        ("a\u200bb", "a⟨U+200B⟩b"),
        ("a\r\nb\tc\u2028d\x85e", "a b c d e"),
        ("\ud800", "⟨U+D800⟩"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("<b>&amp;[bold]", "<b>&amp;[bold]"),
    ],
)
def test_what_acts_is_written_out_and_words_stay(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_lines_are_kept_where_asked() -> None:
    assert harmless("one\r\ntwo\tthree\u2029four", lines=True) == "one\ntwo three\nfour"


@given(st.text())
def test_nothing_left_moves_a_cursor_or_breaks_an_encoding(text: str) -> None:
    shown = harmless(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    shown.encode()
    assert harmless(shown) == shown
