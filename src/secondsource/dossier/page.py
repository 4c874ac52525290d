"""A dossier as one HTML file: it works from disk, on paper, on a telephone, by keyboard and without scripts.

Everything an article says is hostile until escaped: the environment escapes every value and writes active characters
out, no word of it becomes an attribute other than a checked address or language code, and the policy in the page's
head lets nothing run or load but the style and the script below, which it names by their digests.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup

from secondsource.dossier import charts, deciding, origins, repeats, wording
from secondsource.dossier.coverage import coverage, reviews
from secondsource.dossier.findings import Finding, findings
from secondsource.dossier.marking import MarkedBlock, mark_blocks, mark_runs
from secondsource.dossier.rendering import safe_environment
from secondsource.model import Dossier, Evidence, Line, Link, Role, Span


def render_page(
    dossier: Dossier,
    *,
    home: str | None = None,
    copy_of: Callable[[Evidence], str] | None = None,
    hand: deciding.Deciding | None = None,
) -> str:
    """The whole page. The same dossier gives the same characters.

    In the workbench, ``home`` is where a link leads back to, ``copy_of`` gives the place of a passage in our copy, and
    ``hand`` what is needed to decide on it.
    """
    found = findings(dossier)
    environment = _environment()
    style, script = (_asset(name) for name in ("dossier.css", "dossier.js"))
    headline, article = _article(dossier)
    return environment.get_template("dossier.html").render(
        dossier=dossier,
        findings=found,
        headline=headline,
        article=article,
        anchors={item.id: f"e{n}" for n, item in enumerate(dossier.evidence, start=1)},
        numbers={line.id: n for finding in found.each for n, line in enumerate(finding.lines, start=1)},
        statement_numbers={finding.statement.id: finding.number for finding in found.each},
        time_line=lambda finding: charts.time_line(finding, found, dossier.report.published),
        graph=lambda finding: origins.graph(finding, found),
        coverage=coverage(dossier.gatherings),
        reviews=reviews(dossier),
        style=style,
        script=script,
        policy=_policy(style, script, forms=hand is not None),
        home=home,
        copy_of=copy_of,
        deciding=hand,
        about_of=partial(deciding.about, report=dossier.report.id, numbers=deciding.numbers(dossier.statements)),
    )


def _article(dossier: Dossier) -> tuple[MarkedBlock | None, tuple[MarkedBlock, ...]]:
    """The first headline, which heads the page, and the other blocks."""
    blocks = mark_blocks(dossier.report.text, dossier.report.blocks, [s.span for s in dossier.statements])
    first = next((n for n, block in enumerate(blocks) if block.role is Role.HEADLINE), None)
    return (None, blocks) if first is None else (blocks[first], blocks[:first] + blocks[first + 1 :])


def policy() -> str:
    """What the page may do in the workbench, as a content security policy: show its own style, run its own script, and
    send its forms there."""
    return _policy(_asset("dossier.css"), _asset("dossier.js"), forms=True)


def _policy(style: str, script: str, *, forms: bool) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        f"base-uri 'none'; form-action '{'self' if forms else 'none'}'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = safe_environment("secondsource.dossier")
    environment.globals.update(wording=wording, waterfall=charts.waterfall, marked_passage=_marked_passage)
    environment.globals.update(fold=repeats.fold, told=repeats.told)
    environment.globals.update(overrulings=deciding.OVERRULINGS, stances_by_hand=deciding.STANCES, kinds=deciding.KINDS)
    environment.globals.update(place_of=deciding.place, words_of=deciding.words, what_of=deciding.what)
    environment.globals.update(links_of=_links_of, stray_links=_stray_links, elsewhere=_elsewhere)
    return environment


@cache
def _asset(name: str) -> Markup:
    """A file of the package that goes into the page as it is."""
    text = files("secondsource.dossier").joinpath("templates", name).read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - our own file


def _marked_passage(evidence: Evidence, links: tuple[Link, ...]) -> list[tuple[str, bool]]:
    """The passage in pieces, each with whether it names a source or shows a link."""
    shown = [link.seen.span for link in links if link.seen]
    shown += [evidence.attribution.source.span] if evidence.attribution.source else []
    first, last = evidence.span.start, evidence.span.end
    inside = [
        Span(max(span.start, first) - first, min(span.end, last) - first)
        for span in shown
        if span.overlaps(evidence.span)
    ]
    return [(run.text, run.owner is not None) for run in mark_runs(evidence.text, inside)]


def _links_of(finding: Finding) -> dict[str, tuple[Link, ...]]:
    """The links of a statement's lines by the passage that has it from elsewhere."""
    by_child: dict[str, tuple[Link, ...]] = {}
    for line in finding.lines:
        for link in line.links:
            by_child[link.child] = (*by_child.get(link.child, ()), link)
    return by_child


def _elsewhere(link: Link, found: dict[str, Evidence]) -> bool:
    """Whether what shows a link stands outside the passage, where nothing marks it, and its reason leaves it out."""
    if link.seen is None or link.seen.text in link.reason:
        return False
    return link.child not in found or not found[link.child].span.overlaps(link.seen.span)


def _stray_links(line: Line) -> list[Link]:
    """Links between parents: those that no passage of the line can carry."""
    return [link for link in line.links if link.child not in line.evidence]
