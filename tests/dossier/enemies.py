"""Dossiers that an enemy makes: every string hostile, or statements without number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

from secondsource.model import (
    Account,
    Accounts,
    Agreement,
    Assessment,
    Attestation,
    Attribution,
    Block,
    Citation,
    Comparison,
    Confidence,
    Descent,
    Disclosure,
    Dossier,
    Evidence,
    Excerpt,
    Failure,
    Line,
    Link,
    Mode,
    OriginKind,
    Place,
    Probabilities,
    Quantity,
    Reason,
    Reference,
    Report,
    Role,
    Span,
    Stance,
    Statement,
    Verdict,
    Versions,
    When,
)

from .found import assess, line, passage, references
from .samples import VERSIONS

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "<svg/onload=alert(3)><foreignObject><iframe src=//evil.example></iframe></svg>",
    "</style><style>body{background:url(//evil.example)}</style>",
    "{{ 7*7 }}{% for x in y %}${7*7}",
    "--><!-- ]]> &lt;b&gt; &#0; \x00\x1b[31m\x1b]0;owned\x07\x9b2J",
    "\u202egnp.exe\u202c \u2066\u2067 \ud800 \u200b\U000e0041",
    "javascript:alert(4)",
    "[bold red]rich[/] [link=https://evil.example]x[/link] :warning:",
    "مرحبا بالعالم",
)


def hostile() -> Dossier:
    """The same shape, every string that an article can fill being one of ``HOSTILE``, all joined."""
    poison = " ".join(HOSTILE)
    text = f"{poison}\n\n{poison}"
    whole = Excerpt.cut(text, Span(0, len(text)))
    said = Attribution(
        Mode.MIXED,
        whole,
        whole,
        whole,
        poison,
        Disclosure.NAMED,
        poison,
        poison,
        (Citation(poison, Disclosure.NAMED, whole, whole), Citation(poison, Disclosure.UNNAMED, whole, whole)),
    )
    span = Span(0, len(poison))
    held = Evidence(
        "e'\"><b>",
        "s'\"><b>",
        "r'\"><b>",
        whole.span,
        text,
        said,
        Stance.SUPPORTS,
        Probabilities(1.0, 0.0, 0.0),
        (Comparison(poison, poison, poison, Agreement.CLASHES), Comparison("place", poison, poison, Agreement.CLASHES)),
        (Place(span, poison, poison, 0, 0, 1, poison, "x"), Place(span, poison, poison, 0, 5, 1, poison, poison)),
    )
    return Dossier(
        Report(
            sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            text,
            (Block(span, Role.HEADLINE), Block(Span(len(poison) + 2, len(text)), Role.PARAGRAPH)),
            headline=poison,
            publisher=poison,
            byline=poison,
            dateline=poison,
            credits=(poison,),
            url="javascript:alert(5)",
            language='en" onclick="alert(6)',
            abstract=poison,
        ),
        date(2019, 4, 1),
        (
            Statement(
                held.statement,
                span,
                poison,
                Role.HEADLINE,
                said,
                (Quantity(span, poison, 1, None, poison),),
                (When(span, poison, None, None),),
                (Place(span, poison, poison, 0, 0, 1, poison, poison),),
                loaded=(whole,),
                proposed=poison,
            ),
        ),
        (
            Reference(
                held.report, poison, poison, None, "data:text/html,<script>alert(7)</script>", poison, poison, (poison,)
            ),
        ),
        (held,),
        (
            Line(
                "l'\"><b>",
                held.statement,
                poison,
                OriginKind.UNNAMED,
                Stance.SUPPORTS,
                "F",
                (held.id,),
                (
                    Link(held.id, poison, Descent.COPIED, whole, poison),
                    Link("gone", "gone", Descent.COPIED, None, poison),
                ),
            ),
        ),
        (
            Assessment(
                held.statement,
                date(2019, 4, 1),
                Verdict.SUPPORTED,
                1.0,
                "likely",
                Confidence.LOW,
                3,
                (Reason(poison, 1.0, "l'\"><b>", (held.id,)),),
                Attestation(Verdict.SUPPORTED, poison, (held.id,)),
            ),
        ),
        (Accounts(poison, (Account(poison, held.report, whole.span, poison, held.id),)),),
        (Failure(poison, poison, poison),),
        Versions(poison, poison),
    )


def laden(statements: int, passages: int) -> Dossier:
    """So many statements, each with figures and places, and so many passages of reports of their own on each, on four
    lines; a large dossier as an honest report may have one."""
    words = "About 120 soldiers landed near Bogota on Sunday, the harbour master Ada Holm said in the afternoon."
    text = "\n\n".join(f"{n} soldiers landed near Caracas on Sunday, Ada Holm said." for n in range(statements))
    voice = Attribution(Mode.NARRATED, Excerpt.cut(text, Span(0, 1)))
    town, other = (
        Place(Span(0, 7), name, name, latitude, longitude, 20, "VE", name)
        for name, latitude, longitude in (("Caracas", 10.49, -66.88), ("Bogota", 4.61, -74.08))
    )
    stated, evidence, lines, assessments, at = [], [], [], [], 0
    for n, paragraph in enumerate(text.split("\n\n")):
        span = Span(at, at + len(paragraph))
        # Every third elsewhere, so that maps do not all share one ground.
        where = replace(town, longitude=town.longitude + 7 * (n % 3))
        stated.append(Statement(f"s{n}", span, paragraph, Role.PARAGRAPH, voice, places=(where,)))
        at = span.end + 2
        own = [passage(n * passages + k, f"s{n}", f"r{k}", words, Stance.SUPPORTS, "Ada Holm") for k in range(passages)]
        compared = (
            Comparison("quantity", "99", "120", Agreement.CLASHES),
            Comparison("place", "Caracas", "Bogota", Agreement.CLASHES),
        )
        evidence += [replace(each, agreement=compared, places=(other,)) for each in own]
        for k in range(4):
            ids = tuple(each.id for each in own[k::4])
            links = tuple(Link(id_, f"Origin {k}", Descent.CREDITED, None, "it says so") for id_ in ids)
            kind = OriginKind.NAMED
            lines.append(Line(f"l{n}-{k}", f"s{n}", f"Origin {k}", kind, Stance.SUPPORTS, "F", ids, links))
        reason = Reason("a line", 1.0, f"l{n}-0", (own[0].id,))
        assessments.append(assess(f"s{n}", Verdict.SUPPORTED, "likely", Confidence.LOW, 3, reason))
    held = (
        Reference(f"r{k}", None, f"Outlet {k}", date(2019, 3, 1 + k % 28), None, "en", None) for k in range(passages)
    )
    return Dossier(
        Report(sha256(text.encode()).hexdigest(), text, (Block(Span(0, len(text)), Role.PARAGRAPH),)),
        date(2019, 4, 1),
        tuple(stated),
        tuple(held),
        tuple(evidence),
        tuple(lines),
        tuple(assessments),
        (),
        (),
        VERSIONS,
    )


def crowded(number: int) -> Dossier:
    """``number`` statements whose spans all nest in one another, the worst case for whoever cuts the text, each with
    a passage, a line and an assessment."""
    text = "a" * (2 * number + 2)
    voice = Attribution(Mode.NARRATED, Excerpt.cut(text, Span(0, 1)))
    nested = tuple(
        Statement(f"s{n}", Span(n, len(text) - n), f"Statement {n}.", Role.PARAGRAPH, voice) for n in range(number)
    )
    return Dossier(
        Report(sha256(text.encode()).hexdigest(), text, (Block(Span(0, len(text)), Role.PARAGRAPH),)),
        date(2019, 4, 1),
        nested,
        references(),
        tuple(passage(n, f"s{n}", f"r{n % 10 + 1}", "So it was.", Stance.SUPPORTS) for n in range(number)),
        tuple(line(n, f"s{n}", f"origin {n}", OriginKind.NAMED, Stance.SUPPORTS, n) for n in range(number)),
        tuple(
            assess(f"s{n}", Verdict.SUPPORTED, "likely", Confidence.LOW, 3, Reason("a line", 1.0, f"l{n}", (f"p{n}",)))
            for n in range(number)
        ),
        (),
        (),
        VERSIONS,
    )
