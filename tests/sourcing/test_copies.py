import pytest

from secondsource.model import Span
from secondsource.sourcing.alignment import align
from secondsource.sourcing.copies import copied_share, is_copy, relate, shared_run
from secondsource.sourcing.words import words

WIRE = (
    "The ferry Saint Patrick ran aground on a sandbank outside the port of Holyhead shortly after dawn on Monday with "
    "more than two hundred passengers on board, and tugs from Liverpool were sent to pull it free before the next high "
    "water, the harbour master told a press conference in the town hall."
)
CUT = (
    "HOLYHEAD - " + WIRE.split(", and tugs")[0] + ". Nobody was hurt and the line has promised to refund every ticket."
)
OTHER = (
    "Passengers of a ferry had to spend the morning on deck on Monday when their ship hit a sandbank near Holyhead. "
    "Boats of the coastguard brought tea and blankets, and the captain apologised over the loudspeaker to families who "
    "had been on their way to a wedding in Dublin and would arrive half a day late."
)
SPEECH = "“We have asked every single passenger to stay calm and to stay where they are until the tugs come”"
TOLD = f"Half an hour later the harbour master climbed onto a crate. {SPEECH}, said Ada Poe, who had not slept."
HEARD = f"Ada Poe runs the port of Holyhead. Reporters up from Bangor asked about blankets. {SPEECH}, she said."


# --- whole reports ------------------------------------------------------------------------------------------------


def test_a_copy_that_was_cut_and_led_anew() -> None:
    assert is_copy(WIRE, CUT)
    assert is_copy(CUT, WIRE)


def test_two_reports_of_one_event_are_no_copies() -> None:
    assert not is_copy(WIRE, OTHER)
    assert copied_share(WIRE, OTHER) == 0


def test_a_sentence_is_no_copy_of_the_report_that_holds_it() -> None:
    assert not is_copy("The ferry Saint Patrick ran aground on a sandbank outside the port of Holyhead.", WIRE)


def test_a_speech_that_both_print_makes_no_copy() -> None:
    assert not is_copy(TOLD, HEARD)


# --- passages -----------------------------------------------------------------------------------------------------


def test_what_is_shared_tells_a_copy_from_a_statement() -> None:
    copied, stated, neither = relate(WIRE, CUT), relate(TOLD, HEARD), relate(WIRE, OTHER)
    assert copied.copied > 0.5 > copied.stated
    assert stated.stated > 0.5 > stated.copied
    assert neither.same_origin < 0.5


@pytest.mark.parametrize(
    "rewritten",
    [
        # reordered
        "Tugs from Liverpool were sent to pull it free before the next high water. The ferry Saint Patrick ran aground "
        "on a sandbank outside the port of Holyhead shortly after dawn on Monday.",
        # figures and a name written otherwise, a clause left out
        "Shortly after dawn on Monday with more than 200 passengers on board, the ferry St. Patrick ran aground on a "
        "sandbank outside the port of Holyhead, and tugs from Liverpool were sent to pull it free.",
        # read by a machine
        "The ferry Saint Patrlck ran aground on a sandbank outslde the port of Holyhcad shortly after dawn on Monday "
        "with more than two hundrcd passengers on board, and tugs from Liverpool were scnt to pull it free.",
    ],
)
def test_a_rewritten_copy_is_found(rewritten: str) -> None:
    assert relate(WIRE, rewritten).copied > 0.5
    found = shared_run(rewritten, WIRE)
    assert found is not None
    assert len(found.ours.of(rewritten).split()) >= 8


def test_a_shared_run_is_found_where_it_stands() -> None:
    found = shared_run(CUT, WIRE)
    assert found is not None
    assert found.ours.of(CUT).startswith("The ferry Saint Patrick")
    assert found.ours.of(CUT) == found.theirs.of(WIRE)
    assert 0.5 < found.likelihood < 1
    assert shared_run(WIRE, OTHER) is None


def test_a_shared_quotation_is_no_shared_run() -> None:
    assert shared_run(TOLD, HEARD) is None
    bare = SPEECH.strip("“”")
    assert shared_run(bare, bare) is not None


def test_a_phrase_is_no_shared_run() -> None:
    assert shared_run("The plane brought 87 crates.", "The plane brought 87 crates.") is None


# --- stretches ----------------------------------------------------------------------------------------------------


def test_stretches_are_found_in_any_order_and_none_twice() -> None:
    ours = "Nine boats sank near the pier in the storm. The mayor of Ventspils was asleep at the time."
    theirs = "Luckily the mayor of Ventspils was asleep at the time. But nine boats sank near the pier in the storm."
    found = [(stretch.ours.of(ours), stretch.theirs.of(theirs)) for stretch in align(ours, theirs)]
    assert found == [
        ("Nine boats sank near the pier in the storm", "nine boats sank near the pier in the storm"),
        ("The mayor of Ventspils was asleep at the time", "the mayor of Ventspils was asleep at the time"),
    ]


def test_a_stretch_goes_on_over_words_that_were_put_in() -> None:
    ours = "The bridge over the Aare was closed for repairs, which the canton will pay for."
    theirs = "The bridge over the Aare was on Friday closed for repairs that the canton will pay for."
    (stretch,) = align(ours, theirs)
    assert stretch.ours.of(ours).endswith("pay for")
    assert len(stretch.pairs) == 14


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("five", "5"),
        ("1,500", "1500"),
        ("40%", "40 per cent"),
        ("Sept.", "September"),
        ("Díaz", "Diaz"),
        ("U.S.", "US"),
        ("con-\ncluded", "concluded"),
        ("Mr. Poe", "Poe"),
        ("Poe’s", "Poe"),
    ],
)
def test_one_word_is_written_in_several_ways(one: str, other: str) -> None:
    assert [word.plain for word in words(one)] == [word.plain for word in words(other)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“Rain fell,” she said.", "Rain fell"),
        ('"Rain fell," she said.', "Rain fell"),
        ("'Rain fell,' she said. It’s Ada’s.", "Rain fell"),
        ("‘Rain fell,’ she said. It’s Ada’s.", "Rain fell"),
        ("“Rain fell.\nWind rose.", "Rain fell"),  # a speech goes on in the next paragraph
        ('rain fell," she said.', "rain fell"),  # a passage was cut in the middle
        ("It poured. Rain fell — Ada Poe (@poe) May 4, 2018\nShe left.", "It poured Rain fell Ada Poe poe"),
        ("Nobody spoke.", ""),
    ],
)
def test_what_stands_in_quotation_marks(text: str, quoted: str) -> None:
    assert " ".join(word.span.of(text) for word in words(text) if word.quoted) == quoted


def test_hostile_text_takes_no_time() -> None:
    for text in ("a " * 60_000, '"' * 100_000, "— (" * 40_000, "'a" * 50_000, "one two three " * 8_000):
        align(text, text[: len(text) // 2])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,000", "1 000"),
        ("1,000", "one thousand"),
        ("2 million", "2,000,000"),
        ("2.5m", "2.5 million"),
        ("21", "twenty-one"),
        ("a hundred", "100"),
        ("35 per cent", "35%"),
        ("Tonkoshkurov", "Тонкошкуров"),
    ],
)
def test_figures_and_names_are_compared_in_one_form(one: str, other: str) -> None:
    assert [word.plain for word in words(f"some {one} came")] == [word.plain for word in words(f"some {other} came")]


@pytest.mark.parametrize(
    ("one", "other"), [("10", "100"), ("1.5", "15"), ("20 3", "23"), ("two m", "2000000"), ("a two", "2")]
)
def test_other_figures_are_others(one: str, other: str) -> None:
    assert [word.plain for word in words(f"some {one} came")] != [word.plain for word in words(f"some {other} came")]


def test_a_name_that_was_transcribed_otherwise_does_not_break_a_stretch() -> None:
    told = "on Saturday evening General {} walked down the steps of the grey aircraft"
    for one, other in (
        ("Tonkoshkurov", "Тонкошкуров"),
        ("Tonkoshkurov", "Tonkoshkov"),
        ("Chodorkowski", "Khodorkovsky"),
    ):
        (stretch,) = align(told.format(one), told.format(other))
        assert stretch.ours == Span(0, len(told.format(one)))
