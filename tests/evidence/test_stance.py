import json
from collections.abc import Sequence
from datetime import date

import pytest
from newsroom import MONDAY, report, stated

from secondsource.evidence.retrieve import Candidate
from secondsource.evidence.rule import Rule
from secondsource.evidence.signs import signs
from secondsource.evidence.stance import (
    CONTEXT,
    JUDGED,
    LEANING_AGAINST,
    LEAST_SHARE,
    judge,
    shown,
    stance_version,
    weigh,
)
from secondsource.learned.stance import StanceModel
from secondsource.model import Agreement, Comparison, Evidence, Probabilities, Stance
from secondsource.reading.statements import find_statements


def candidates(text: str, published: date = MONDAY, headline: str | None = None) -> list[Candidate]:
    held = report(text, "Gazette", published, headline=headline)
    stated = find_statements(held)
    return [Candidate(held, s, stated[n - 1] if n else None) for n, s in enumerate(stated)]


def likely(statement: str, passage: str, published: date = MONDAY) -> Probabilities:
    return weigh(stated(statement), MONDAY, candidates(passage, published)[:1])[0][0]


@pytest.mark.parametrize(
    ("statement", "passage", "expected"),
    [
        ("Two ferries sank off Holyhead on Saturday.", "Off Holyhead two ferries sank on Saturday.", Stance.SUPPORTS),
        ("Two ferries sank off Holyhead.", "The minister denied that two ferries sank off Holyhead.", Stance.REFUTES),
        ("Two ferries sank off Holyhead.", "Two ferries did not sink off Holyhead.", Stance.REFUTES),
        ("About 40 divers reached Bergen.", "Some 300 divers reached Bergen.", Stance.REFUTES),
        ("99 divers reached Bergen on Monday.", "About 100 divers reached Bergen on Monday.", Stance.SUPPORTS),
        ("About 40 divers reached Bergen.", "Divers reached Bergen.", Stance.DISCUSSES),  # leaves the figure open
        ("Two ferries sank off Holyhead.", "Wheat prices rose in Canada.", Stance.DISCUSSES),
    ],
)
def test_stances(statement: str, passage: str, expected: Stance) -> None:
    assert likely(statement, passage).stance is expected


def test_what_was_published_before_an_event_does_not_report_it() -> None:
    near = likely("A bridge fell in Genoa on Saturday.", "A bridge fell in Genoa.")
    early = likely("A bridge fell in Genoa on Saturday.", "A bridge fell in Genoa.", date(2021, 4, 1))
    assert early.supports < near.supports
    assert early.stance is Stance.DISCUSSES


def test_what_is_dated_otherwise_does_not_bear_it_out() -> None:
    dated = likely("A bridge fell in Genoa on Saturday.", "A bridge fell in Genoa on 3 March.")
    assert dated.stance is not Stance.SUPPORTS


def test_what_a_candidate_gets_does_not_depend_on_the_others() -> None:
    statement = stated("Two ferries sank off Holyhead.")
    offered = [
        c
        for text in ("Off Holyhead two ferries sank.", "Two ferries did not sink off Holyhead.", "Two ferries sank.")
        for c in candidates(text)
    ]
    together = weigh(statement, MONDAY, offered)
    assert together == [weigh(statement, MONDAY, [c])[0] for c in offered]
    assert weigh(statement, MONDAY, offered[::-1]) == together[::-1]


def test_only_what_promises_most_is_judged() -> None:
    offered = [
        c for n in range(JUDGED + 3) for c in candidates(f"Two ferries sank off Holyhead, the harbour said {n}.")
    ]
    found = weigh(stated("Two ferries sank off Holyhead."), MONDAY, offered)
    assert sum(probabilities.discusses < 1 for probabilities, _ in found) <= JUDGED
    assert weigh(stated("Two ferries sank off Holyhead."), MONDAY, []) == []


def test_what_no_answer_could_make_evidence_is_not_judged() -> None:
    statement = stated("Ann Poe dismissed Ben Marsh.")
    offered = [*candidates("Ben Marsh dismissed Ann Poe."), *candidates("Ann Poe has dismissed Ben Marsh.")]
    shown_to_the_judge: list[str] = []

    def sure(pairs: Sequence[tuple[str, str]]) -> list[tuple[float, ...]]:
        shown_to_the_judge.extend(passage for _, passage in pairs)
        return [(1.0, 0.0, 0.0, 0.0)] * len(pairs)

    found = judge(statement, MONDAY, offered, sure)
    assert shown_to_the_judge == ["Ann Poe has dismissed Ben Marsh."]
    assert [evidence.text for evidence in found] == ["Ann Poe has dismissed Ben Marsh."]
    first = signs(statement, MONDAY, offered[0])[0]
    assert first["share"] >= LEAST_SHARE  # near enough, but for who did it to whom
    assert Rule.load().most(first) < LEANING_AGAINST


def test_where_one_passage_has_it_the_other_way_round_no_other_bears_it_out() -> None:
    statement = stated("Ann Poe dismissed Ben Marsh.")
    silent, turned, same = (
        candidates(text)[0] for text in ("Marsh was gone on Monday.", "Marsh dismissed Poe.", "Poe dismissed Marsh.")
    )

    def sure(pairs: Sequence[tuple[str, str]]) -> list[tuple[float, ...]]:
        return [(1.0, 0.0, 0.0, 0.0)] * len(pairs)

    alone, beside, with_both = (
        weigh(statement, MONDAY, offered, sure)[0][0].supports
        for offered in ([silent], [silent, turned], [silent, turned, same])
    )
    assert beside < 0.05 < alone
    assert with_both == alone


def test_the_judge_reads_the_headline_above_a_passage() -> None:
    (passage,) = candidates("Two ferries sank.", headline="Storm over Holyhead")
    assert shown(passage, ()) == "Storm over Holyhead. Two ferries sank."
    (alone,) = candidates("Two ferries sank.")
    assert shown(alone, ()) == "Two ferries sank."


def test_measures_that_agree_are_shown_in_the_same_words() -> None:
    (passage,) = candidates("About 100 divers came in 12 boats.")
    agreement = (
        Comparison("quantity", "99 divers", "About 100 divers", Agreement.AGREES),
        Comparison("quantity", "14 boats", "12 boats", Agreement.CLASHES),
    )
    assert shown(passage, agreement) == "99 divers came in 12 boats."


def judged(statement: str, *passages: str) -> tuple[Evidence, ...]:
    return judge(stated(statement), MONDAY, [c for text in passages for c in candidates(text)])


def test_evidence_points_at_the_very_words() -> None:
    (found,) = judged("Two ferries sank off Holyhead.", "Rain fell.\nOff Holyhead two ferries sank, the harbour said.")
    assert found.text == "Off Holyhead two ferries sank"
    assert found.attribution.speaker == "harbour"
    total = found.probabilities.supports + found.probabilities.refutes + found.probabilities.discusses
    assert total == pytest.approx(1)


def test_the_clearest_comes_first_and_context_is_short() -> None:
    names = ("red", "blue", "green", "white", "black")
    loose = [f"A ferry of the {name} line left Holyhead for Dublin." for name in names]
    found = judged("Two ferries sank off Holyhead.", *loose, "Two ferries sank off Holyhead.")
    assert found[0].text == "Two ferries sank off Holyhead."
    assert sum(item.stance is Stance.DISCUSSES for item in found) <= CONTEXT


def test_what_has_nothing_to_do_with_it_is_no_evidence() -> None:
    assert judged("Two ferries sank off Holyhead.", "Wheat prices rose in Canada.") == ()


def test_the_version_names_weights_and_rule() -> None:
    labels = json.loads((StanceModel.folder() / "labels.json").read_text(encoding="utf-8"))
    assert stance_version() == f"{labels['version']}+{Rule.load().version}"
