from secondsource.sourcing.alignment import align
from secondsource.sourcing.scanned import is_scanned, lettered, read_as
from secondsource.sourcing.words import compared

CLEAN = "The wolves tore nine lambs in the morning while the children of the village slept in their homes."
SCANNED = "Tbe wo1ves torc nine larnbs in tbe rnorning whi1e tbe chi1dren of thc viilage s1ept in tbeir hornes."


def test_figures_in_the_middle_of_words_show_a_scan() -> None:
    assert is_scanned(SCANNED)
    assert not is_scanned(CLEAN)
    assert not is_scanned("The B52s flew 18 sorties on the 5th, and the G8s met at a4a.")


def test_figures_beside_letters_are_letters_and_others_stay() -> None:
    assert lettered("wo1ves 1ast 8ig s0n") == "wolves last big son"
    assert lettered("1,250 of 18 on the 5th and 21st") == "1,250 of 18 on the 5th and 21st"
    assert len(lettered(SCANNED)) == len(SCANNED)


def test_a_word_is_read_as_the_only_one_that_looks_the_same() -> None:
    assert read_as(["larnbs", "cal", "zebra"], ["lambs", "eat", "cat"]) == {"larnbs": "lambs"}
    assert read_as(["tear"], ["tear", "tcar"]) == {}


def test_a_scan_is_aligned_with_what_was_scanned() -> None:
    stretch = max(align(SCANNED, CLEAN), key=lambda each: len(each.pairs))
    assert len(stretch.pairs) >= 15
    left, _ = compared(SCANNED, CLEAN)
    assert [word.plain for word in left][:5] == ["the", "wolves", "tore", "9", "lambs"]
