from secondsource.sourcing.copies import containment, is_copy, shared_run

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


def test_a_copy_that_was_cut_and_led_anew() -> None:
    assert is_copy(WIRE, CUT)
    assert containment(WIRE, WIRE) == 1


def test_two_reports_of_one_event_are_no_copies() -> None:
    assert not is_copy(WIRE, OTHER)


def test_a_sentence_is_no_copy_of_the_report_that_holds_it() -> None:
    assert not is_copy("The ferry Saint Patrick ran aground on a sandbank outside the port of Holyhead.", WIRE)


def test_a_shared_run_is_found_where_it_stands() -> None:
    found = shared_run(CUT, WIRE)
    assert found is not None
    ours, theirs = found
    assert ours.of(CUT).startswith("The ferry Saint Patrick")
    assert ours.of(CUT) == theirs.of(WIRE)
    assert shared_run(WIRE, OTHER) is None


def test_a_shared_quotation_is_no_shared_run() -> None:
    quotation = "“We have asked every single passenger to stay calm and to stay where they are until the tugs come”"
    assert shared_run(f"{quotation}, said Ada Poe.", f"Ada Poe: {quotation}") is None
    assert shared_run(quotation.strip("“”"), quotation.strip("“”")) is not None
