"""What a report states: one assertion each, readable on its own, with its attribution."""

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.intake.plain import outline
from secondsource.model import Disclosure, Mode, Report, Role, Statement
from secondsource.reading.statements import find_statements, reads

from .reports import report


def texts(*paragraphs: str) -> list[str]:
    return [statement.text for statement in find_statements(report(*paragraphs))]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("The bridge closed on Monday.", ["The bridge closed on Monday."]),
        (
            "The mayor has closed the bridge and still holds the keys.",
            ["The mayor has closed the bridge.", "The mayor still holds the keys."],
        ),
        (
            "The mayor closed the bridge, but the ferry runs every hour.",
            ["The mayor closed the bridge.", "The ferry runs every hour."],
        ),
        (
            "They stood next to a Dash 8, which is used for carrying mail.",
            ["They stood next to a Dash 8.", "A Dash 8 is used for carrying mail."],
        ),
        ("According to the BBC, two ships arrived in Lima.", ["Two ships arrived in Lima."]),
        ("A clerk confirmed the arrival of two ships.", ["A clerk confirmed the arrival of two ships."]),
        ("The ministry denied that troops had come.", ["The ministry denied that troops had come."]),
        ("The dictator Hugo Roe fled to Lima on Monday.", ["Hugo Roe fled to Lima on Monday."]),
        ("“I saw two ships in the bay,” Ada Poe said.", ["Ada Poe: “I saw two ships in the bay.”"]),
        (
            "“Two ships came to the bay. Nobody met the crew,” a clerk said.",
            ["Two ships came to the bay.", "Nobody met the crew."],
        ),
        (
            "The move worried the neighbours, but the two towns insist they are doing nothing new.",
            ["The move worried the neighbours.", "Two towns are doing nothing new."],
        ),
    ],
)
def test_one_assertion_each_readable_on_its_own(paragraph: str, expected: list[str]) -> None:
    assert texts(paragraph) == expected


def test_names_stand_for_pronouns_roles_and_short_names() -> None:
    found = texts("President Hugo Roe came to Lima.", "The president has refused to leave.", "Roe's guards stayed.")
    assert found[1:] == ["Hugo Roe has refused to leave.", "Hugo Roe's guards stayed."]


@pytest.mark.parametrize("role", [Role.HEADING, Role.FURNITURE, Role.CAPTION, Role.BYLINE, Role.CREDIT])
def test_only_headline_standfirst_and_paragraphs_state(role: Role) -> None:
    assert find_statements(report("The bridge closed on Monday.", roles=(role,))) == ()


@pytest.mark.parametrize(
    ("paragraph", "checkable"),
    [
        ("The bridge closed on Monday.", True),
        ("The ministry sent 400 men to Lima.", True),
        ("The bridge will close on Monday.", False),
        ("The mayor should close the bridge.", False),
        ("Is the bridge closed on Monday?", False),
        ("I think the bridge is beautiful.", False),
        ("Join us at the bridge today.", False),
    ],
)
def test_checkable(paragraph: str, checkable: bool) -> None:
    found = find_statements(report(paragraph))
    assert any(s.checkable for s in found) is checkable


def test_a_statement_has_the_measures_of_its_own_words() -> None:
    found = find_statements(report("In May, Peru sent 400 men to Lima.", published=date(2019, 6, 3)))
    assert [q.text for q in found[0].quantities] and found[0].quantities[0].low == 400
    assert (found[0].times[0].earliest, found[0].times[0].latest) == (date(2019, 5, 1), date(2019, 5, 31))
    assert "Lima" in [p.text for p in found[0].places]


def test_loaded_words_are_marked_and_left_out() -> None:
    [statement] = find_statements(report("The brutal dictator Hugo Roe closed the bridge."))
    assert " ".join(word.text for word in statement.loaded) == "brutal dictator"
    assert "dictator" not in statement.text


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "", True),
        ("en-GB", "", True),
        ("es", "", False),
        (None, "The bridge was closed by the mayor on Monday and it is not open.", True),
        (None, "El puente fue cerrado por el alcalde el lunes y no se ha abierto.", False),
        (None, "", False),
    ],
)
def test_which_languages_it_reads(language: str | None, text: str, expected: bool) -> None:
    assert reads(language, text) is expected


PIECES = st.sampled_from(
    [
        "Ada",
        "Poe",
        "said",
        ",",
        ".",
        "“",
        "”",
        '"',
        "(",
        ")",
        ":",
        ";",
        "—",
        "that",
        "who",
        "and",
        "but",
        "he",
        "his",
        "told",
        "Reuters",
        "the",
        "a",
        "source",
        ",",
        "denied",
        "claims",
        "which",
        "is",
        "was",
        "has",
        "sent",
        "99",
        "men",
        "to",
        "Lima",
        "on",
        "Monday",
        "dictator",
        ",",
        "regime's",
        "The",
        "president",
        "I",
        "we",
        "\u200b",
        "\u202e",
        "…",
        "'",
        "'s",
        "as",
        "while",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=50).map(" ".join))
def test_any_words_read_and_every_span_slices(text: str) -> None:
    read = report(text)
    for statement in find_statements(read):
        assert statement.span.of(read.text).strip()
        assert statement.text.strip()
        assert all(word.span.of(read.text) == word.text for word in statement.loaded)
        assert read.blocks[0].span.contains(statement.span)


@given(st.text(min_size=1, max_size=200))
def test_any_text_reads_without_an_error(text: str) -> None:
    find_statements(report(text))


@pytest.mark.parametrize(
    "hostile", ["a " * 50_000, '"' * 50_000, "said " * 20_000, "(" * 50_000, "Ada Poe, " * 20_000, "U.S." * 20_000]
)
def test_hostile_text_is_read_in_time(hostile: str) -> None:
    find_statements(report(hostile))  # a quadratic rule takes minutes here


# --- the document that the project was created from ------------------------------------------------------------


@pytest.fixture(scope="module")
def seed_statements(seed: str) -> tuple[Statement, ...]:
    digest = hashlib.sha256(seed.encode()).hexdigest()
    return find_statements(Report(digest, seed, outline(seed), published=date(2019, 3, 25), language="en"))


def test_seed_has_no_furniture_and_the_statements_of_a_careful_reader(seed_statements: tuple[Statement, ...]) -> None:
    found = " ".join(s.text for s in seed_statements)
    assert len(seed_statements) >= 23
    assert not any(furniture in found for furniture in ("Watch LIVE", "All Articles", "Please verify", "What are the"))


@pytest.mark.parametrize(
    ("words", "who", "disclosure", "carrier", "depth"),
    [
        ("two Russian military jets", "BBC", Disclosure.NAMED, None, 1),
        ("99 soldiers", "Javier Mayorca", Disclosure.NAMED, None, 1),
        ("the visit was for", "Venezuelan official", Disclosure.DESCRIBED, "Reuters", 2),
        ("nothing mysterious", "unnamed diplomatic source", Disclosure.UNNAMED, "Sputnik", 2),
        ("400 mercenaries", "source", Disclosure.UNNAMED, "Reuters", 2),
        ("Jets carrying", "report", Disclosure.UNNAMED, None, 1),
    ],
)
def test_seed_sources(
    seed: str,
    seed_statements: tuple[Statement, ...],
    words: str,
    who: str,
    disclosure: Disclosure,
    carrier: str | None,
    depth: int,
) -> None:
    [statement] = [s for s in seed_statements if words in s.span.of(seed)]
    cited = statement.attribution
    assert (cited.speaker or "").startswith(who)
    assert (cited.disclosure, cited.carrier, len(cited.chain)) == (disclosure, carrier, depth)
    assert cited.mode is not Mode.NARRATED
