from datetime import date

import pytest
from newsroom import MONDAY, report, stated

from secondsource.evidence.retrieve import Candidate
from secondsource.evidence.stance import CONTEXT, denies, judge, weigh
from secondsource.model import Evidence, Stance
from secondsource.reading.statements import find_statements


def candidates(text: str, published: date = MONDAY, headline: str | None = None) -> list[Candidate]:
    held = report(text, "Gazette", published, headline=headline)
    stated = find_statements(held)
    return [Candidate(held, s, stated[n - 1] if n else None) for n, s in enumerate(stated)]


def stance(statement: str, passage: str, published: date = MONDAY) -> Stance:
    return weigh(stated(statement), MONDAY, candidates(passage, published)[0])[0].stance


@pytest.mark.parametrize(
    ("statement", "passage", "expected"),
    [
        ("Two ferries sank off Holyhead on Saturday.", "Off Holyhead two ferries sank on Saturday.", Stance.SUPPORTS),
        ("Two ferries sank off Holyhead.", "Two ferries went down off Holyhead, the harbour said.", Stance.SUPPORTS),
        ("Two ferries sank off Holyhead.", "The minister denied that two ferries sank off Holyhead.", Stance.REFUTES),
        ("Two ferries sank off Holyhead.", "Two ferries did not sink off Holyhead.", Stance.REFUTES),
        ("About 40 divers reached Bergen.", "Some 300 divers reached Bergen.", Stance.REFUTES),
        ("About 40 divers reached Bergen.", "Dozens of divers reached Bergen.", Stance.SUPPORTS),
        ("About 40 divers reached Bergen.", "Divers reached Bergen.", Stance.DISCUSSES),  # leaves the figure open
        ("Two ferries sank off Holyhead.", "Wheat prices rose in Canada.", Stance.DISCUSSES),
    ],
)
def test_stances(statement: str, passage: str, expected: Stance) -> None:
    assert stance(statement, passage) is expected


def test_a_passage_that_says_a_part_supports_it_nearly_as_well() -> None:
    whole = stated("Two ferries sank off Holyhead after a collision with a tanker, carrying coal and timber.")
    likely, _ = weigh(whole, MONDAY, candidates("Two ferries sank off Holyhead.")[0])
    assert likely.stance is Stance.SUPPORTS
    assert (
        likely.supports
        < weigh(stated("Two ferries sank off Holyhead."), MONDAY, candidates("Two ferries sank off Holyhead.")[0])[
            0
        ].supports
    )


def test_what_was_published_before_an_event_does_not_report_it() -> None:
    assert stance("A bridge fell in Genoa on Saturday.", "A bridge fell in Genoa.") is Stance.SUPPORTS
    assert (
        stance("A bridge fell in Genoa on Saturday.", "A bridge fell in Genoa.", date(2021, 4, 1)) is Stance.DISCUSSES
    )


def test_what_is_dated_otherwise_is_another_event() -> None:
    assert stance("A bridge fell in Genoa on Saturday.", "A bridge fell in Genoa on 3 March.") is Stance.DISCUSSES


def test_what_is_told_a_year_apart_is_mostly_another_event() -> None:
    near = weigh(stated("A bridge fell in Genoa."), MONDAY, candidates("A bridge fell in Genoa.")[0])[0]
    far = weigh(stated("A bridge fell in Genoa."), MONDAY, candidates("A bridge fell in Genoa.", date(2020, 5, 1))[0])[
        0
    ]
    assert far.supports == pytest.approx(near.supports / 2, abs=0.001)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry sank, the harbour said.", False),
        ("The harbour denied that the ferry sank.", True),
        ("The ferry did not sink.", True),
        ("The harbour denied that the ferry did not sink.", False),
        ("The harbour did not say whether the ferry sank.", False),
        ("No ferry sank in the harbour of Oslo.", True),
    ],
)
def test_denying(text: str, expected: bool) -> None:
    assert denies(stated(text)) is expected


def judged(statement: str, *passages: str) -> tuple[Evidence, ...]:
    return judge(stated(statement), MONDAY, [c for text in passages for c in candidates(text)])


def test_evidence_points_at_the_very_words() -> None:
    (found,) = judged("Two ferries sank off Holyhead.", "Rain fell.\nOff Holyhead two ferries sank, the harbour said.")
    assert found.text == "Off Holyhead two ferries sank"
    assert found.attribution.speaker == "harbour"
    assert found.probabilities.supports + found.probabilities.refutes + found.probabilities.discusses == pytest.approx(
        1
    )


def test_the_clearest_comes_first_and_context_is_short() -> None:
    loose = [
        f"A ferry of the {name} line left Holyhead for Dublin." for name in ("red", "blue", "green", "white", "black")
    ]
    found = judged("Two ferries sank off Holyhead.", *loose, "Two ferries sank off Holyhead.")
    assert found[0].text == "Two ferries sank off Holyhead."
    assert sum(item.stance is Stance.DISCUSSES for item in found) <= CONTEXT


def test_what_has_nothing_to_do_with_it_is_no_evidence() -> None:
    assert judged("Two ferries sank off Holyhead.", "Wheat prices rose in Canada.") == ()
