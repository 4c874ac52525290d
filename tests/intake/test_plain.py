"""Text, also text copied from a web page: furniture told from the report."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.errors import InputError
from secondsource.intake.plain import outline, read_plain
from secondsource.model import Role

PASTED = """\
Menu
Sign in
World

Ferry with dozens aboard runs aground near Port Ellis

The operator says that nobody is in danger

By Jane Doe and John Roe
March 25, 2019 10:12 am EST

Advertisement

PORT ELLIS (Reuters) - A ferry ran aground on Saturday with roughly 100 people aboard, the coast guard said.

How did it happen?

"We hit something," the captain said. He would not say more.

Read more: Five ferries in five years

The harbour was closed overnight.

Rescue goes on

Two tugs were sent from the next town, according to the harbour office.

Additional reporting by Max Mustermann; editing by Erika Musterfrau

Most recent
Ten things to know about tides
All Articles
"""


def roles(text: str) -> list[tuple[str, str]]:
    return [(block.role.value, block.span.of(text)) for block in outline(text)]


def test_a_report_as_it_is_copied_from_a_page():
    assert [(role, words[:24]) for role, words in roles(PASTED)] == [
        ("furniture", "Menu"),
        ("furniture", "Sign in"),
        ("furniture", "World"),
        ("headline", "Ferry with dozens aboard"),
        ("standfirst", "The operator says that n"),
        ("byline", "By Jane Doe and John Roe"),
        ("byline", "March 25, 2019 10:12 am "),
        ("furniture", "Advertisement"),
        ("paragraph", "PORT ELLIS (Reuters) - A"),
        ("heading", "How did it happen?"),
        ("paragraph", '"We hit something," the '),
        ("furniture", "Read more: Five ferries "),
        ("paragraph", "The harbour was closed o"),
        ("heading", "Rescue goes on"),
        ("paragraph", "Two tugs were sent from "),
        ("credit", "Additional reporting by "),
        ("furniture", "Most recent"),
        ("furniture", "Ten things to know about"),
        ("furniture", "All Articles"),
    ]


def test_its_particulars():
    report = read_plain(PASTED, url="https://example.org/ferry", archived="00")
    assert report.text == PASTED
    assert report.headline == "Ferry with dozens aboard runs aground near Port Ellis"
    assert report.byline == "Jane Doe and John Roe"
    assert report.dateline == "PORT ELLIS"
    assert report.credits == ("Reuters",)
    assert report.published == date(2019, 3, 25)
    assert report.language == "en"
    assert (report.url, report.archived, report.publisher, report.retrieved) == (
        "https://example.org/ferry",
        "00",
        None,
        None,
    )


def test_the_day_that_the_user_gives_wins():
    assert read_plain(PASTED, published=date(2019, 3, 24)).published == date(2019, 3, 24)


def test_the_seed_document(seed: str):
    report = read_plain(seed)
    kinds = [block.role for block in report.blocks]
    assert kinds == [
        *[Role.FURNITURE] * 2,
        Role.HEADLINE,
        Role.STANDFIRST,
        Role.PARAGRAPH,
        Role.HEADING,
        *[Role.PARAGRAPH] * 4,
        Role.HEADING,
        *[Role.PARAGRAPH] * 4,
        *[Role.FURNITURE] * 2,
    ]
    assert report.text == seed
    assert (report.published, report.byline, report.dateline, report.credits) == (None, None, None, ())
    assert report.language == "en"


@pytest.mark.parametrize(
    "request_line",
    ["Please verify", "Please verify this report.", "Can you fact-check this?", "Is this true?", "verify:"],
)
def test_a_request_before_the_report_is_no_part_of_it(request_line: str):
    text = f"{request_line}\n\nBridge closed after flood damages two piers\n\nThe bridge was closed on Monday."
    assert [role for role, _ in roles(text)] == ["furniture", "headline", "paragraph"]
    text = f"{request_line}\n\nThe bridge was closed on Monday."
    assert [role for role, _ in roles(text)] == ["furniture", "paragraph"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Kosovo wants to become a member of the council.",
        "Residents can sign up for the programme until Friday.",
        "The company changed its privacy policy on Monday.",
        "He refused.",
        "Watch duty was doubled after the fire, the mayor said.",
        "More than 40 people were hurt.",
        "Follow-up talks are planned for May.",
        "Getting the app approved took two years, she told Reuters.",
    ],
)
def test_a_paragraph_is_not_taken_for_furniture(paragraph: str):
    text = f"The council met on Monday in the old town hall.\n\n{paragraph}\n\nThe vote is due next week."
    assert [role for role, _ in roles(text)] == ["paragraph"] * 3


@pytest.mark.parametrize(
    ("paragraph", "role"),
    [
        ("What now?", "heading"),
        ("A town without water", "heading"),
        ("He said:", "paragraph"),
        ("• Two bridges are closed", "paragraph"),
        ("Mayor: We shall rebuild it", "paragraph"),
        ('"We shall rebuild it"', "paragraph"),
        ("FILE - The bridge as it was in May. (AP Photo/Jane Doe)", "caption"),
        ("The Associated Press contributed to this report.", "credit"),
        ("Share this article", "furniture"),
        ("We use cookies to improve your visit. By continuing to browse you accept them.", "furniture"),
    ],
)
def test_what_stands_between_paragraphs(paragraph: str, role: str):
    text = f"The council met on Monday in the old town hall.\n\n{paragraph}\n\nThe vote is due next week."
    assert roles(text)[1] == (role, paragraph)


def test_a_standfirst_may_end_with_a_full_stop_where_a_byline_follows():
    text = "Bridge closed after flood\n\nRepairs may take a week.\n\nBy Jane Doe\n\nThe bridge was closed on Monday."
    assert [role for role, _ in roles(text)] == ["headline", "standfirst", "byline", "paragraph"]


def test_a_headline_may_end_with_initials():
    assert roles("Envoys return to the U.S.\n\nThey landed on Monday.")[0] == ("headline", "Envoys return to the U.S.")


def test_a_known_headline_is_found_again_and_no_other_is_sought():
    text = "Editors write\n\nBridge closed after flood\n\nThe bridge was closed on Monday."
    blocks = outline(text, headline="Bridge closed after flood")
    assert [block.role for block in blocks] == [Role.HEADING, Role.HEADLINE, Role.PARAGRAPH]
    blocks = outline(text, headline="Something else")
    assert Role.HEADLINE not in [block.role for block in blocks]


def test_a_text_without_a_full_stop_is_a_headline():
    assert roles("Jets land in Port Ellis") == [("headline", "Jets land in Port Ellis")]


def test_right_to_left_text():
    paragraph = "أُغلق الجسر يوم الاثنين بعد أن ألحق الفيضان أضرارا بدعامتين، حسبما قال رئيس البلدية."
    text = f"أُغلق الجسر بعد الفيضان\n\n{paragraph}\u200f\n"
    report = read_plain(text)
    assert [block.role for block in report.blocks] == [Role.HEADLINE, Role.PARAGRAPH]
    assert (report.text, report.language) == (text, "ar")


def test_characters_that_are_not_seen():
    text = "\u200bBridge closed after flood\u200b\n\u200b\n\ufeff\nThe bri\u200bdge was closed on Monday.\u200e\n"
    assert roles(text) == [
        ("headline", "Bridge closed after flood"),
        ("paragraph", "The bri\u200bdge was closed on Monday."),
    ]
    assert read_plain(text).text == text


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff", "12 345\n---"])
def test_a_text_without_words_is_refused(text: str):
    with pytest.raises(InputError, match="the report is empty: give a text of at least one sentence"):
        read_plain(text)


def test_too_many_paragraphs_are_refused():
    with pytest.raises(InputError, match="more than 20,000 paragraphs, which no report has: give one report"):
        read_plain("A short row.\n" * 20_001)


def test_half_a_character_is_refused():
    with pytest.raises(InputError, match="lone surrogate"):
        read_plain("The bridge \ud800 was closed.")


@pytest.mark.parametrize(
    "text",
    [
        "a" * 3_000_000,
        "word " * 600_000,
        "a. " * 1_000_000,
        "By A" + " A" * 1_000_000,
        "(" * 2_000_000 + "a",
        "\n" * 3_000_000 + "a",
    ],
    ids=["letters", "words", "stops", "names", "brackets", "rows"],
)
def test_a_long_row_does_not_hang(text: str):
    start = time.perf_counter()
    read_plain(text)
    assert time.perf_counter() - start < 5


@given(
    st.text(alphabet=st.sampled_from(["a", "B", ".", "?", " ", "\n", "\r", "\u200b", "\u2028", "\t", "م", "1", ":"]))
)
def test_blocks_hold_all_that_is_not_blank_in_order(text: str):
    blocks = outline(text)
    ends = [0, *[block.span.end for block in blocks]]
    starts = [*[block.span.start for block in blocks], len(text)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    between = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    assert not between.replace("\u200b", "").strip()


def test_a_row_of_links_in_capitals_is_no_paragraph() -> None:
    rows = [
        "Port opens",
        "The port opened on Monday, the mayor said.",
        "MAYOR OF LIMA JOINS PORT AFTER FIVE YEARS",
        "It is full.",
    ]
    roles = [block.role for block in read_plain("\n\n".join([*rows, "The ferry runs again, she said."])).blocks]
    assert roles[2] is Role.HEADING
    rows[2] = "THE MAYOR OF LIMA JOINED THE PORT ON MONDAY."
    roles = [block.role for block in read_plain("\n\n".join([*rows, "The ferry runs again, she said."])).blocks]
    assert roles[2] is Role.PARAGRAPH
