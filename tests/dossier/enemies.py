"""Dossiers that an enemy makes: every string hostile, or statements without number."""

from __future__ import annotations

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
        (Comparison(poison, poison, poison, Agreement.CLASHES),),
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
