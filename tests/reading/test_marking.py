import pytest

from secondsource.model import Span
from secondsource.reading import statements
from secondsource.reading.marking import mark
from secondsource.reading.sentences import LONGEST_SENTENCE

from .reports import report


def test_marks_of_the_sentence_around_a_character() -> None:
    text = "Lena Aaltonen came to Lima. It closed."
    marking = mark(text, [(Span(0, 27), Span(28, 38))])
    around = [marking.sentence(at) for at in (0, 26, 27, 30, 38)]
    assert [marks and marks.span.start for marks in around] == [0, 0, None, 28, None]
    assert [person.of(text) for person in marking.people] == ["Lena Aaltonen"]


def test_a_sentence_too_long_to_state_anything_is_not_read() -> None:
    assert mark("a " * LONGEST_SENTENCE, [(Span(0, 2 * LONGEST_SENTENCE),)]).sentences == ()


def test_of_a_report_without_end_only_the_beginning_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "LONGEST_REPORT", 3_000)
    found = statements.find_statements(report(*["The bridge in Lima closed on Monday."] * 1_000))
    assert 2_500 < found[-1].span.end < 3_500
