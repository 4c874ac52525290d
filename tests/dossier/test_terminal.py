from __future__ import annotations

import io
import re

import pytest
from rich.console import Console
from rich.text import Text

from secondsource.dossier.terminal import print_dossier, print_reading, printable
from secondsource.model import Dossier

from . import enemies, samples


def console(width: int = 80, *, colour: bool = False) -> Console:
    system = "standard" if colour else None
    return Console(file=io.StringIO(), width=width, force_terminal=colour, color_system=system, highlight=False)  # type: ignore[arg-type]


def shown(dossier: Dossier, *, details: bool = False, width: int = 80, colour: bool = False) -> str:
    target = console(width, colour=colour)
    print_dossier(dossier, target, details=details)
    return target.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_a_statement_at_a_glance() -> None:
    text = shown(samples.dossier(), width=100)
    assert """
  7 Some 400 Russian mercenaries flew in to guard the president.
    said by a Cossack leader (not named), at a distance: “according to”
    was it said? ● supported · he is named by another report
    is it so?    ◆ conflicting · roughly even chance, moderate confidence
    4 reports, 2 lines: 1 supports, 1 refutes
    ▼ Dmitry Peskov  refutes, official, reliability D, 2 passages
    ▲ Yevgeny Shabayev  supports, named source, reliability F, 1 passage
    ↻ this report  circular, adds nothing, reporting, reliability F, 1 passage
""" in re.sub(r" +\n", "\n", text)


def test_what_persons_decided_stands_beside_what_the_machine_found() -> None:
    text = " ".join(shown(samples.decided(), width=200, details=True).split())
    assert "● supported · " in text
    assert "✎ Max Roe accepts it: supported (2 Apr 2019; no longer in force)" in text
    assert "✎ Eva Doe overrules it: refuted (2 Apr 2019): “I was there”" in text
    assert "those who ruled on it do not agree; the last is in force" in text
    assert "✎ Eva Doe disputes it (2 Apr 2019; the machine then said supported): “I was there”" in text
    assert "✎ by Eva Doe; the machine: supports .86" in text
    assert "✎ no evidence, decided by Eva Doe" in text
    assert "✎ by hand: 1 disputed, 1 overruled" in text


@pytest.mark.parametrize("words", enemies.HOSTILE)
def test_names_and_notes_of_persons_steer_nothing(words: str) -> None:
    text = shown(samples.decided(by=words, note=words * 50), details=True)
    assert not set(text) & set("\x00\x1b\x07\x9b\u202e\u202c\u2066\u2067")


def test_details_say_how_a_statement_is_named() -> None:
    first = samples.dossier().statements[1]
    place = f"{samples.dossier().report.id}:{first.span.start}-{first.span.end}"
    assert place in "".join(shown(samples.dossier(), details=True, width=200).split())


def test_it_ends_with_the_reports_and_their_origins() -> None:
    last = " ".join(shown(samples.dossier()).split("─")[-1].split())
    assert last == "11 reports → 9 origins ● 3 supported ✕ 1 refuted ◆ 1 conflicting ○ 3 undetermined – 1 not checkable"


@pytest.mark.parametrize("details", [False, True])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_row_is_wider_than_the_console(width: int, details: bool) -> None:
    rows = shown(samples.dossier(), details=details, width=width).splitlines()
    assert max(len(row) for row in rows) <= width


def test_details_add_passages_merges_and_reasons() -> None:
    brief, full = (" ".join(shown(samples.dossier(), details=details).split()) for details in (False, True))
    for words in (
        "“According to Javier Mayorca, 99 servicemen arrived; he did not say how he knew.”",
        "↳ from Javier Mayorca (credited): hearsay at depth two",
        "−0.90 an official denial",
        "+1.10 sum of log odds: likely",
    ):
        assert words in full
        assert words not in brief


def test_both_questions_failures_and_accounts_are_told() -> None:
    text = " ".join(shown(samples.dossier()).split())
    assert "was it said? ● supported · four reports besides this one give his words is it so? ● supported" in text
    assert "What could not be done ! stance, s6: the passage of Firstpost" in text
    assert "Accounts differ: why the aircraft came a Venezuelan official:" in text


def test_a_reading_tells_measures_and_who_says_so() -> None:
    target = console()
    print_reading(samples.reading(), target)
    text = target.file.getvalue()  # type: ignore[attr-defined]
    assert "99 servicemen: 99 serviceman" in text
    assert "In January: 1 Jan 2019 to 31 Jan 2019" in text
    assert "said by a Venezuelan official (not named), through Reuters" in text


@pytest.mark.parametrize("details", [False, True])
def test_an_article_cannot_steer_the_terminal(details: bool) -> None:
    text = shown(enemies.hostile(), details=details, colour=True)
    ours = re.compile(r"\x1b\[[0-9;]*m")  # colours, the only sequence that we write ourselves
    assert ours.search(text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", ours.sub("", text))
    assert "[bold red]rich[/]" in " ".join(ours.sub("", text).split())


@pytest.mark.parametrize("words", enemies.HOSTILE)
def test_printable_survives_markup(words: str) -> None:
    plain = Text.from_markup(printable(words), emoji=False).plain
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", plain)


def test_printable_leaves_words_alone() -> None:
    assert Text.from_markup(printable("[bold]Привет[/bold] \x1b[31m")).plain == "[bold]Привет[/bold] ⟨U+001B⟩[31m"
