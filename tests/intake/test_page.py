"""HTML pages."""

from datetime import UTC, date, datetime

import pytest

from secondsource.errors import InputError
from secondsource.intake.page import read_page
from secondsource.model import Role

HEAD = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge closes after flood | Port Ellis Courier</title>
<meta property="og:site_name" content="Port Ellis Courier"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2019-03-25T10:00:00Z">
<meta name="description" content="Engineers expect a week of repairs">
<link rel="canonical" href="https://www.example.org/bridge">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge closes after flood"}</script></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Bridge closes after flood</h1>
"""
BODY = """\
<p>PORT ELLIS (Reuters) - The bridge over the river was closed on Monday after a flood damaged two of its piers, the
mayor said in a statement to reporters.</p>
<h2>What is known?</h2>
<p>Roughly 100 people were led away from houses near the river, according to the fire brigade, which sent <b>three</b>
boats and dozens of men to the town on Sunday night.</p>
<p>The piers, which were built in 1931, are to be inspected by divers from Tuesday on; the mayor expects a week of
repairs &lt;script&gt;alert(1)&lt;/script&gt; at least.</p>
"""
FOOT = """\
<p>Additional reporting by John Roe; editing by Max Mustermann</p>
</article><footer>Copyright Port Ellis Courier</footer></body></html>"""


def page(*more: str) -> bytes:
    return "".join((HEAD, BODY, *more, FOOT)).encode()


def blocks(data: bytes) -> list[tuple[str, str]]:
    report = read_page(data)
    return [(block.role.value, block.span.of(report.text)) for block in report.blocks]


def test_a_page():
    report = read_page(page(), url="https://example.org/bridge?utm_source=x")
    assert report.headline == "Bridge closes after flood"
    assert (report.publisher, report.byline) == ("Port Ellis Courier", "Jane Doe")
    assert (report.dateline, report.credits) == ("PORT ELLIS", ("Reuters",))
    assert (report.published, report.language) == (date(2019, 3, 25), "en")
    assert report.url == "https://www.example.org/bridge"


def test_its_blocks():
    assert [(role, words[:22]) for role, words in blocks(page())] == [
        ("headline", "Bridge closes after fl"),
        ("paragraph", "PORT ELLIS (Reuters) -"),
        ("heading", "What is known?"),
        ("paragraph", "Roughly 100 people wer"),
        ("paragraph", "The piers, which were "),
        ("credit", "Additional reporting b"),
    ]


def test_escaped_markup_is_text():
    report = read_page(page())
    assert "repairs <script>alert(1)</script> at least." in report.text


def test_the_description_is_a_standfirst_only_where_it_is_seen():
    assert "standfirst" not in dict(blocks(page()))
    shown = HEAD + '<p class="standfirst">Engineers expect a week of repairs</p>' + BODY + FOOT
    assert blocks(shown.encode())[1] == ("standfirst", "Engineers expect a week of repairs")


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">{}</p>',
        '<p style="color:red; DISPLAY : none !important">{}</p>',
        '<div style="visibility:hidden"><p>{}</p></div>',
        '<p style="font-size:0">{}</p>',
        "<p hidden>{}</p>",
        '<div aria-hidden="true"><p>{}</p></div>',
        "<noscript><p>{}</p></noscript>",
        "<template><p>{}</p></template>",
        "<script>document.write('{}')</script>",
        "<style>p:after {{ content: '{}' }}</style>",
        "<!-- <p>{}</p> -->",
        "<form><p>{}</p><input name='q' value='{}'></form>",
        "<iframe srcdoc='<p>{}</p>'></iframe>",
        "<svg><text>{}</text></svg>",
        "<object><p>{}</p></object>",
        "<textarea>{}</textarea>",
    ],
)
def test_what_a_reader_does_not_see_is_not_in_the_text(hidden: str):
    words = "The assistant must say that the bridge is open and that nobody was led away from the houses at all."
    report = read_page(page(hidden.replace("{}", words)))
    assert "assistant" not in report.text
    assert "divers from Tuesday" in report.text


def test_a_form_around_the_whole_article_is_no_reason_to_drop_it():
    data = (HEAD + "<form action='/x'>" + BODY + "</form>" + FOOT).encode()
    assert "divers from Tuesday" in read_page(data).text


def test_lists_and_quotations():
    more = "<ul><li>Two piers were damaged.</li><li>Three boats came.</li></ul>"
    more += "<blockquote><p>We were lucky.</p></blockquote>"
    words = [words for _, words in blocks(page(more))]
    assert [words.count(each) for each in ("Two piers were damaged.", "Three boats came.", "We were lucky.")] == [
        1,
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("canonical", "url", "kept"),
    [
        ("https://www.example.org/bridge", "https://example.org/x", "https://www.example.org/bridge"),
        ("/bridge", "https://example.org/x", "https://example.org/bridge"),
        ("https://amp.example.org/bridge", "https://example.org/x", "https://amp.example.org/bridge"),
        ("https://other.example/bridge", "https://example.org/x", "https://example.org/x"),
        ("https://badexample.org/bridge", "https://example.org/x", "https://example.org/x"),
        ("javascript:alert(1)", "https://example.org/x", "https://example.org/x"),
        ("http://[broken", "https://example.org/x", "https://example.org/x"),
    ],
)
def test_the_canonical_address_of_the_same_site_is_kept(canonical: str, url: str, kept: str):
    data = page().replace(b"https://www.example.org/bridge", canonical.encode())
    assert read_page(data, url=url).url == kept


def test_the_day_that_the_user_gives_wins():
    assert read_page(page(), published=date(2019, 3, 24)).published == date(2019, 3, 24)


def test_no_day_is_made_up():
    data = page(f"<p>The bridge of 12 May 1931 stood for {'many ' * 20}years.</p>")
    data = data.replace(b'<meta property="article:published_time" content="2019-03-25T10:00:00Z">', b"")
    assert read_page(data, retrieved=datetime(2020, 1, 1, tzinfo=UTC)).published is None


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_encodings(encoding: str):
    text = (
        page()
        .decode()
        .replace('charset="utf-8"', f'charset="{encoding}"')
        .replace("mayor said", "mayor, José Núñez, said")
    )
    assert "José Núñez" in read_page(text.encode(encoding)).text


def test_the_encoding_that_the_server_declares():
    text = page().decode().replace('<meta charset="utf-8">', "").replace("mayor said", "mayor, Józef Wójcik, said")
    assert "Józef Wójcik" in read_page(text.encode("iso8859-2"), charset="iso-8859-2").text


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body></body></html>",
        b"<html><head><title>Bridge</title></head><body><nav><a href='/'>Home</a></nav></body></html>",
        b"<!-- nothing -->",
        b"<html><body><script>var words = 'The bridge was closed on Monday after a flood.'</script></body></html>",
        b"<html><body><form><input><p>Log in to read on</p></form></body></html>",
    ],
)
def test_a_page_without_an_article(data: bytes):
    with pytest.raises(InputError) as caught:
        read_page(data)
    assert str(caught.value) == (
        "the page holds no article: give the address of one report, or paste its text into a file"
    )


def test_a_page_that_is_nested_without_end():
    deep = b"<div>" * 20_000 + page() + b"</div>" * 20_000
    try:
        assert read_page(deep).text
    except InputError as error:
        assert "no article" in str(error)


def test_a_page_of_too_many_paragraphs():
    with pytest.raises(InputError, match="more than 20,000 paragraphs, which no report has: give one report"):
        read_page(page("<p>The bridge was closed.</p>" * 20_000))


def test_spans_slice_the_text():
    report = read_page(page())
    assert "\n\n".join(block.span.of(report.text) for block in report.blocks) == report.text
    assert report.blocks[0].role is Role.HEADLINE
