from datetime import UTC, datetime

from newsroom import report

from secondsource.assessment.unsought import ungathered, unsought
from secondsource.model import Aim, Failure, Gathering, Search
from secondsource.reading.statements import find_statements

ONE, OTHER = find_statements(report("A bridge fell in Genoa on Friday.\nForty people were taken off two ferries."))


def gathering(*asked: tuple[str, bool], failures: tuple[Failure, ...] = ()) -> Gathering:
    searches = tuple(Search("feeds", "bridge", Aim.EVENT, (about,), answered, 0) for about, answered in asked)
    return Gathering("r", datetime(2021, 5, 12, tzinfo=UTC), searches, (), failures=failures)


def test_what_was_never_to_be_looked_up_is_not_unsought() -> None:
    assert unsought((ONE, OTHER), ()) == frozenset()
    assert unsought((ONE, OTHER), [gathering((ONE.id, False))]) == {ONE.id}


def test_one_answer_in_any_gathering_is_enough() -> None:
    assert unsought((ONE, OTHER), [gathering((ONE.id, False)), gathering((ONE.id, True))]) == frozenset()


def test_only_the_latest_gathering_tells_its_failures() -> None:
    then, now = Failure("gather", "feeds", "then"), Failure("gather", "feeds", "now")
    told = tuple(ungathered([gathering(failures=(then,)), gathering(failures=(now,))], (), frozenset((ONE.id,))))
    assert told[0] == now
    assert [failure.subject for failure in told] == ["feeds", ONE.id]
    assert tuple(ungathered((), (), frozenset())) == ()
