"""What each page looks like to people who see, read or move otherwise: axe-core, narrow windows, targets to hit."""

import pytest

PAGES = [
    "/",
    "/articles",
    "/articles?q=aircraft",
    "/recent",
    "/watch",
    "/speakers",
    "/decisions",
    "/docs",
    "/account",
    "/submissions/none",
    "dossier",
    "article",
    "versions",
]
each_page = pytest.mark.parametrize("path", PAGES)

# Links amid a sentence, such as the signs of statements, may be small (WCAG 2.2, 2.5.8): not counted.
SMALL = """() => [...document.querySelectorAll("nav a, button, input, select, textarea, summary, .steps a, .counts a")]
  .map((each) => [each.outerHTML.slice(0, 120), each.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 24 || box.width < 24)).map(([text]) => text)"""


@pytest.fixture
def place(path, request):
    """The path as it is, or of the dossier, or of the article that the dossier first quotes."""
    if path.startswith("/"):
        return path
    if path == "dossier":
        return request.getfixturevalue("dossier")
    quoted = request.getfixturevalue("quoted")
    return quoted if path == "article" else quoted.partition("?")[0] + "/versions"


@pytest.fixture
def quoted(visit, dossier):
    return visit(dossier).get_by_role("link", name="in our copy", include_hidden=True).first.get_attribute("href")


@pytest.fixture
def quiet(complaints, path):
    """A page that is not there is an error to the browser, and here the page that is looked at."""
    yield
    complaints[:] = [said for said in complaints if path != "/submissions/none" or "404" not in said]


@each_page
def test_axe_finds_nothing_serious(visit, place, axe, quiet):
    assert axe(visit(place)) == []


@each_page
def test_nothing_runs_out_of_the_window(visit, place, quiet):
    page = visit(place)
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@each_page
def test_what_is_pressed_is_large_enough(visit, place, quiet):
    page = visit(place, width=390, has_touch=True)
    assert page.evaluate(SMALL) == []


@each_page
def test_the_focus_is_seen(visit, place, quiet):
    page = visit(place)
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return  # past the last
        drawn = page.evaluate(
            "(({outlineStyle, outlineWidth, boxShadow}) => [outlineStyle !== 'none' && outlineWidth !== '0px',"
            " boxShadow !== 'none'])(getComputedStyle(document.activeElement))"
        )
        assert any(drawn), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
