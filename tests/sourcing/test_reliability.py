from datetime import UTC, date, datetime, timedelta

import pytest
from newsroom import passage, report

from secondsource.model import (
    Action,
    Decision,
    Evidence,
    Line,
    OriginKind,
    Outcome,
    Record,
    Report,
    Span,
    Stance,
    Subject,
)
from secondsource.sourcing.reliability import digest, letter, outcomes, rate, records, together

SUPPORTS, REFUTES = Stance.SUPPORTS, Stance.REFUTES
DAY = date(2021, 5, 10)
EVIDENCE: dict[str, Evidence] = {}
REPORTS: dict[str, Report] = {}


def line(
    statement: str,
    origin: str,
    stance: Stance = SUPPORTS,
    kind: OriginKind = OriginKind.NAMED,
    later: int = 0,
    **more: object,
) -> Line:
    """A line with one passage, published so many days later."""
    id_ = f"{statement}:{origin}"
    if id_ not in EVIDENCE:
        held = report(f"{origin} spoke of {statement} {later} days later.", "Gazette", DAY + timedelta(later))
        EVIDENCE[id_] = Evidence(
            **{name: getattr(passage(held, "spoke"), name) for name in Evidence.__slots__} | {"id": id_}
        )
        REPORTS[held.id] = held
    return Line(id_, statement, origin, kind, stance, "F", (id_,), **more)  # type: ignore[arg-type]


def rated(lines: list[Line], *decisions: Decision, kept: tuple[Outcome, ...] = ()) -> tuple[Line, ...]:
    return rate(lines, together(outcomes(lines, EVIDENCE, REPORTS), kept), EVIDENCE, decisions)


@pytest.mark.parametrize(
    ("confirmed", "contradicted", "wanted"),
    [(0, 0, "F"), (2, 0, "F"), (3, 0, "B"), (10, 0, "A"), (8, 2, "B"), (3, 2, "C"), (2, 3, "D"), (0, 3, "E")],
)
def test_letters(confirmed: int, contradicted: int, wanted: str) -> None:
    assert letter(Record(confirmed, contradicted)) == wanted


def letters(lines: list[Line], origin: str) -> dict[str, str]:
    return {each.statement: each.reliability for each in rated(lines) if each.origin == origin}


def test_a_record_is_what_others_bore_out_elsewhere() -> None:
    """Four statements confirmed: each is judged by the other three."""
    told = [line(s, who) for s in "abcd" for who in ("Ada Poe", "Max Roe")]
    assert letters(told, "Ada Poe") == dict.fromkeys("abcd", "B")
    assert letters([each for each in told if each.statement != "d"], "Ada Poe") == dict.fromkeys("abc", "F")


def test_who_is_contradicted_elsewhere() -> None:
    told = [line(s, "Ada Poe") for s in "abcd"] + [line(s, "Max Roe", REFUTES) for s in "abcd"]
    assert set(letters([*told, line("e", "Ada Poe")], "Ada Poe").values()) == {"E"}


def test_silence_and_a_draw_are_no_record() -> None:
    told = [line(s, "Ada Poe") for s in "abcd"]
    draw = [line(s, who, side) for s in "abcd" for who, side in (("Max Roe", REFUTES), ("Eva Doe", SUPPORTS))]
    assert set(letters(told, "Ada Poe").values()) == set(letters(told + draw, "Ada Poe").values()) == {"F"}


def test_who_is_not_disclosed_has_no_record() -> None:
    told = [line(s, "a source", kind=OriginKind.UNNAMED) for s in "abcde"] + [line(s, "Max Roe") for s in "abcde"]
    assert set(letters(told, "a source").values()) == {"F"}


def test_who_only_repeats_what_was_known_earns_nothing() -> None:
    """The others had it before: their agreement says nothing of who came later."""
    told = [line(f"later-{s}", who, later=n) for s in "abcd" for n, who in enumerate(("Ada Poe", "Max Roe"))]
    assert set(letters(told, "Ada Poe").values()) == {"B"}
    assert set(letters(told, "Max Roe").values()) == {"F"}


def test_what_may_be_the_same_line_bears_nothing_out() -> None:
    told = [line(s, "Ada Poe") for s in "abcd"]
    doubtful = [line(s, "unsourced", kind=OriginKind.UNSOURCED, independence=0.3) for s in "abcd"]
    circular = [line(s, "Herald", kind=OriginKind.REPORTING, circular=True) for s in "abcd"]
    assert set(letters([*told, *doubtful, *circular], "Ada Poe").values()) == {"F"}


def outcome(n: int, *, confirmed: bool = True) -> Outcome:
    return Outcome("ada poe", Subject("r", Span(n, n + 1)), confirmed, DAY)


def test_the_record_of_other_dossiers_counts() -> None:
    (found,) = rated([line("a", "Ada Poe")], kept=tuple(outcome(n) for n in range(4)))
    assert (found.record, found.reliability) == (Record(4, 0), "B")


def test_one_statement_is_counted_once_however_often_it_was_verified() -> None:
    told = [line(s, who) for s in "abcd" for who in ("Ada Poe", "Max Roe")]
    own = outcomes(told, EVIDENCE, REPORTS)
    assert rated(told, kept=own) == rated(told)
    assert digest(together(own, own)) == digest(own) != digest(own[1:])


def test_the_statement_itself_is_left_out_also_when_kept_from_another_dossier() -> None:
    told = [line("a", "Ada Poe"), line("a", "Max Roe")]
    kept = outcomes(told, EVIDENCE, REPORTS)
    assert [each.record for each in rated([line("a", "Ada Poe")], kept=kept)] == [Record(0, 0)]


def test_records_of_all() -> None:
    assert records((outcome(1), outcome(2, confirmed=False))) == {"ada poe": Record(1, 1)}


def test_a_letter_set_by_hand_goes_before_the_record_and_is_named() -> None:
    at = datetime(2021, 5, 11, tzinfo=UTC)
    decision = Decision(7, at, "Eva Doe", Action.RELIABILITY, (Subject(origin="Ms. Ada Poe"),), "we asked", value="D")
    found = rated([line("a", "Ada Poe"), line("a", "Max Roe")], decision)
    assert [(each.origin, each.reliability, each.decisions) for each in found] == [
        ("Ada Poe", "D", (7,)),
        ("Max Roe", "F", ()),
    ]
