"""Bytes to text."""

import codecs

import pytest

from secondsource.errors import InputError
from secondsource.intake.decoding import decode

GERMAN = "Die Brücke über den Fluß wurde am Montag für eine Woche geschlossen, erklärte der Bürgermeister. " * 3
RUSSIAN = "Мост через реку был закрыт в понедельник на неделю, сообщил мэр города журналистам у ратуши. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_and_utf8(encoding: str):
    assert decode(GERMAN.encode(encoding)) == GERMAN
    assert decode(codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be")) == GERMAN


def test_the_declared_encoding():
    assert decode(RUSSIAN.encode("koi8-r"), "koi8-r") == RUSSIAN
    page = '<meta charset="windows-1251">' + RUSSIAN
    assert decode(page.encode("cp1251")) == page


def test_an_encoding_that_nobody_declared_is_guessed():
    assert decode(GERMAN.encode("latin-1")) == GERMAN
    assert decode(RUSSIAN.encode("cp1251")) == RUSSIAN


def test_a_declaration_that_means_nothing_is_passed_over():
    assert decode(GERMAN.encode(), "no-such-thing") == GERMAN
    assert decode(GERMAN.encode("latin-1"), "no-such-thing") == GERMAN


def test_a_broken_byte_is_shown_as_such():
    whole = (GERMAN * 5).encode()
    assert decode(whole[:50] + b"\xff" + whole[50:]).count("\ufffd") == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 ...", "the input is a PDF, not text: give the report as text, HTML or JSON"),
        (b"PK\x03\x04....", "the input is a zip archive or an office document, not text"),
        (b"\x89PNG\r\n", "the input is a picture, not text"),
        (b"abc\x00def", "the input is binary, not text"),
        (bytes(range(1, 32)) * 9, "the input is binary, not text"),
    ],
)
def test_what_is_no_text(data: bytes, message: str):
    with pytest.raises(InputError, match=message):
        decode(data)


def test_broken_encodings():
    with pytest.raises(InputError, match=r"not in the encoding it declares .*: save it again as UTF-8"):
        decode(b"\xff\xfe" + "ab".encode("utf-16-le") + b"\x00\xdc" * 40)
    with pytest.raises(InputError, match="save it again as UTF-8"):
        decode(bytes((n * 89 + 41) % 96 + 160 for n in range(4000)) + bytes(range(128, 160)) * 40)
