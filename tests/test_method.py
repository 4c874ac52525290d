"""The five steps in order, on small libraries."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from newsroom import MONDAY, report

from secondsource import InputError, Library, LibraryError, read, verify
from secondsource.model import (
    Action,
    Block,
    Dossier,
    OriginKind,
    Report,
    Span,
    Stance,
    Statement,
    Subject,
    Verdict,
)
from secondsource.reading.statements import find_statements
from secondsource.record import dumps, loads

NOW = datetime(2021, 5, 12, 9, tzinfo=UTC)
SUBJECT = report("Two ferries sank off Holyhead on Saturday, the harbour master said.", "Verified")
Verify = Callable[..., Dossier]


@pytest.fixture
def verify_with(tmp_path: Path) -> Verify:
    """Verifies a report against a library of the given ones."""

    def run(*held: Report, subject: Report = SUBJECT, **options: object) -> Dossier:
        with Library.open(tmp_path / "library", create=True, now=lambda: NOW) as library:
            list(library.add((each, each.text.encode()) for each in held))
            return verify(subject, library, now=NOW, **options)  # type: ignore[arg-type]

    return run


def outlets(dossier: Dossier) -> list[str | None]:
    return [reference.publisher for reference in dossier.reports]


WITNESS = report("A Reuters witness saw two ferries as they sank off Holyhead on Saturday.", "Gazette")
DENIAL = report("The coastguard denied that two ferries sank off Holyhead on Saturday.", "Courier")


def test_from_a_report_to_its_dossier(verify_with: Verify) -> None:
    dossier = verify_with(WITNESS, DENIAL)
    assert outlets(dossier) == ["Courier", "Gazette"] or outlets(dossier) == ["Gazette", "Courier"]
    (statement,) = dossier.statements
    (assessment,) = dossier.assessments
    assert assessment.statement == statement.id
    assert assessment.verdict is Verdict.CONFLICTING
    assert {line.kind for line in dossier.lines} >= {OriginKind.OBSERVATION}
    assert dossier.failures == ()


def test_nothing_found_is_undetermined_and_no_failure(verify_with: Verify) -> None:
    dossier = verify_with(report("Wheat prices rose in Canada last year.", "Gazette"))
    assert [a.verdict for a in dossier.assessments] == [Verdict.UNDETERMINED]
    assert (dossier.evidence, dossier.lines, dossier.failures) == ((), (), ())


def test_a_report_is_no_evidence_for_itself(verify_with: Verify) -> None:
    assert verify_with(SUBJECT).evidence == ()


LONG = (
    "Two ferries sank off Holyhead on Saturday, the harbour master said. More than two hundred passengers had been "
    "taken off both ships by then, and lifeboats from three stations stood by through the night because the tide was "
    "still rising and the hulls were drifting towards the breakwater."
)


def test_nor_is_a_copy_of_it(verify_with: Verify) -> None:
    subject, copy = report(LONG, "Verified"), report("HOLYHEAD -- " + LONG, "Herald")
    assert outlets(verify_with(copy, WITNESS, subject=subject)) == ["Gazette"]


def test_only_what_was_published_by_then_counts(verify_with: Verify) -> None:
    late = report("Two ferries sank off Holyhead on Saturday, Ada Poe wrote.", "Late", date(2021, 5, 11))
    undated = report("Two ferries sank off Holyhead on Saturday, Max Roe wrote.", "Undated", None)
    assert outlets(verify_with(late, undated, WITNESS, as_of=MONDAY)) == ["Gazette"]
    assert outlets(verify_with(as_of=date(2021, 5, 11))) == ["Gazette", "Late"]
    assert verify_with().as_of == NOW.date()


def test_what_is_not_checkable_is_not_assessed(verify_with: Verify) -> None:
    subject = report(
        "Two ferries sank off Holyhead on Saturday.\nThe harbour will probably close for a week, she said."
    )
    dossier = verify_with(WITNESS, subject=subject)
    checkable = {s.id for s in dossier.statements if s.checkable}
    assert {a.statement for a in dossier.assessments} == checkable
    assert len(checkable) < len(dossier.statements)


def test_a_language_that_is_not_read_is_a_failure_not_a_verdict(verify_with: Verify, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Zwei Fähren sind am Samstag vor Holyhead gesunken.\n\nDas teilte der Hafenmeister am Abend der Presse mit.\n"
    )
    dossier = verify_with(WITNESS, subject=tmp_path / "a.txt")
    (failure,) = dossier.failures
    assert (failure.stage, dossier.statements, dossier.assessments) == ("reading", (), ())
    assert failure.message == "it is in 'de', and only English is read; give a translation"


def test_a_report_that_is_read_in_part_says_so() -> None:
    long = report(
        "Two ferries sank off Holyhead on Saturday, the harbour master said.\n" + "Rain fell again.\n" * 6_000
    )
    (failure,) = read(long, now=NOW).failures
    assert failure.message.startswith("only its first 100,000 characters were read")


def test_held_reports_that_are_not_read_are_named(verify_with: Verify) -> None:
    import dataclasses

    german = dataclasses.replace(
        report("Two ferries: Fähren sank Holyhead Saturday gesunken.", "Zeitung"), language="de"
    )
    (failure,) = verify_with(german).failures
    assert failure.message == "matching reports in 'de' were not read (1): only English is"


def test_a_held_report_that_breaks_the_reader_costs_nothing_else(
    verify_with: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    from secondsource import shelf

    def brittle(held: Report, only: Block | None = None) -> tuple[Statement, ...]:
        if held.id == DENIAL.id:
            raise ValueError("a span must not be empty")
        return find_statements(held, only)

    monkeypatch.setattr(shelf, "find_statements", brittle)
    dossier = verify_with(WITNESS, DENIAL)
    (failure,) = dossier.failures
    assert (failure.stage, failure.subject) == ("reading", DENIAL.id)
    assert outlets(dossier) == ["Gazette"]


def test_what_was_read_before_changes_nothing(verify_with: Verify, tmp_path: Path) -> None:
    """A block of a held report reads the same whatever was asked for first, and out of the library."""
    held = report(
        "Harbour master Ada Poe closed the harbour on Saturday.\nShe said that two ferries sank off Holyhead.\n"
        "Poe said that nobody was hurt when the two ferries sank off Holyhead.",
        "Gazette",
    )
    other = report("Nobody was hurt when two ferries sank off Holyhead, a clerk said.", "Other")
    fresh = verify_with(held)
    (tmp_path / "library").rename(tmp_path / "before")
    verify_with(held, subject=other)
    assert dumps(verify_with()) == dumps(fresh)
    assert dumps(verify_with()) == dumps(fresh)
    assert "Ada Poe" in {item.attribution.speaker for item in fresh.evidence}


def test_readings_are_kept_and_used(verify_with: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = verify_with(WITNESS, DENIAL)
    from secondsource import shelf
    from secondsource.reading import statements

    def only_the_subject(held: Report) -> tuple[object, ...]:
        assert held.id == SUBJECT.id, "a held report was read again"
        return first.statements

    for module in (statements, shelf):
        monkeypatch.setattr(module, "find_statements", only_the_subject)
    assert dumps(verify_with()) == dumps(first)


def test_without_a_date_relative_times_stay_unresolved(verify_with: Verify) -> None:
    subject = report("Two ferries sank off Holyhead on Saturday, the harbour master said.", published=None)
    (time,) = verify_with(WITNESS, subject=subject).statements[0].times
    assert (time.text, time.earliest, time.latest) == ("on Saturday", None, None)
    (resolved,) = verify_with(subject=subject, published=MONDAY).statements[0].times
    assert resolved.earliest == resolved.latest == date(2021, 5, 8)


def test_progress_is_told(verify_with: Verify) -> None:
    told: list[str] = []
    verify_with(WITNESS, progress=told.append)
    assert told[0] == "reading the report"
    assert "looking up statement 1 of 1" in told


def test_the_order_of_adding_changes_nothing(tmp_path: Path) -> None:
    dossiers = []
    for name, held in (("a", [WITNESS, DENIAL]), ("b", [DENIAL, WITNESS])):
        with Library.open(tmp_path / name, create=True, now=lambda: NOW) as library:
            for each in held:
                list(library.add([(each, each.text.encode())]))
            dossiers.append(dumps(verify(SUBJECT, library, now=NOW)))
    assert dossiers[0] == dossiers[1]


def test_the_library_may_be_named_by_its_folder(verify_with: Verify, tmp_path: Path) -> None:
    dossier = verify_with(WITNESS)
    assert dumps(verify(SUBJECT, tmp_path / "library", now=NOW)) == dumps(dossier)
    assert dumps(verify(SUBJECT, str(tmp_path / "library"), now=NOW)) == dumps(dossier)
    with pytest.raises(LibraryError, match="there is no library in"):
        verify(SUBJECT, tmp_path / "none", now=NOW)


def test_a_reading_looks_nothing_up(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SUBJECT.text)
    reading = read(tmp_path / "a.txt", published=MONDAY, now=NOW)
    assert [s.attribution.speaker for s in reading.statements] == ["harbour master"]
    assert reading.versions.stance is None
    with pytest.raises(InputError):
        read(tmp_path / "none.txt")


# --- what a person decided, and what a library remembers -----------------------------------------------------------


def test_a_decision_is_applied_on_the_next_run_and_shown(verify_with: Verify, tmp_path: Path) -> None:
    before = verify_with(WITNESS, DENIAL)
    line = next(line for line in before.lines if line.kind is OriginKind.OBSERVATION)
    item = next(item for item in before.evidence if item.id in line.evidence)
    with Library.open(tmp_path / "library", now=lambda: NOW) as library:
        about = (Subject(item.report, item.span), Subject(origin="Ada Poe"))
        entry = library.decide(Action.DESCENT, about, by="Eva Doe", note="the witness was Ada Poe")
    after = verify_with()
    (moved,) = [line for line in after.lines if line.decisions]
    assert (moved.origin, moved.decisions) == ("Ada Poe", (entry.number,))
    assert after.decisions == (entry,)
    assert before.decisions == ()
    assert after.versions.library != before.versions.library
    with Library.open(tmp_path / "library", now=lambda: NOW) as library:
        library.decide(Action.UNDO, (), by="Eva Doe", note="it was not", undoes=entry.number)
    assert verify_with().lines == before.lines


def decide(folder: Path, action: Action, *about: Subject, by: str = "Eva Doe", **more: str) -> int:
    with Library.open(folder / "library", now=lambda: NOW) as library:
        return library.decide(action, about, by=by, note="I asked them", **more).number


def test_a_ruling_stands_beside_the_verdict_and_changes_nothing_else(verify_with: Verify, tmp_path: Path) -> None:
    before = verify_with(WITNESS, DENIAL)
    (statement,) = before.statements
    number = decide(tmp_path, Action.OVERRULE, Subject(SUBJECT.id, statement.span), value="refuted", seen="conflicting")
    after = verify_with()
    (ruling,) = after.rulings
    assert (ruling.statement, ruling.decision, ruling.by) == (statement.id, number, "Eva Doe")
    assert (ruling.verdict, ruling.seen, ruling.in_force) == (Verdict.REFUTED, Verdict.CONFLICTING, True)
    assert (after.assessments, after.lines, after.evidence) == (before.assessments, before.lines, before.evidence)
    assert [entry.number for entry in after.decisions] == [number]
    assert after.versions.decisions == number
    assert before.versions.decisions is None
    assert loads(Dossier, dumps(after)) == after


def test_a_stance_by_hand_is_weighed_as_that_persons(verify_with: Verify, tmp_path: Path) -> None:
    before = verify_with(WITNESS, DENIAL)
    (statement,) = before.statements
    denial = next(item for item in before.evidence if item.report == DENIAL.id)
    about = (Subject(SUBJECT.id, statement.span), Subject(DENIAL.id, denial.span))
    number = decide(tmp_path, Action.STANCE, *about, value="supports", seen="refutes")
    after = verify_with()
    moved = next(item for item in after.evidence if item.report == DENIAL.id)
    assert (moved.stance, moved.probabilities.supports) == (Stance.SUPPORTS, 1.0)
    assert (moved.machine, moved.by, moved.decision) == (denial.probabilities, "Eva Doe", number)
    assert after.assessments[0].verdict is Verdict.SUPPORTED
    (reason,) = [reason for reason in after.assessments[0].reasons if "Eva Doe" in reason.label]
    assert reason.weight > 0
    assert number in [entry.number for entry in after.decisions]
    with Library.open(tmp_path / "library", now=lambda: NOW) as library:
        library.decide(Action.UNDO, (), by="Max Roe", note="it does refute it", undoes=number)
    assert verify_with().evidence == before.evidence
    with Library.open(tmp_path / "library", now=lambda: NOW) as library:
        library.decide(Action.UNDO, (), by="Eva Doe", note="it does not", undoes=number + 1)
    assert verify_with().evidence == after.evidence


def test_a_passage_that_is_no_evidence_is_set_aside_and_still_shown(verify_with: Verify, tmp_path: Path) -> None:
    before = verify_with(WITNESS, DENIAL)
    denial = next(item for item in before.evidence if item.report == DENIAL.id)
    about = (Subject(SUBJECT.id, before.statements[0].span), Subject(DENIAL.id, denial.span))
    decide(tmp_path, Action.STANCE, *about, value="none")
    after = verify_with()
    assert DENIAL.id not in [item.report for item in after.evidence]
    assert not [line for line in after.lines if denial.id in line.evidence]
    (aside,) = after.aside
    assert (aside.id, aside.stance, aside.machine, aside.by) == (
        denial.id,
        denial.stance,
        denial.probabilities,
        "Eva Doe",
    )
    assert DENIAL.id in [reference.report for reference in after.reports]


def test_a_passage_that_was_not_found_can_be_named_by_hand(verify_with: Verify, tmp_path: Path) -> None:
    unfound = report("Both ships went down in the bay, Ada Poe said.", "Courier")
    before = verify_with(WITNESS, unfound)
    assert unfound.id not in [item.report for item in before.evidence]
    about = (Subject(SUBJECT.id, before.statements[0].span), Subject(unfound.id, Span(0, 20)))
    decide(tmp_path, Action.STANCE, *about, value="supports")
    brought = next(item for item in verify_with().evidence if item.report == unfound.id)
    assert (brought.stance, brought.by) == (Stance.SUPPORTS, "Eva Doe")
    assert brought.machine is not None
    assert brought.machine.supports < 0.5


@pytest.mark.parametrize("day", [None, date(2021, 5, 11)])
def test_nothing_is_made_evidence_by_hand_that_cannot_be(verify_with: Verify, tmp_path: Path, day: date | None) -> None:
    late = report("Both ships went down in the bay, Ada Poe said.", "Courier", day)
    before = verify_with(WITNESS, late, as_of=MONDAY)
    about = (Subject(SUBJECT.id, before.statements[0].span), Subject(late.id, Span(0, 20)))
    decide(tmp_path, Action.STANCE, *about, value="supports")
    after = verify_with(as_of=MONDAY)
    assert after.evidence == before.evidence
    (failure,) = after.failures
    assert (failure.stage, failure.subject) == ("evidence", "decision 1")
    assert "can be no evidence here" in failure.message


def test_a_ruling_on_words_that_are_no_statement_is_said(verify_with: Verify, tmp_path: Path) -> None:
    decide_on = Subject(SUBJECT.id, Span(len(SUBJECT.text) - 3, len(SUBJECT.text)))
    verify_with(WITNESS)
    decide(tmp_path, Action.DISPUTE, decide_on)
    after = verify_with()
    assert after.rulings == ()
    (failure,) = after.failures
    assert (failure.stage, failure.subject) == ("assessment", "decision 1")
    assert "no statement stands at" in failure.message


def test_a_ruling_on_another_text_of_the_report_is_said(verify_with: Verify, tmp_path: Path) -> None:
    first = report("Two ferries sank off Holyhead on Saturday.", "Verified", url="https://verified.example/a")
    then = report("Two ferries sank off Holyhead on Sunday.", "Verified", url="https://verified.example/a")
    before = verify_with(first, then, subject=first)
    decide(tmp_path, Action.DISPUTE, Subject(first.id, before.statements[0].span))
    assert len(verify_with(subject=first).rulings) == 1
    after = verify_with(subject=then)
    assert after.rulings == ()
    assert "is in another version of this report" in after.failures[0].message


def test_decisions_on_other_reports_say_nothing_here(verify_with: Verify, tmp_path: Path) -> None:
    verify_with(WITNESS)
    decide(tmp_path, Action.DISPUTE, Subject("0" * 64, Span(0, 9)))
    after = verify_with()
    assert (after.rulings, after.failures, after.decisions) == ((), (), ())


def test_a_decision_on_a_report_that_is_gone_is_said(verify_with: Verify, tmp_path: Path) -> None:
    verify_with(WITNESS, DENIAL)
    with Library.open(tmp_path / "library", now=lambda: NOW) as library:
        library.decide(Action.SPLIT, (Subject(WITNESS.id, Span(0, 9)),), by="Eva Doe", note="another jet")
        library.remove(WITNESS.id)
    (failure,) = verify_with().failures
    assert failure.subject == "decision 1"
    assert "is no longer held" in failure.message


def test_a_second_run_is_the_same_though_the_first_has_kept_outcomes(verify_with: Verify, tmp_path: Path) -> None:
    trackers = report("Two ferries sank off Holyhead on Saturday, police records show.", "Herald")
    first = verify_with(WITNESS, trackers)
    with Library.open(tmp_path / "library", now=lambda: NOW) as library:
        assert [outcome.confirmed for outcome in library.outcomes()] == [True]
    assert dumps(verify_with()) == dumps(first)


def test_the_dossier_counts_lines_as_an_expectation(verify_with: Verify) -> None:
    dossier = verify_with(WITNESS, DENIAL)
    assert {(count.stance.value, count.low, count.expected, count.high) for count in dossier.counts} == {
        ("supports", 1, 1.0, 1),
        ("refutes", 1, 1.0, 1),
    }


def test_a_reading_that_was_kept_gives_the_same_bytes_as_a_fresh_one(verify_with: Verify) -> None:
    told = report("Two ferries sank in Venezuela on Saturday, a Reuters witness saw.", "Gazette")
    subject = report("Two ferries sank in Venezuela on Saturday, the harbour master said.", "Verified")
    first, again = verify_with(told, subject=subject), verify_with(told, subject=subject)
    assert any(place.latitude == 8 for item in first.evidence for place in item.places)  # a whole number of degrees
    assert dumps(first) == dumps(again)
