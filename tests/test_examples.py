"""The demonstration case is what its README says: labelled abstracts of real reports, and a gold file that fits."""

import json
import re
from collections import Counter
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from itertools import combinations
from pathlib import Path
from runpy import run_path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator

from secondsource.dossier.page import render_page
from secondsource.model import Assessment, Dossier, Line, OriginKind, Stance, Verdict
from secondsource.record import dumps, to_json

CASE = Path(__file__).parent.parent / "examples" / "caracas-2019"
ABSTRACTS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(CASE.glob("library/*.json"))}
GOLD = json.loads((CASE / "gold.json").read_text(encoding="utf-8"))
REPORT = (CASE / "report.txt").read_text(encoding="utf-8")
README = (CASE / "README.md").read_text(encoding="utf-8")

LABELS = {"text", "headline", "publisher", "published", "url", "language", "abstract", "credits"}
HOSTS = {
    "CBS News": "cbsnews.com",
    "Cadena 3": "cadena3.com",
    "Deutsche Welle": "dw.com",
    "El Pitazo": "elpitazo.net",
    "Eyewitness News": "ewn.co.za",
    "Firstpost": "firstpost.com",
    "G1 Globo": "g1.globo.com",
    "La Republica": "larepublica.co",
    "Lenta.UA": "lenta.ua",
    "NBC News": "nbcnews.com",
    "Newsmaker.md": "newsmaker.md",
    "RunRun.es": "runrun.es",
    "Sputnik Serbia": "lat.sputnikportal.rs",
    "The Daily Beast": "thedailybeast.com",
    "The Japan Times": "japantimes.co.jp",
    "The Moscow Times": "themoscowtimes.com",
    "Vidostream": "vidostream.com",
    "usa.one": "usa.one",
}
SAME_AGENCY_TEXT = ({"The Japan Times", "Eyewitness News"}, {"La Republica", "G1 Globo", "Deutsche Welle"})

each_abstract = pytest.mark.parametrize("name", ABSTRACTS)
each_statement = pytest.mark.parametrize("statement", GOLD["statements"], ids=lambda statement: statement["id"])


def words(text: str) -> list[str]:
    return re.findall(r"\w+(?:['’-]\w+)*", text.casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[n : n + length]) for n in range(len(found) - length + 1)}


def test_the_library_holds_the_eighteen_reports() -> None:
    assert {abstract["publisher"] for abstract in ABSTRACTS.values()} == set(HOSTS)
    assert len(ABSTRACTS) == 18


def test_the_languages_are_those_of_the_reports() -> None:
    languages = Counter(abstract["language"] for abstract in ABSTRACTS.values())
    assert languages == {"en": 9, "es": 4, "ru": 3, "sr": 1, "pt": 1}


@each_abstract
def test_an_abstract_is_labelled(name: str) -> None:
    abstract = ABSTRACTS[name]
    assert set(abstract) == LABELS
    assert abstract["abstract"] == "en"
    assert name.startswith(date.fromisoformat(abstract["published"]).isoformat() + "-")
    assert all(isinstance(credit, str) and credit for credit in abstract["credits"])


@each_abstract
def test_an_abstract_points_at_its_outlet(name: str) -> None:
    address = urlsplit(ABSTRACTS[name]["url"])
    assert (address.scheme, address.hostname) == ("https", HOSTS[ABSTRACTS[name]["publisher"]])
    assert len(address.path) > 1


@each_abstract
def test_an_abstract_is_a_headline_and_a_few_paragraphs(name: str) -> None:
    first, *paragraphs = ABSTRACTS[name]["text"].split("\n\n")
    assert first == ABSTRACTS[name]["headline"]
    assert 2 <= len(paragraphs) <= 4
    assert 50 <= len(words(ABSTRACTS[name]["text"])) <= 160


def test_the_readme_lists_every_report() -> None:
    for abstract in ABSTRACTS.values():
        row = "| {published} | {publisher} | {language} | {} |".format(", ".join(abstract["credits"]), **abstract)
        assert row.replace("|  |", "| |") in README


def test_no_two_headlines_are_alike() -> None:
    assert len({abstract["headline"] for abstract in ABSTRACTS.values()}) == len(ABSTRACTS)


def test_only_reports_of_one_agency_text_share_text() -> None:
    sharing = [
        {one["publisher"], other["publisher"]}
        for one, other in combinations(ABSTRACTS.values(), 2)
        if runs(one["text"], 8) & runs(other["text"], 8)
    ]
    assert len(sharing) == 4  # one pair, and three pairs of three
    assert all(any(pair <= group for group in SAME_AGENCY_TEXT) for pair in sharing)


def test_the_wholly_shared_agency_text_is_wholly_shared() -> None:
    one, other = (
        set(runs(abstract["text"].removeprefix(abstract["headline"]), 3))
        for abstract in ABSTRACTS.values()
        if abstract["publisher"] in SAME_AGENCY_TEXT[0]
    )
    assert len(one & other) / min(len(one), len(other)) > 0.9


def test_gold_speaks_the_data_format() -> None:
    assert {origin["kind"] for origin in GOLD["origins"]} <= {kind.value for kind in OriginKind}
    assert {statement["verdict"] for statement in GOLD["statements"]} <= {verdict.value for verdict in Verdict}
    assert len({origin["id"] for origin in GOLD["origins"]}) == len(GOLD["origins"])


def test_every_origin_of_gold_is_used() -> None:
    used = {cell["origin"] for statement in GOLD["statements"] for cell in statement["evidence"]}
    assert used == {origin["id"] for origin in GOLD["origins"]}


@each_statement
def test_gold_points_at_the_very_words(statement: dict[str, Any]) -> None:
    assert all(REPORT.count(anchor) == 1 for anchor in statement["anchors"])
    for cell in statement["evidence"] + statement["open"] + statement["lookalikes"]:
        assert ABSTRACTS[cell["report"]]["text"].count(cell["passage"]) == 1


@each_statement
def test_gold_gives_a_passage_one_origin(statement: dict[str, Any]) -> None:
    cells = statement["evidence"] + statement["open"] + statement["lookalikes"]
    assert len({(cell["report"], cell["passage"]) for cell in cells}) == len(cells)
    for cell in statement["evidence"]:
        assert cell["how"] in ("credited", "relayed", "uncredited")
        assert Stance(cell["stance"])


@each_statement
def test_the_verdict_of_gold_follows_from_its_stances(statement: dict[str, Any]) -> None:
    stances = {cell["stance"] for cell in statement["evidence"]}
    assert "supports" in stances
    assert (statement["verdict"] == Verdict.CONFLICTING) == ("refutes" in stances)


def test_the_accounts_of_gold_stand_in_the_reports_they_name() -> None:
    for account in GOLD["accounts"][0]["given"]:
        cells = [cell for statement in GOLD["statements"] for cell in statement["evidence"]]
        assert set(account["reports"]) == {cell["report"] for cell in cells if cell["origin"] == account["origin"]}


def test_the_case_shows_many_outlets_and_few_origins() -> None:
    supporting = {
        statement["id"]: [cell for cell in statement["evidence"] if cell["stance"] == "supports"]
        for statement in GOLD["statements"]
    }
    assert len({cell["report"] for cell in supporting["soldiers"]}) == 11
    assert {cell["origin"] for cell in supporting["soldiers"]} == {"mayorca"}
    assert len({cell["origin"] for cell in supporting["landing"]}) >= 3


def test_the_report_has_the_shape_of_a_copied_page() -> None:
    assert REPORT.startswith("Please verify\n")
    assert 350 <= len(words(REPORT)) <= 480
    assert re.findall(r"“(.+?)”", REPORT) == ["nothing mysterious"]


def test_the_report_retells_the_seed_in_other_words(seed: str) -> None:
    assert sorted(runs(REPORT, 6) & runs(seed, 6)) == []


@each_abstract
def test_no_abstract_repeats_the_seed(name: str, seed: str) -> None:
    assert sorted(runs(ABSTRACTS[name]["text"], 6) & runs(seed, 6)) == []


# --- the dossier of the case ------------------------------------------------------------------------------------


def run_demo(folder: Path) -> Dossier:
    spec = spec_from_file_location("demo", CASE / "demo.py")
    assert spec and spec.loader
    demo = module_from_spec(spec)
    spec.loader.exec_module(demo)
    made: Dossier = demo.make_dossier(folder)
    return made


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return run_demo(tmp_path_factory.mktemp("demo") / "library")


def found(dossier: Dossier, words: str) -> tuple[Assessment, list[Line]]:
    statement = next(s for s in dossier.statements if words in s.span.of(dossier.report.text))
    (assessment,) = (a for a in dossier.assessments if a.statement == statement.id)
    return assessment, [line for line in dossier.lines if line.statement == statement.id]


def test_ninety_nine_soldiers_have_one_or_two_lines(dossier: Dossier) -> None:
    assessment, lines = found(dossier, "99 soldiers had left")
    supporting = [line for line in lines if line.stance is Stance.SUPPORTS]
    assert 1 <= len(supporting) <= 2
    reports = {item.report for item in dossier.evidence if item.id in {e for line in supporting for e in line.evidence}}
    assert len(reports) >= 5
    assert assessment.said is not None
    assert assessment.said.verdict is Verdict.SUPPORTED


def test_the_landing_has_independent_lines(dossier: Dossier) -> None:
    assessment, lines = found(dossier, "landed on Saturday")
    direct = (OriginKind.OBSERVATION, OriginKind.RECORD, OriginKind.OFFICIAL)
    assert assessment.verdict is Verdict.SUPPORTED
    assert sum(line.stance is Stance.SUPPORTS for line in lines) >= 2
    assert any(line.kind in direct for line in lines)


def test_the_mercenaries_are_not_borne_out_and_the_denial_is_found(dossier: Dossier) -> None:
    assessment, _ = found(dossier, "400 mercenaries")
    assert assessment.verdict in (Verdict.CONFLICTING, Verdict.UNDETERMINED)
    (denial,) = (e for e in dossier.evidence if e.statement == assessment.statement and "400 Russian" in e.text)
    assert denial.probabilities.refutes > denial.probabilities.supports


def test_why_they_came_is_told_by_several(dossier: Dossier) -> None:
    accounts = next(a for a in dossier.accounts if a.matter == "why they came")
    assert len({account.speaker for account in accounts.given}) >= 3


def test_every_merge_has_its_reason_and_every_span_its_words(dossier: Dossier) -> None:
    assert all(link.reason for line in dossier.lines for link in line.links)
    assert all(s.span.of(dossier.report.text) for s in dossier.statements)
    lined = {e for line in dossier.lines for e in line.evidence}
    assert lined >= {item.id for item in dossier.evidence if item.stance is not Stance.DISCUSSES}


def test_the_same_library_gives_the_same_bytes(dossier: Dossier, tmp_path: Path) -> None:
    assert dumps(run_demo(tmp_path / "library")) == dumps(dossier)


def test_the_dossier_fits_its_schema(dossier: Dossier) -> None:
    described = json.loads((CASE.parent.parent / "docs" / "dossier.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(described).validate(to_json(dossier))


def test_the_page_of_the_case_needs_nothing_else(dossier: Dossier) -> None:
    page = render_page(dossier)
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"']?https?:", page)
    assert "Javier Mayorca" in page


def test_what_was_checked_by_hand_stands_beside_the_present_run(dossier: Dossier) -> None:
    """Where it fails, ``python examples/caracas-2019/checked.py`` writes the table anew; read it before committing."""
    checked = run_path(str(CASE / "checked.py"))
    page = (CASE / "checked.md").read_text(encoding="utf-8")
    assert checked["renewed"](page, dossier) == page
    rows = checked["by_hand"](page)
    assert len(rows) == 14
    assert all(row.verdict in set(Verdict) and row.why for row in rows)
    assert "(checked.md)" in README
