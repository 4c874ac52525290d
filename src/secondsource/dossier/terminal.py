"""A dossier and a reading for the terminal, eighty columns wide or more.

Words of articles reach the console only inside ``Text``, which holds no markup, and only made harmless.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from secondsource.dossier import wording
from secondsource.dossier.coverage import coverage, reviews
from secondsource.dossier.findings import Finding, Findings, findings
from secondsource.dossier.harmless import harmless
from secondsource.model import (
    Accounts,
    Assessment,
    Attestation,
    ClaimReview,
    Dossier,
    Evidence,
    Failure,
    Gathering,
    Line,
    Link,
    Reading,
    Report,
    Ruling,
    Statement,
)

_QUIET = "dim"
_INDENT = 4
_GLANCE = 6  # lines shown without details: more would push the next statement off the screen


def printable(text: str) -> str:
    """``text`` for a place where rich reads markup: nothing in it moves the cursor, colours, links or reorders."""
    return escape(harmless(text))


def print_dossier(dossier: Dossier, console: Console, *, details: bool = False) -> None:
    """The statements in order with verdict, lines and origins; ``details`` adds passages, merges and reasons."""
    found = findings(dossier)
    _print_head(dossier.report, f"weighed as of {wording.day(dossier.as_of)}", console)
    for finding in found.each:
        _print_finding(finding, console)
        if details:
            _print_details(finding, found, console)
        console.print()
    for accounts in dossier.accounts:
        _print_accounts(accounts, dossier, found, console)
    _print_reviews(reviews(dossier), console)
    _print_coverage(dossier.gatherings, console)
    _print_failures(dossier.failures, console)
    _print_summary(found, console)
    if dossier.versions.opinion:
        told = (
            f"with a second opinion of {dossier.versions.opinion}: it changed no verdict, and may differ in another run"
        )
        console.print(_text(told, _QUIET))


def print_gathering(gathering: Gathering, console: Console) -> None:
    """What was sought on the web for a report, and what came of it."""
    _print_reviews(gathering.reviews, console)
    _print_coverage((gathering,), console)
    _print_failures(gathering.failures, console)


def print_checks(checks: Sequence[tuple[str, str, str, str | None]], console: Console) -> None:
    """What works here: name, state, what was found, and what to do."""
    table = Table(box=None, padding=(0, 1), pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column()
    styles = {"works": ("✓", "blue"), "not set up": ("–", _QUIET), "not asked": ("·", _QUIET)}
    for name, state, found, advice in checks:
        shape, style = styles.get(state, ("✕", "red"))
        told = _text(found) + (_text(f" → {advice}", _QUIET) if advice else Text())
        table.add_row(Text(f"{shape} ", style) + _text(name), told)
    console.print(table)


def print_reading(reading: Reading, console: Console) -> None:
    """What a report states and who says so, before anything is looked up."""
    _print_head(reading.report, wording.count(len(reading.statements), "statement"), console)
    for number, statement in enumerate(reading.statements, start=1):
        console.print(_row(f"{number:>3}", _text(statement.text, "bold" if statement.checkable else _QUIET)))
        _indented(_says(statement), console)
        for words in _measures(statement):
            _indented(_text(words, _QUIET), console)
    _print_failures(reading.failures, console)


def _print_head(report: Report, when: str, console: Console) -> None:
    console.print(_text(report.headline or "A report without a headline", "bold"))
    published = f"published {wording.day(report.published)}" if report.published else "no date of publication"
    facts = (report.publisher or "publisher not known", published, when)
    console.print(_text(" · ".join(facts), _QUIET))
    console.print()


def _print_finding(finding: Finding, console: Console) -> None:
    console.print(_row(f"{finding.number:>3}", _text(finding.statement.text, "bold")))
    _indented(_says(finding.statement), console)
    if finding.assessment and finding.assessment.said:
        _indented(_attested(finding.assessment.said), console)
        _indented(Text().append("is it so?    ", _QUIET).append_text(_judged(finding)), console)
    else:
        _indented(_judged(finding), console)
    for ruling in finding.rulings:
        _indented(_ruled(finding, ruling), console)
    if finding.disagree:
        _indented(_text("those who ruled on it do not agree; the last is in force", "yellow"), console)
    if finding.statement.checkable:
        _indented(Text(f"{finding.tally}{': ' if finding.sides else ''}{finding.sides}"), console)
        if finding.expectation:
            _indented(_text(f"of them independent: {finding.expectation}", _QUIET), console)
    for failure in finding.failures:
        _indented(_text(f"! {failure.stage} could not run: {failure.message}", "yellow"), console)
    for line in finding.lines[:_GLANCE]:
        _indented(_origin(line), console)
    if len(finding.lines) > _GLANCE:
        _indented(_text(f"and {wording.count(len(finding.lines) - _GLANCE, 'line')} more", _QUIET), console)
    for decision in finding.decisions:
        _indented(_text(f"✎ by hand: {wording.decided(decision)}"), console)


def _attested(said: Attestation) -> Text:
    """Whether it was said, which may be otherwise than whether it is so."""
    mark = wording.VERDICTS[said.verdict]
    answer = Text().append("was it said? ", _QUIET).append(f"{mark.shape} {mark.word}", f"bold {mark.style}")
    return answer.append_text(_text(f" · {said.reason}"))


def _judged(finding: Finding) -> Text:
    """``◆ conflicting · roughly even chance, moderate confidence``."""
    mark = finding.mark
    judged = Text().append(f"{mark.shape} {mark.word}", f"bold {mark.style}")
    if finding.assessment:
        judged.append(harmless(f" · {finding.assessment.likelihood}, {finding.assessment.confidence.value} confidence"))
    return judged


def _ruled(finding: Finding, ruling: Ruling) -> Text:
    """``✎ Eva Doe overrules it: refuted (2 Mar 2026; no longer in force): “I was there”``."""
    facts = [wording.day(ruling.at.date())]
    if not ruling.in_force:
        facts.append("no longer in force")
    if ruling.seen and finding.moved(ruling):
        facts.append(f"the machine then said {wording.VERDICTS[ruling.seen].word}")
    words = Text(f"{wording.BY_HAND} ").append_text(_text(ruling.by, "bold"))
    words.append(f" {wording.ruled(ruling)}", "bold").append(f" ({'; '.join(facts)})", _QUIET)
    return words.append_text(_text(f": “{ruling.note}”")) if ruling.note else words


def _print_details(finding: Finding, found: Findings, console: Console) -> None:
    if finding.assessment:
        console.print(Padding(_reasons(finding.assessment), (0, 0, 0, _INDENT), expand=False))
    if finding.statement.checkable:
        span = finding.statement.span  # on a row of its own, so that it can be copied whole
        _indented(_text("to decide by hand on this statement, it is", _QUIET), console)
        _indented(_text(f"{found.report}:{span.start}-{span.end}", _QUIET), console)
    for number, line in enumerate(finding.lines, start=1):
        _indented(Text().append(f"line {number} ", _QUIET).append_text(_origin(line)), console)
        if line.circle:
            _indented(_text(f"↻ {wording.ring(line)}", _QUIET), console)
        for passage in found.passages(line):
            _print_passage(passage, [link for link in line.links if link.child == passage.id], found, console)
        for link in line.perhaps:
            _indented(_text(f"perhaps no line of its own ({wording.sure(link)}): {link.reason}", _QUIET), console)
    for evidence in finding.loose:
        _print_passage(evidence, [], found, console)
    for evidence in finding.aside:
        _indented(_text(f"{wording.BY_HAND} no evidence, decided by {evidence.by}", _QUIET), console)
        _print_passage(evidence, [], found, console)


def _print_passage(evidence: Evidence, links: Sequence[Link], found: Findings, console: Console) -> None:
    stance = wording.STANCES[evidence.stance]
    head = _text(f"{stance.shape} {_outlet(evidence.report, found)}: ", stance.style)
    if evidence.by and evidence.machine:
        told = f"{wording.BY_HAND} by {evidence.by}; the machine: {wording.machine_stance(evidence)} "
        head.append_text(_text(told, "bold"))
    _indented(head + _text(f"“{evidence.text}”", "default"), console, _INDENT + 2)
    for link in links:
        parent = found.evidence.get(link.parent)
        name = _outlet(parent.report, found) if parent else link.parent
        kind = link.descent.value if link.probability == 1 else f"{link.descent.value}, {wording.sure(link)}"
        _indented(_text(f"↳ from {name} ({kind}): {link.reason}", _QUIET), console, _INDENT + 4)
    place = f"{evidence.report[:12]}:{evidence.span.start}-{evidence.span.end}"
    _indented(_text(f"passage {place}", _QUIET), console, _INDENT + 4)


def _reasons(assessment: Assessment) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for reason in assessment.reasons:
        table.add_row(wording.weight(reason.weight), _text(reason.label))
    total = f"sum of log odds: {assessment.likelihood}; credibility {assessment.credibility}"
    table.add_row(Text(wording.weight(assessment.log_odds), "bold"), _text(total, "bold"))
    return table


def _print_accounts(accounts: Accounts, dossier: Dossier, found: Findings, console: Console) -> None:
    console.print(_text(f"Accounts differ: {accounts.matter}", "bold"))
    for account in accounts.given:
        where = "this report" if account.report == dossier.report.id else _outlet(account.report, found)
        words = _text(f"{account.speaker}: ", "bold") + _text(f"“{account.text}” ") + _text(f"({where})", _QUIET)
        _indented(words, console)
    console.print()


def _print_reviews(found: Sequence[ClaimReview], console: Console) -> None:
    if not found:
        return
    console.print(Text("Published fact checks, shown and not weighed", "bold"))
    for review in found:
        rated = _text(f"{review.publisher or 'publisher not known'}, {wording.day(review.reviewed)}: ", "bold")
        claimed = f" (claimed by {review.claimant})" if review.claimant else ""
        _indented(rated + _text(f"“{review.rating}” on “{review.claim}”{claimed}", "default"), console)
        if review.url:
            _indented(_text(review.url, _QUIET), console, _INDENT + 2)
    console.print()


def _print_coverage(gatherings: Sequence[Gathering], console: Console) -> None:
    if not gatherings:
        return
    console.print(Text("What was sought on the web", "bold"))
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column("")
    for name in ("asked", "answered", "found", "kept", "same", "apart", "refused", "left"):
        table.add_column(name, justify="right", header_style=_QUIET)
    for row in coverage(gatherings):
        figures = (row.asked, row.answered, row.found, row.kept, row.same, row.apart, row.refused, row.left)
        table.add_row(_text(row.connector), *map(str, figures))
    console.print(Padding(table, (0, 0, 0, _INDENT), expand=False))
    console.print()


def _print_failures(failures: tuple[Failure, ...], console: Console) -> None:
    if not failures:
        return
    console.print(Text("What could not be done", "bold yellow"))
    for failure in failures:
        _indented(_text(f"! {failure.stage}, {failure.subject}: {failure.message}"), console)
    console.print()


def _print_summary(found: Findings, console: Console) -> None:
    console.print(Rule(style=_QUIET))
    summary = Text(found.tally, "bold")
    for mark, number in found.by_mark():
        if number:
            summary.append(f"   {mark.shape} {number} {mark.word}", mark.style)
    if found.by_hand:
        summary.append(f"   {wording.BY_HAND} by hand: {found.by_hand}")
    console.print(summary)


def _says(statement: Statement) -> Text:
    attribution = statement.attribution
    words = f"said by {wording.who_says(attribution)}"
    if attribution.hedge:
        words += f", at a distance: “{attribution.hedge}”"
    if statement.proposed:
        words += f"; a part of a statement above, proposed by {statement.proposed}"
    if statement.unresolved:
        words += f"; not clear from this report: {wording.unresolved(statement)}"
    return _text(words, _QUIET)


def _measures(statement: Statement) -> Iterator[str]:
    for quantity in statement.quantities:
        yield f"{quantity.text}: {wording.measure(quantity.low, quantity.high)} {quantity.unit or ''}".rstrip()
    for when in statement.times:
        yield f"{when.text}: {wording.days(when.earliest, when.latest)}"
    for place in statement.places:
        yield f"{place.text}: {place.name}, {place.latitude:.3f}, {place.longitude:.3f}"


def _origin(line: Line) -> Text:
    """``▲ Javier Mayorca  named source, C, 5 passages``."""
    mark = wording.CIRCULAR if line.circular else wording.STANCES[line.stance]
    passages = wording.count(len(line.evidence), "passage")
    facts = f"{mark.word}, {line.kind.value}, {wording.reliability(line)}, {passages}"
    return (
        Text()
        .append(f"{mark.shape} ", mark.style)
        .append_text(_text(line.origin))
        .append(f"  {harmless(facts)}", _QUIET)
    )


def _outlet(report: str, found: Findings) -> str:
    reference = found.references.get(report)
    if reference is None:
        return "a report no longer described"
    facts = (
        reference.publisher or "publisher not known",
        wording.day(reference.published),
        wording.text_kind(reference),
    )
    return ", ".join(fact for fact in facts if fact)


def _text(text: str, style: str = "") -> Text:
    return Text(harmless(text), style)


def _row(number: str, text: Text) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(style=_QUIET, no_wrap=True, min_width=3)
    table.add_column()
    table.add_row(number, text)
    return table


def _indented(text: Text, console: Console, indent: int = _INDENT) -> None:
    console.print(Padding(text, (0, 0, 0, indent), expand=False))
