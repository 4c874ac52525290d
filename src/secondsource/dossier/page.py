"""A dossier as one HTML file: it works from disk, on paper, on a telephone, by keyboard and without scripts.

Everything an article says is hostile until escaped: the environment escapes every value and writes active characters
out, no word of it becomes an attribute other than a checked address or language code, and the policy in the page's
head lets nothing run or load but the style and the script below, which it names by their digests.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup

from secondsource.dossier import bearing, charts, deciding, origins, outlines, places, repeats, timeline, wording
from secondsource.dossier.coverage import coverage, reviews
from secondsource.dossier.findings import Finding, findings
from secondsource.dossier.marking import MarkedBlock, mark_blocks
from secondsource.dossier.outlines import WORLD, View
from secondsource.dossier.places import Map
from secondsource.dossier.rendering import safe_environment, verbatim
from secondsource.model import Dossier, Evidence, Line, Link, Role


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the workbench sets around a dossier: markup of its own templates, for the head and below the title."""

    head: Markup
    below: Markup


@dataclass(frozen=True, slots=True)
class Workbench:
    """Where links of the page lead in the workbench: back ``home``, to a ``search``, to the page ``saved`` as one file;
    ``copy_of`` gives the place of a passage in our copy. ``around`` is what is set around the dossier, ``hand`` what is
    needed to decide on it."""

    home: str
    search: str
    saved: str | None
    copy_of: Callable[[Evidence], str]
    around: Surroundings | None = None
    hand: deciding.Deciding | None = None


def render_page(dossier: Dossier, workbench: Workbench | None = None) -> str:
    """The whole page. The same dossier gives the same characters; ``workbench`` is given where it stands in one."""
    found = findings(dossier)
    environment = _environment()
    style, script = (_asset(name) for name in ("dossier.css", "dossier.js"))
    headline, article = _article(dossier)
    maps = {f.number: drawn for f in found.each if (drawn := places.places_map(f))}
    return environment.get_template("dossier.html").render(
        dossier=dossier,
        findings=found,
        headline=headline,
        article=article,
        anchors={item.id: f"e{n}" for n, item in enumerate(dossier.evidence, start=1)},
        numbers={line.id: n for finding in found.each for n, line in enumerate(finding.lines, start=1)},
        stated={statement.id: statement.text for statement in dossier.statements},
        statement_numbers={finding.statement.id: finding.number for finding in found.each},
        graph=lambda finding: origins.graph(finding, found, dossier.report.published),
        maps=maps,
        grounds=_grounds(maps.values()),
        told_when=timeline.told_when(found, dossier.report.published),
        coverage=coverage(dossier.gatherings),
        reviews=reviews(dossier),
        style=style,
        script=script,
        policy=_policy(style, script, _INSIDE if workbench else _ALONE),
        workbench=workbench,
        around=workbench.around if workbench else None,
        copy_of=workbench.copy_of if workbench else None,
        deciding=workbench.hand if workbench else None,
        stances=deciding.stances(dossier, workbench.hand if workbench else None),
        about_of=partial(deciding.about, report=dossier.report.id, numbers=deciding.numbers(dossier.statements)),
    )


def prepare() -> None:
    """Compiles the templates and unpacks the world, for a program in which nobody should wait for that later."""
    environment = _environment()
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)
    outlines.land(WORLD)


def _grounds(maps: Iterable[Map]) -> dict[View, str]:
    """The name of the ground of each view; maps of one view have one ground, and all the small map of the world."""
    views = dict.fromkeys(drawn.view for drawn in maps)
    return {view: f"ground{n}" for n, view in enumerate((*views, WORLD) if views else ())}


def _article(dossier: Dossier) -> tuple[MarkedBlock | None, tuple[MarkedBlock, ...]]:
    """The first headline, which heads the page, and the other blocks."""
    blocks = mark_blocks(dossier.report.text, dossier.report.blocks, [s.span for s in dossier.statements])
    first = next((n for n, block in enumerate(blocks) if block.role is Role.HEADLINE), None)
    return (None, blocks) if first is None else (blocks[first], blocks[:first] + blocks[first + 1 :])


_ALONE = {"form-action": "'none'"}
_INSIDE = {"style-src": "'self'", "script-src": "'self'", "connect-src": "'self'", "form-action": "'self'"}


def policy(*, inside: bool = False) -> str:
    """What the page may do, as a content security policy: show its own style and run its own script; ``inside`` the
    workbench load, ask and send what its own server has, too."""
    return _policy(_asset("dossier.css"), _asset("dossier.js"), _INSIDE if inside else _ALONE)


def _policy(style: str, script: str, more: Mapping[str, str]) -> str:
    own = {
        "default-src": "'none'",
        "style-src": f"'{_digest(style)}'",
        "script-src": f"'{_digest(script)}'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {' '.join(filter(None, (own.get(name), more.get(name))))}" for name in {**own, **more})


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = safe_environment("secondsource.dossier")
    environment.globals.update(wording=wording, waterfall=charts.waterfall, marked_passage=_marked_passage)
    environment.globals.update(land=outlines.land, WORLD=WORLD)
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


def _marked_passage(evidence: Evidence, links: tuple[Link, ...], statement: str) -> Markup:
    """The passage with the words that matter marked; the only words of an article that do not pass through a template,
    1,200 passages being too many for that."""
    shown = (
        f'<mark class="{piece.style}">{verbatim(piece.text)}</mark>' if piece.style else verbatim(piece.text)
        for piece in bearing.pieces(evidence, links, statement)
    )
    return Markup("".join(shown))  # noqa: S704 - escaped piece by piece, and the style is one of ours


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
