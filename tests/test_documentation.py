"""What the documents say is so: links lead somewhere, commands parse, code runs, numbers are those of the code."""

import ast
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from secondsource.arguments import build_parser
from secondsource.assessment.assess import DECIDED, LIKELIHOOD
from secondsource.assessment.weigh import Term, Weights
from secondsource.errors import InputError
from secondsource.evidence.rule import Rule
from secondsource.model import Stance

ROOT = Path(__file__).parent.parent
IGNORED = {".venv", "build", "dist", ".git", ".pytest_cache", ".ruff_cache", ".mypy_cache", ".checkpoints"}
DOCUMENTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(ROOT.rglob("*.md"))
    if IGNORED.isdisjoint(path.relative_to(ROOT).parts)
}
PLAIN = {
    name: (ROOT / name).read_text(encoding="utf-8") for name in ("NOTICE", "CITATION.cff", "Makefile", "pyproject.toml")
}
PROJECT: dict[str, Any] = tomllib.loads(PLAIN["pyproject.toml"])["project"]
README = DOCUMENTS["README.md"]
METHOD = DOCUMENTS["docs/method.md"]
# Blocks of README that set up or run the checkout itself; the tests run in one.
SET_UP = ("make", "python3 -m venv", "git clone")

each_document = pytest.mark.parametrize("name", DOCUMENTS)


def blocks(text: str) -> list[tuple[str, str]]:
    """The fenced blocks of a document: their language and what is in them."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def prose(text: str) -> str:
    return re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def rows(text: str, *header: str) -> Iterator[list[str]]:
    """The cells of every table with this header."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]
    inside = False
    for line in cells:
        if line[: len(header)] == list(header):
            inside = True
        elif len(line) < 2:
            inside = False
        elif inside and not set(line[0]) <= {"-"}:
            yield line


# --- all documents ----------------------------------------------------------------------------------------------


@each_document
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(DOCUMENTS[name])):
        if re.match(r"https?:|mailto:", target):
            continue
        path, _, fragment = target.partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        assert file.exists(), target
        if fragment:
            assert fragment in anchors(file.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("name", [*DOCUMENTS, *PLAIN])
def test_no_document_knows_the_machine_it_was_written_on(name: str) -> None:
    text = (DOCUMENTS | PLAIN)[name]
    assert not re.findall(r"(?<![\w.:/])/(?:home|root|tmp|work|Users|opt|mnt)/", text)
    assert "localhost" not in text


@each_document
def test_python_in_a_document_compiles(name: str) -> None:
    for language, code in blocks(DOCUMENTS[name]):
        if language == "python":
            ast.parse(code)


@each_document
def test_commands_in_a_document_parse(name: str) -> None:
    for language, code in blocks(DOCUMENTS[name]):
        for command in commands(code) if language in ("sh", "bash", "console") else ():
            check_command(command)


def commands(code: str) -> Iterator[str]:
    """The calls of ``secondsource`` in a shell block, without redirections and what follows a pipe."""
    without_files = re.sub(r"<<'?(\w+)'?\n.*?^\1$", "", code, flags=re.MULTILINE | re.DOTALL)
    for line in without_files.replace("\\\n", " ").splitlines():
        if line.startswith("secondsource "):
            yield re.split(r" [|>]", line.split(" #")[0])[0]


def check_command(command: str) -> None:
    arguments = build_parser().parse_args(shlex.split(command)[1:])
    assert arguments.command or arguments.version, command


def test_a_command_that_does_not_exist_is_found() -> None:
    (command,) = commands("secondsource verify report.txt --libary x > out.json\n")
    with pytest.raises(InputError):
        check_command(command)


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "images").iterdir())
    assert pictures
    assert all(picture.stat().st_size < 300_000 for picture in pictures)
    assert all(any(picture.name in text for text in DOCUMENTS.values()) for picture in pictures)


# --- README -----------------------------------------------------------------------------------------------------


def test_readme_can_be_followed_to_the_letter(tmp_path: Path) -> None:
    """Its commands and its Python, in an empty folder, one after the other; what they print is what it shows."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "80",
        "PYTHONWARNINGS": "error",
    }
    environment.pop("SECONDSOURCE_LIBRARY", None)
    listed = blocks(README)
    ran = 0
    for (language, code), (next_language, shown) in zip(listed, [*listed[1:], ("", "")], strict=True):
        if language not in ("sh", "python") or code.startswith(SET_UP):
            continue
        shell = ["bash", "-e", "-c"] if language == "sh" else [sys.executable, "-c"]
        done = subprocess.run([*shell, code], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        if next_language == "text":
            assert trimmed(done.stdout) == trimmed(shown)
        ran += 1
    assert ran >= 5
    assert (tmp_path / "dossier.html").read_text(encoding="utf-8").startswith("<!")


def trimmed(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def test_readme_begins_with_the_two_commands() -> None:
    assert [line.split("#")[0].strip() for line in blocks(README)[0][1].splitlines()] == ["make demo", "make test"]
    for target in re.findall(r"^make (\w+)", blocks(README)[0][1], re.MULTILINE):
        assert re.search(rf"^{target}:", PLAIN["Makefile"], re.MULTILINE)


def test_make_targets_in_contributing_exist() -> None:
    named = set(re.findall(r"`make (\w+)`", DOCUMENTS["CONTRIBUTING.md"]))
    assert {"test", "demo", "docs", "bench"} <= named
    assert named <= set(re.findall(r"^(\w+):", PLAIN["Makefile"], re.MULTILINE))


def test_exit_codes_are_those_of_the_program() -> None:
    codes = {code: meaning for code, meaning, *_ in rows(README, "exit code", "meaning")}
    assert set(codes) == set(re.findall(r"(\d) [a-z]", build_parser().epilog or "")) == {"0", "2", "3"}


# --- the method -------------------------------------------------------------------------------------------------


def test_the_reading_order_is_nine_files_that_exist() -> None:
    ordered = re.findall(r"^(\d)\. \[\S+\]\((\S+)\)", METHOD, re.MULTILINE)
    assert [number for number, _ in ordered] == list("123456789")
    assert all((ROOT / "docs" / path).is_file() for _, path in ordered)


@each_document
def test_files_named_in_a_document_exist(name: str) -> None:
    for path in re.findall(r"`([a-z]+/[\w/-]+\.(?:py|md|npz))`", DOCUMENTS[name]):
        assert (ROOT / path).is_file() or (ROOT / "src" / "secondsource" / path).is_file(), path


NUMBERS = [(name.strip("`"), value) for name, value, *_ in rows(METHOD, "number", "value")]


def test_the_tables_of_numbers_were_found() -> None:
    assert len(NUMBERS) > 25
    assert len({name for name, _ in NUMBERS}) == len(NUMBERS)


@pytest.mark.parametrize(("name", "value"), NUMBERS)
def test_a_number_in_the_method_is_that_of_the_code(name: str, value: str) -> None:
    path, _, key = name.rstrip("]").partition("[")
    module, _, constant = path.rpartition(".")
    found = getattr(import_module(f"secondsource.{module}"), constant)
    assert (found[key] if key else found) == pytest.approx(float(value))


def test_the_rule_in_the_method_is_that_of_the_code() -> None:
    for question, heading in (("side", "takes a side"), ("against", "speaks against")):
        told = {name: float(weight) for name, weight, _ in rows(METHOD, heading, "weight")}
        assert told == getattr(Rule.load(), question)


def test_the_weights_in_the_method_are_those_of_the_code() -> None:
    weights = Weights.load()
    surest = {kind: weights.of(Term(kind, Stance.SUPPORTS, 1.0)) for kind in weights.kinds}
    told = {kind: (float(weight), alone) for kind, weight, alone in rows(METHOD, "kind of origin", "weight")}
    assert told == {
        kind.value: (weight, "decides" if surest[kind] >= DECIDED else "does not")
        for kind, weight in weights.kinds.items()
    }


def test_the_numbers_in_the_file_of_weights_are_those_of_the_method() -> None:
    read = json.loads((ROOT / "src/secondsource/assessment/weights.json").read_text(encoding="utf-8"))
    told = {name.strip("`"): float(value) for name, value, *_ in rows(METHOD, "in weights.json", "number")}
    letters = {f"reliability[{letter}]": value for letter, value in read["reliability"].items()}
    assert told == {"prior": read["prior"], "vaguer": read["vaguer"], **letters}


def test_the_phrases_in_the_method_are_those_of_the_code() -> None:
    told = [(float(bound), phrase) for bound, phrase in rows(METHOD, "probability up to", "phrase")]
    assert told == list(LIKELIHOOD)


# --- decisions, changelog, citation -----------------------------------------------------------------------------


def test_every_dependency_has_its_line() -> None:
    told = {package: cells for package, *cells in rows(DOCUMENTS["docs/decisions.md"], "package", "licence")}
    assert set(told) == {re.split(r"[^\w-]", line)[0] for line in PROJECT["dependencies"]}
    assert all(all(cells) and re.match(r"\d", cells[1]) for cells in told.values())


@pytest.mark.parametrize("extra", PROJECT["optional-dependencies"])
def test_every_package_of_an_extra_is_named(extra: str) -> None:
    for line in PROJECT["optional-dependencies"][extra]:
        package = re.split(r"[^\w-]", line)[0]
        assert re.search(rf"\b{package}\b", DOCUMENTS["docs/decisions.md"]), line


def test_versions_agree() -> None:
    assert re.findall(r"^## (\S+)", DOCUMENTS["CHANGELOG.md"], re.MULTILINE)[0] == PROJECT["version"]
    assert re.findall(r"^version: (\S+)", PLAIN["CITATION.cff"], re.MULTILINE) == [PROJECT["version"]]
    assert PROJECT["license"] in PLAIN["CITATION.cff"]


def test_notice_credits_what_ships() -> None:
    for name in ("all-MiniLM-L6-v2", "GeoNames", "airportsdata", "words.npz", "outlines.json.zst", "Natural Earth"):
        assert name in PLAIN["NOTICE"]
