import pytest

from secondsource.sourcing.roles import fits, heads, introduced, named_for, one_body, role_of


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ada Poe, who leads the coastguard, was late.", "Ada Poe", "who leads the coastguard"),
        ("Ada Poe, head of the civil defence, told us so.", "Ada Poe", "head of the civil defence"),
        ("Coastguard chief Ada Poe told us.", "Ada Poe", "Coastguard chief"),
        ("The minister of water, Ada al-Poe, came.", "Ada al-Poe", "minister of water"),
        ("Ministry spokesman Colonel Max Roe told a briefing.", "Max Roe", "Ministry spokesman Colonel"),
    ],
)
def test_whom_a_report_introduces(text: str, name: str, role: str) -> None:
    assert [(one.name, one.role) for one in introduced(text)] == [(name, role)]


def test_a_role_is_found_under_the_surname() -> None:
    text = "Ada Poe, who leads the coastguard, was late. Poe said nothing."
    assert role_of("Poe", text) == role_of("Ada Poe", text) == "who leads the coastguard"
    assert role_of("Max Poe", text) == ""


def named(description: str, text: str) -> str | None:
    bare = description.removeprefix("the ")
    return named_for(bare, description, text, text.index(description))


def test_a_description_is_who_fits_it_in_the_same_report() -> None:
    text = (
        "All were saved, the head of the coastguard said.\nAda Poe, who leads the coastguard, was glad. Max Roe left."
    )
    assert named("the head of the coastguard", text) == "Ada Poe"


def test_officials_are_the_one_official_who_is_named_further_on() -> None:
    text = "All were saved, officials said.\nAda Poe, who leads the coastguard agency, said that nobody was hurt."
    assert named("officials", text) == "Ada Poe"
    assert named("officials", text + "\nMax Roe, the mayor of Oslo, said so too.") is None
    assert named("officials", text.replace("coastguard agency", "village choir")) is None


def test_who_is_described_and_then_speaks_under_a_bare_name() -> None:
    text = "A girl was saved, the leader of a rescue team said.\n“She asked for water,” Ada Poe said by phone."
    assert named("the leader of a rescue team", text) == "Ada Poe"
    other = text.replace("Ada Poe said", "Ada Poe, a nurse from Oslo, said").replace("a nurse", "the doctor")
    assert named("the leader of a rescue team", other) is None
    assert named("a leader of a rescue team", text.replace("the leader", "a leader")) is None


def test_two_ways_to_say_one_office() -> None:
    assert fits("director of the main hospital in Oslo", "who runs the Oslo general hospital")
    assert not fits("director of the main hospital in Oslo", "who runs the Bergen railway")
    assert not fits("deputy director of the hospital", "director of the hospital")
    assert not fits("a nurse of the hospital", "director of the hospital")


def test_who_heads_a_body() -> None:
    assert heads("minister of defence", "defence ministry")
    assert heads("Norway's defence minister", "Ministry of Defence of Norway")
    assert heads("chief prosecutor", "public prosecutor's office in Oslo")
    assert not heads("deputy minister of defence", "defence ministry")
    assert not heads("minister of water", "defence ministry")
    assert one_body("spokesman for the prosecutor's office", "chief prosecutor")
    assert not one_body("spokesman for the coastguard", "chief prosecutor")
