"""Paths, standard input and addresses; single reports and collections."""

import gzip
import hashlib
import io
import json
import os
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import zstandard

from secondsource.errors import InputError
from secondsource.intake.fetch import Fetched
from secondsource.intake.take import Taken, take, take_all
from secondsource.model import Failure, Report

NOW = datetime(2019, 3, 26, 12, tzinfo=UTC)
TEXT = "The bridge was closed on Monday after a flood damaged two piers, the mayor said."
PAGE = f"""<!DOCTYPE html><html><head><title>Bridge closed</title></head>
<body><article><h1>Bridge closed</h1><p>{TEXT}</p>
<p>Engineers expect that the repairs will take a week, according to the town hall.</p></article></body></html>"""


def held(path: Path) -> list[Taken | Failure]:
    return list(take_all(path, now=NOW))


# --- one report ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", TEXT, "text/plain"),
        ("a", TEXT, "text/plain"),
        ("a.html", PAGE, "text/html"),
        ("a.txt", PAGE, "text/html"),
        ("a.json", json.dumps({"text": TEXT}), "application/json"),
        ("a", json.dumps([{"text": TEXT}]), "application/json"),
        ("a.txt", "{curly} " + TEXT, "text/plain"),
        ("a.txt", "<3 words " + TEXT, "text/plain"),
    ],
)
def test_what_a_file_is_shows_by_its_content(tmp_path: Path, name: str, content: str, media_type: str):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    taken = take(str(path), now=NOW)
    assert taken.media_type == media_type
    assert TEXT in taken.report.text
    assert taken.data == content.encode()
    assert taken.report.archived == hashlib.sha256(taken.data).hexdigest()
    assert taken.report.retrieved is None


def test_standard_input():
    taken = take("-", now=NOW, stdin=io.BytesIO(TEXT.encode()), published=date(2019, 3, 25))
    assert (taken.report.text, taken.report.published) == (TEXT, date(2019, 3, 25))


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert take("-", now=NOW, stdin=io.BytesIO(b"\xef\xbb\xbf" + TEXT.encode())).report.text == TEXT


@pytest.mark.parametrize(
    ("content", "served", "media_type"),
    [(PAGE, "text/html", "text/html"), (TEXT, "text/plain", "text/plain"), (PAGE, "", "text/html")],
)
def test_an_address(content: str, served: str, media_type: str):
    def fetch(url: str) -> Fetched:
        return Fetched("https://example.org/final", content.encode(), served)

    taken = take("https://example.org/first", now=NOW, fetch=fetch)
    assert (taken.media_type, taken.report.url, taken.report.retrieved) == (
        media_type,
        "https://example.org/final",
        NOW,
    )


def refused(source: str | Path, stdin: bytes | None = None) -> str:
    with pytest.raises(InputError) as caught:
        take(str(source), now=NOW, stdin=None if stdin is None else io.BytesIO(stdin))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path):
    assert refused(tmp_path / "none.txt") == f"there is no file {tmp_path}/none.txt: check the name"
    assert refused(tmp_path) == f"{tmp_path} is a folder: give one file, or add the folder to a library"
    assert refused(tmp_path / "x\0y").startswith("not a file name")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    assert refused(path) == f"{path} may not be read: change its permissions or copy it"


def test_a_refusal_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def opened(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", opened)
    assert refused(tmp_path / "a.txt") == f"{tmp_path}/a.txt may not be read: change its permissions or copy it"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the input is empty: give a report of at least one sentence"),
        (b" \n\n", "the input is empty: give a report of at least one sentence"),
        (b"\x7fELF\x00\x01\x02", "the input is binary, not text: give the report as text, HTML or JSON"),
        (b"%PDF-1.4", "the input is a PDF, not text: give the report as text, HTML or JSON"),
        (b"<html><body></body></html>", "the page holds no article: give the address of one report"),
        (b'[{"text": "a b"}, {"text": "c d"}]', "the JSON holds 2 reports: give one, or add them all to a library"),
        (b'{"title": "a"}', "the JSON report has no text: give it a key 'text'"),
        (b"a" * 20_000_000, "the input is larger than 10 MB, which no report is: give one report"),
    ],
)
def test_bad_input(data: bytes, message: str):
    start = time.perf_counter()
    assert refused("-", data).startswith(message)
    assert time.perf_counter() - start < 2


def test_a_json_file_that_is_none(tmp_path: Path):
    path = tmp_path / "a.json"
    path.write_text('{"text": ')
    assert refused(path) == "not JSON: Expecting value at line 1, column 10"


def test_the_seed_document_as_a_file(shared: Path):
    path = next((shared / "seed").glob("000_*.txt"))
    taken = take(str(path), now=NOW, published=date(2019, 3, 25))
    assert taken.report.text.encode() == taken.data == path.read_bytes()


# --- a collection ------------------------------------------------------------------------------------------------


ROWS = [json.dumps({"text": f"{TEXT} It was the {n}. time.", "title": f"Report {n}"}).encode() for n in range(3)]


def packed(name: str, data: bytes) -> bytes:
    if name.endswith(".gz"):
        return gzip.compress(data)
    return zstandard.compress(data) if name.endswith(".zst") else data


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", "a.jsonl.zst", "a.ndjson.zst"])
def test_json_lines(tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_bytes(packed(name, b"\n".join([ROWS[0], b"", b"{broken", ROWS[1], b'{"title": 1}', ROWS[2]]) + b"\n"))
    results = held(path)
    assert [type(each) for each in results] == [Taken, Failure, Taken, Failure, Taken]
    assert [each.data for each in results if isinstance(each, Taken)] == ROWS
    assert [each for each in results if isinstance(each, Failure)] == [
        Failure(
            "intake", f"{path}:3", "not JSON: Expecting property name enclosed in double quotes at line 1, column 2"
        ),
        Failure("intake", f"{path}:5", "the JSON report has no text: give it a key 'text'"),
    ]
    first = results[0]
    assert isinstance(first, Taken)
    assert first.report.archived == hashlib.sha256(ROWS[0]).hexdigest()
    assert (first.report.headline, first.report.retrieved) == ("Report 0", NOW)


def test_a_window_of_128_mib(tmp_path: Path):
    path = tmp_path / "a.jsonl.zst"
    settings = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)
    path.write_bytes(zstandard.ZstdCompressor(compression_params=settings).compress(b"\n".join(ROWS)))
    assert len(held(path)) == 3


def test_two_frames_one_after_the_other(tmp_path: Path):
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstandard.compress(ROWS[0] + b"\n") + zstandard.compress(ROWS[1] + b"\n"))
    assert [type(each) for each in held(path)] == [Taken, Taken]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_a_damaged_archive_keeps_what_was_read_before(tmp_path: Path, name: str):
    path = tmp_path / name
    rows = [json.dumps({"text": TEXT + os.urandom(4000).hex()}).encode() for _ in range(600)]
    whole = packed(name, b"\n".join(rows))
    path.write_bytes(whole[: len(whole) // 2])
    *before, last = held(path)
    assert len(before) > 10
    assert all(isinstance(each, Taken) for each in before[:-1])
    assert isinstance(last, Failure)
    assert "the packed file is damaged" in last.message


def test_what_is_not_packed_at_all(tmp_path: Path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(ROWS[0])
    (failure,) = held(path)
    assert isinstance(failure, Failure)
    assert "damaged" in failure.message


def test_a_json_list(tmp_path: Path):
    path = tmp_path / "a.json"
    path.write_bytes(b"[" + ROWS[0] + b", 7, " + ROWS[1] + b"]")
    results = held(path)
    assert [type(each) for each in results] == [Taken, Failure, Taken]
    assert results[1] == Failure("intake", f"{path}:2", "a JSON report is an object with the key 'text': this is none")


def test_a_folder(tmp_path: Path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name, content in {
        "b/two.html": PAGE,
        "a.txt": TEXT + " Number one.",
        "c.jsonl": ROWS[0].decode(),
        "d.pdf": "%PDF",
        "e.txt": "",
        ".hidden/f.txt": TEXT,
    }.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert [(type(each), getattr(each, "subject", "")) for each in held(tmp_path)] == [
        (Taken, ""),
        (Taken, ""),
        (Taken, ""),
        (Failure, f"{tmp_path}/d.pdf"),
        (Failure, f"{tmp_path}/e.txt"),
    ]


def test_a_path_that_is_not_there(tmp_path: Path):
    assert held(tmp_path / "none") == [
        Failure("intake", f"{tmp_path}/none", f"there is no file {tmp_path}/none: check the name")
    ]


def test_a_row_without_end_is_passed_over(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 25_000_000 + b'"}\n' + ROWS[0] + b"\n")
    failure, taken = held(path)
    assert failure == Failure("intake", f"{path}:1", "the line is longer than 10,000,000 bytes")
    assert isinstance(taken, Taken)


def test_rows_are_read_one_by_one(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(ROWS * 2000))
    results = take_all(path, now=NOW)
    assert isinstance(next(results), Taken)
    results.close()  # type: ignore[attr-defined]


def test_the_collection_beside_the_checkout(shared: Path):
    path = shared / "data" / "allsides" / "reports.jsonl.zst"
    if not path.is_file():
        pytest.skip("needs data/allsides beside the seed document")
    results = take_all(path, now=NOW)
    reports = [
        each.report for each, _ in zip((each for each in results if isinstance(each, Taken)), range(100), strict=False)
    ]
    assert len(reports) == 100
    assert all(isinstance(report, Report) and report.language == "en" and report.publisher for report in reports)
    furniture = sum(block.role == "furniture" for report in reports for block in report.blocks)
    assert furniture < 0.1 * sum(len(report.blocks) for report in reports)
