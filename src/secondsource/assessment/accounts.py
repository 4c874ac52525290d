"""Where several parties tell one matter differently: their accounts side by side, each with who gives it.

Two kinds are recognised: what something was for, or why it was done, in the words of different speakers; and figures
for one thing that clash. Accounts are shown, not weighed: that one is given does not refute another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from secondsource.model import Account, Accounts, Agreement, Attribution, Evidence, Mode, Report, Statement

# One action, as verb and as noun; what is said to be its purpose or cause is an account of it.
_ACTIONS = {
    "why they came": r"c[ao]me|arriv\w+|visit\w*|land(?:ed|ing)|flew|flown|flights?|sent|deploy\w*|travel\w*|trip|"
    r"mission|presence|drills?|exercises?|consultations?|personnel|troops|delegation",
    "why it was attacked": r"attack\w*|str(?:ike|ikes|uck)|bomb(?:ed|ing)|shell(?:ed|ing)|raid\w*|explo\w+",
    "why they were held": r"arrest\w*|detain\w*|detention|held|jail\w*|charg(?:ed|es)",
    "why they left office": r"resign\w*|stepp?(?:ed|ing)? down|quit|dismiss\w*|sacked|fired|ousted",
    "why it was stopped": r"clos(?:ed|ure|ing)|shut\w*|suspen\w+|cancel\w*|halt\w*|ban(?:ned)?|withdr[ae]w\w*",
    "why they died": r"died|deaths?|killed|crash\w*|collaps\w+",
}
_PURPOSE = (
    r"in order to|so as to|to (?!the\b|an?\b|be\b|have\b)(?-i:[a-z]+)|for|because(?: of)?|due to|owing to|"
    r"(?:as )?part of|aimed at|under|about|serves?|served|fulfil\w*|implement\w*|honou?r\w*"
)
_GIVEN = {
    matter: re.compile(rf"\b(?:{action})\b.{{0,60}}?\b(?:{_PURPOSE})\b", re.IGNORECASE)
    for matter, action in _ACTIONS.items()
}
# "These are routine drills", "they were carrying out contracts": said of what was told before.
_SAID_OF_IT = re.compile(
    r"^(?:that )?(?:th(?:is|ese|ose|ey)|it|both \w+|the (?:visit|trip|flights?|soldiers|troops|aircraft|planes))\b"
    r".{0,20}?\b(?:is|are|was|were)\s+(?:carrying out|fulfil\w*|part of|"
    r"\w+\s+(?:\w+\s+)?(?:drills?|exercises?|visits?|flights?|missions?))",
    re.IGNORECASE,
)


def rival_accounts(
    report: Report, statements: Sequence[Statement], evidence: Iterable[Evidence]
) -> tuple[Accounts, ...]:
    """Matters of which at least two speakers give accounts, in the order in which the report comes to them."""
    found = tuple(evidence)
    return (*_purposes(report, statements, found), *_figures(report, statements, found))


def _purposes(report: Report, statements: Sequence[Statement], evidence: Sequence[Evidence]) -> Iterable[Accounts]:
    matters: dict[str, dict[str, Account]] = {}
    bearing: dict[str, list[str]] = {}
    for statement in statements:
        for matter in _matters(statement.text, statement.attribution):
            account = _ours(report, statement)
            matters.setdefault(matter, {}).setdefault(account.speaker.casefold(), account)
            bearing.setdefault(statement.id, []).append(matter)
    for item in evidence:
        for matter in bearing.get(item.statement, ()):
            if matter in _matters(item.text, item.attribution):
                account = _theirs(item)
                matters[matter].setdefault(account.speaker.casefold(), account)
    for matter, given in matters.items():
        if len(given) > 1:
            yield Accounts(matter, tuple(given.values()))


def _matters(text: str, attribution: Attribution) -> tuple[str, ...]:
    """The matters that somebody's words explain; the reporter's own voice gives no account."""
    if attribution.mode is Mode.NARRATED or not attribution.speaker:
        return ()
    found = tuple(matter for matter, pattern in _GIVEN.items() if pattern.search(text))
    return found or (("why they came",) if _SAID_OF_IT.search(text) else ())


def _figures(report: Report, statements: Sequence[Statement], evidence: Sequence[Evidence]) -> Iterable[Accounts]:
    by_id: Mapping[str, Statement] = {statement.id: statement for statement in statements}
    clashing: dict[tuple[str, str], list[Account]] = {}
    for item in evidence:
        for compared in item.agreement:
            if compared.kind == "quantity" and compared.agreement is Agreement.CLASHES:
                clashing.setdefault((item.statement, compared.ours), []).append(_theirs(item))
    for (statement, figure), accounts in clashing.items():
        unit = next((q.unit for q in by_id[statement].quantities if q.text == figure), None)
        yield Accounts(f"how many: {unit or figure}", (_ours(report, by_id[statement]), *accounts))


def _ours(report: Report, statement: Statement) -> Account:
    speaker = statement.attribution.speaker or report.publisher or "the report itself"
    return Account(speaker, report.id, statement.span, statement.span.of(report.text))


def _theirs(item: Evidence) -> Account:
    return Account(item.attribution.speaker or "the report itself", item.report, item.span, item.text, item.id)
