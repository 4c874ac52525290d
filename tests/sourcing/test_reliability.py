import pytest

from secondsource.model import Line, OriginKind, Stance
from secondsource.sourcing.reliability import Record, rate

SUPPORTS, REFUTES = Stance.SUPPORTS, Stance.REFUTES


def line(statement: str, origin: str, stance: Stance = SUPPORTS, kind: OriginKind = OriginKind.NAMED) -> Line:
    return Line(f"{statement}:{origin}", statement, origin, kind, stance, "F", ())


@pytest.mark.parametrize(
    ("confirmed", "contradicted", "letter"),
    [(0, 0, "F"), (2, 0, "F"), (3, 0, "B"), (10, 0, "A"), (8, 2, "B"), (3, 2, "C"), (2, 3, "D"), (0, 3, "E")],
)
def test_letters(confirmed: int, contradicted: int, letter: str) -> None:
    assert Record(confirmed, contradicted).letter == letter


def letters(lines: list[Line], origin: str) -> dict[str, str]:
    return {each.statement: each.reliability for each in rate(lines) if each.origin == origin}


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
