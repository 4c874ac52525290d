import pytest

from secondsource.model import Span
from secondsource.reading.headlines import find_colon
from secondsource.reading.tokens import tokenize


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Bridge closes in Albany: report", "report", "Bridge closes in Albany"),
        ("Kremlin: no troops were sent", "Kremlin", "no troops were sent"),
        ("Analysis: no troops were sent", None, None),
        ("Bridge repairs: council votes for a toll", None, None),
        ("He said it plainly: the bridge is shut.", None, None),
    ],
)
def test_colons(headline: str, source: str | None, content: str | None) -> None:
    found = find_colon(tokenize(headline, Span(0, len(headline))), ())
    assert (found and found[0].of(headline), found and found[2].of(headline)) == (source, content)
