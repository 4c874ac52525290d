"""Each case is a small newsroom: reports that tell of one thing, and the lines that they make."""

from datetime import date

from newsroom import passage, plain_statement, report

from secondsource.model import Descent, Line, OriginKind, Report, Stance
from secondsource.sourcing.lines import trace_lines
from secondsource.sourcing.origin import NO_SOURCE

FIRST, SECOND, THIRD = date(2021, 5, 8), date(2021, 5, 9), date(2021, 5, 10)


def lines(*told: tuple[Report, str], verified: Report | None = None) -> tuple[Line, ...]:
    reports = {held.id: held for held, _ in told}
    evidence = [passage(held, words) for held, words in told]
    return trace_lines(plain_statement(), evidence, reports, verified or report("Something else.", "Verified"))


def shape(found: tuple[Line, ...]) -> dict[str, int]:
    return {line.origin: len(line.evidence) for line in found}


def test_many_outlets_one_origin() -> None:
    found = lines(
        (report("Ada Poe, a pilot, wrote that 87 crates came.", "Gazette", FIRST), "crates"),
        (report("Some 87 crates came, according to Poe.", "Courier", SECOND), "crates"),
        (report("The pilot Ada Poe said 87 crates were on board.", "Herald", SECOND), "crates"),
    )
    assert shape(found) == {"Ada Poe": 3}
    assert all(link.reason for link in found[0].links)
    assert len(found[0].links) == 3


def test_a_telling_figure_without_a_source_goes_back_to_who_gave_it_first() -> None:
    found = lines(
        (report("Ada Poe, a pilot, wrote that 87 crates came.", "Gazette", FIRST), "crates"),
        (report("The plane brought 87 crates.", "Courier", SECOND), "crates"),
        (report("The plane brought 87 crates, Xinhua reported.", "Herald", SECOND), "crates"),
    )
    assert shape(found) == {"Ada Poe": 3}
    repeated = [link for link in found[0].links if link.descent is Descent.REPEATED]
    assert [link.seen.text for link in repeated if link.seen] == ["87", "87"]
    assert "Ada Poe gave it in Gazette" in repeated[0].reason


def test_so_does_a_rare_name() -> None:
    found = lines(
        (report("Ada Poe, a pilot, wrote that Vasily Tonkoshkurov led the visitors.", "Gazette", FIRST), "visitors"),
        (report("The visitors were under Vasily Tonkoshkurov.", "Courier", SECOND), "visitors"),
        (report("The visitors met Donald Trump.", "Herald", SECOND), "visitors"),
    )
    assert shape(found) == {"Ada Poe": 2, NO_SOURCE: 1}


def test_a_figure_given_earlier_is_not_repeated_from_who_gave_it_later() -> None:
    found = lines(
        (report("The plane brought 87 crates.", "Courier", FIRST), "crates"),
        (report("Ada Poe, a pilot, wrote that 87 crates came.", "Gazette", SECOND), "crates"),
    )
    assert shape(found) == {"Ada Poe": 1, NO_SOURCE: 1}


def test_dates_and_round_figures_tell_nothing() -> None:
    found = lines(
        (report("Ada Poe, a pilot, wrote that 100 crates came on 8 May 2021.", "Gazette", FIRST), "crates"),
        (report("On 8 May 2021 the plane brought 100 crates.", "Courier", SECOND), "crates"),
    )
    assert shape(found) == {"Ada Poe": 1, NO_SOURCE: 1}


def test_a_lead_goes_with_the_source_that_its_report_cites() -> None:
    held = report("A plane landed in Oslo.\nThe plane took the northern runway, Flightradar24 data show.", "Gazette")
    found = lines((held, "in Oslo"), (held, "runway"))
    assert shape(found) == {"flight-tracking records": 2}
    assert any("the same report has the matter from" in link.reason for link in found[0].links)


def test_those_who_name_no_source_are_one_line() -> None:
    found = lines(
        (report("A plane landed in Oslo.", "Gazette"), "plane"),
        (report("Oslo saw the landing of a plane.", "Courier"), "landing"),
        (report("The plane has landed, media reported.", "Herald"), "landed"),
    )
    assert shape(found) == {NO_SOURCE: 3}
    assert found[0].kind is OriginKind.UNSOURCED


def test_outlets_that_show_their_own_reporting_are_lines_of_their_own() -> None:
    found = lines(
        (report("A plane landed in Oslo.", "Gazette", byline="By Ada Poe"), "plane"),
        (report("Oslo saw the landing of a plane.", "Courier", dateline="OSLO"), "landing"),
    )
    assert set(shape(found)) == {"Gazette", "Courier"}


def test_an_agency_is_one_line_however_many_carry_it() -> None:
    found = lines(
        (report("A plane landed in Oslo.", "Gazette", credits=("Reuters",)), "plane"),
        (report("Oslo saw the landing of a plane.", "Courier", credits=("Reuters",)), "landing"),
        (report("In Oslo a plane has landed.", "Herald", credits=("AFP",)), "landed"),
    )
    assert shape(found) == {"Reuters": 2, "AFP": 1}


def test_shared_words_join() -> None:
    words = "a grey plane without any markings landed on the northern runway of Oslo"
    found = lines(
        (report(f"Shortly after dawn {words}.", "Gazette", FIRST, byline="By Ada Poe"), "grey"),
        (report(f"On Saturday {words}, to the surprise of many.", "Courier", SECOND, byline="By Max Roe"), "grey"),
    )
    assert shape(found) == {"Gazette": 2}
    (copied,) = [link for link in found[0].links if link.descent is Descent.COPIED]
    assert copied.seen is not None
    assert copied.seen.text == words


def test_the_spokeswoman_and_her_house_are_one() -> None:
    found = lines(
        (report("Ada Poe, the spokeswoman of the Admiralty, denied the collision.", "Gazette"), "collision"),
        (report("The Admiralty denied that a collision took place.", "Courier"), "collision"),
    )
    assert len(found) == 1
    assert any("speaks for" in link.reason for link in found[0].links)


def test_a_spokesman_of_the_kremlin_and_the_kremlin_are_one() -> None:
    """The reader gives the seat as the body that sits there."""
    found = lines(
        (report("Kremlin spokesman Dmitry Peskov denied the collision.", "Gazette"), "collision"),
        (report("The Kremlin denied that a collision took place.", "Courier"), "collision"),
    )
    assert len(found) == 1


def test_undisclosed_sources_of_one_description_count_once() -> None:
    found = lines(
        (report("A Norwegian diplomat said that the talks failed.", "Gazette"), "talks"),
        (report("The talks failed, a Norwegian diplomat told Xinhua.", "Courier"), "talks"),
        (report("The talks failed, a Danish diplomat said.", "Herald"), "talks"),
    )
    assert sorted(shape(found).values()) == [1, 2]


def test_independent_origins_stay_apart_most_direct_first() -> None:
    found = lines(
        (report("Ada Poe, the mayor of Oslo, said that the plane landed.", "Gazette"), "landed"),
        (report("A Reuters witness saw the plane on the runway.", "Courier"), "runway"),
        (report("The plane landed, Flightradar24 shows.", "Herald"), "landed"),
    )
    kinds = [line.kind for line in found]
    assert kinds == [OriginKind.OBSERVATION, OriginKind.RECORD, OriginKind.OFFICIAL]
    assert [line.id for line in found] == ["s:1", "s:2", "s:3"]


def test_what_leads_back_to_the_outlet_under_verification_is_circular() -> None:
    verified = report("The plane landed.", "Xinhua")
    (line,) = lines((report("The plane landed, Xinhua reported.", "Gazette"), "landed"), verified=verified)
    assert line.circular
    (other,) = lines((report("Ada Poe told Xinhua that the plane landed.", "Gazette"), "landed"), verified=verified)
    assert not other.circular


def test_a_line_takes_the_side_of_its_clearest_passage() -> None:
    held = report("Ada Poe said that the plane landed.\nPoe said that the plane never left.", "Gazette")
    evidence = [passage(held, "landed", supports=0.5), passage(held, "left", supports=0.02, refutes=0.9)]
    (line,) = trace_lines(plain_statement(), evidence, {held.id: held}, report("Other.", "Verified"))
    assert line.stance is Stance.REFUTES


def test_of_passages_as_clear_the_latest_counts() -> None:
    """Who corrects what they said holds the correction."""
    first = report("Ada Poe said that the plane landed.", "Gazette", FIRST)
    then = report("Ada Poe said that the plane never left.", "Gazette", SECOND)
    reports = {first.id: first, then.id: then}
    evidence = [passage(first, "landed", supports=0.9, refutes=0.02), passage(then, "left", supports=0.02, refutes=0.9)]
    (line,) = trace_lines(plain_statement(), evidence, reports, report("Other.", "Verified"))
    assert line.stance is Stance.REFUTES


def test_a_telling_figure_goes_back_to_the_outlet_that_had_it_no_later() -> None:
    (line,) = lines(
        (report("The plane brought 87 crates.", "Gazette", FIRST, byline="By Ada Poe"), "crates"),
        (report("There were 87 crates in it.", "Courier", SECOND, byline="By Max Roe"), "crates"),
        (report("Somebody sent 87 crates.", "Herald", SECOND, byline="By Eva Doe"), "crates"),
    )
    assert line.origin == "Gazette"
    assert [link.probability for link in line.links] == [1.0, 0.9, 0.9]
    assert "without a source who could know; Gazette gave it too, no later" in line.links[1].reason


def test_what_takes_no_side_begins_no_line() -> None:
    held = report("Ada Poe said that the plane landed.\nPoe said that the plane was late.", "Gazette")
    other = report("Max Roe said that planes are loud.", "Courier")
    evidence = [passage(held, "landed"), passage(held, "late", supports=0.2), passage(other, "loud", supports=0.2)]
    reports = {each.id: each for each in (held, other)}
    (line,) = trace_lines(plain_statement(), evidence, reports, report("Other.", "Verified"))
    assert (line.origin, line.evidence) == ("Ada Poe", (evidence[0].id, evidence[1].id))


def test_the_same_quotation_ties_a_body_and_somebody_to_one_speaker() -> None:
    found = lines(
        (report("“The engine was dead and the ship drifted,” Ada Poe said.", "Gazette", FIRST), "engine"),
        (report("“The engine was dead and the ship drifted,” the coastguard said.", "Courier", SECOND), "engine"),
    )
    (line,) = found
    assert line.origin == "Ada Poe"
    assert line.links[-1].descent is Descent.QUOTED
    assert "and in Gazette of Ada Poe" in line.links[-1].reason


def test_two_who_are_named_stay_two_though_they_say_the_same() -> None:
    found = lines(
        (report("“The engine was dead and the ship drifted,” Ada Poe said.", "Gazette", FIRST), "engine"),
        (report("“The engine was dead and the ship drifted,” Max Roe said.", "Courier", SECOND), "engine"),
    )
    assert len(found) == 2


def test_a_quotation_without_a_speaker_goes_to_whom_another_report_has_say_it() -> None:
    """Be that report the later one: the words tie both to the speaker, and neither to the other."""
    found = lines(
        (report("The landing was “nothing mysterious”, Xinhua reported.", "Gazette", FIRST), "mysterious"),
        (report("The landing is “nothing mysterious”, Ada Poe said.", "Courier", SECOND), "mysterious"),
    )
    (line,) = found
    assert line.origin == "Ada Poe"
    (link,) = [link for link in line.links if link.probability < 1]
    assert link.descent is Descent.QUOTED
    assert link.reason == "quotes “nothing mysterious”, which Ada Poe says in Courier"


def test_who_is_described_in_one_report_and_named_in_another_is_one_line() -> None:
    found = lines(
        (
            report("Dr Ada Poe, who runs the Oslo general hospital, told the BBC that 230 had died.", "BBC", FIRST),
            "died",
        ),
        (report("The director of the main hospital in Oslo told the BBC that 230 had died.", "Herald", SECOND), "died"),
    )
    assert shape(found) == {"Ada Poe": 2}


def test_an_agency_and_its_client_that_leaves_the_name_out_are_one_line() -> None:
    wire = "The toll rose to 212, officials said.\nAda Poe, who leads the rescue agency, said that 800 were hurt."
    found = lines(
        (report(wire, "Associated Press", FIRST, credits=("Associated Press",)), "toll"),
        (
            report("The storm killed 212, according to officials.", "Metro", SECOND, credits=("Associated Press",)),
            "storm",
        ),
        (report("Rescue agency chief Ada Poe said that 212 had died.", "Gazette", FIRST), "died"),
    )
    assert shape(found) == {"Ada Poe": 3}
    assert any("names elsewhere" in link.reason and link.probability < 1 for link in found[0].links)


def test_a_held_outlet_that_is_on_no_list_passes_on_what_it_has() -> None:
    found = lines(
        (report("The mayor Ada Poe told The Ledger that 30 pans went back.", "The Ledger", FIRST), "pans"),
        (report("Some 30 pans went back, The Ledger first reported.", "Gazette", SECOND), "pans"),
    )
    assert shape(found) == {"Ada Poe": 2}


def test_papers_of_one_outlet_are_one_record_and_of_two_outlets_two() -> None:
    def told(holder: str) -> str:
        return f"Acme knew of the leak, internal documents seen by {holder} show."

    same = lines(
        (report(told("Reuters"), "Reuters", FIRST), "leak"),
        (report("Acme knew of the leak, Reuters reported, citing internal papers.", "Gazette", SECOND), "leak"),
    )
    assert [len(line.evidence) for line in same] == [2]
    apart = lines((report(told("Reuters"), "A", FIRST), "leak"), (report(told("AFP"), "B", FIRST), "leak"))
    assert [len(line.evidence) for line in apart] == [1, 1]


def test_a_place_that_two_sources_name_tells_of_neither() -> None:
    found = lines(
        (report("The quake struck Bayt Tonkoshkurov, Ada Poe said.", "Gazette", FIRST), "struck"),
        (report("The quake struck Bayt Tonkoshkurov, Max Roe said.", "Courier", FIRST), "struck"),
        (report("The quake struck Bayt Tonkoshkurov.", "Herald", SECOND), "struck"),
    )
    assert shape(found) == {"Ada Poe": 1, "Max Roe": 1, NO_SOURCE: 1}


def test_figures_that_end_in_noughts_tell_by_the_digits_before_them() -> None:
    def told(figure: str) -> dict[str, int]:
        return shape(
            lines(
                (report(f"Ada Poe, a pilot, wrote that {figure} crates came.", "Gazette", FIRST), "crates"),
                (report(f"The ship brought {figure} crates.", "Courier", SECOND), "crates"),
            )
        )

    assert told("18,300") == {"Ada Poe": 2}
    assert told("61,000") == {"Ada Poe": 1, NO_SOURCE: 1}


def test_what_takes_no_side_can_still_be_where_others_have_it_from() -> None:
    first = report("Ada Poe, a pilot, wrote that 87 crates came.", "Gazette", FIRST)
    second = report("The plane brought 87 crates.", "Courier", SECOND)
    evidence = [passage(first, "crates", supports=0.2), passage(second, "crates")]
    found = trace_lines(plain_statement(), evidence, {r.id: r for r in (first, second)}, report("Else.", "Verified"))
    assert shape(found) == {"Ada Poe": 2}
    assert found[0].stance is Stance.SUPPORTS
