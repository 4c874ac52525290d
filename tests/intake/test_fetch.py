"""The one network connection: what it reads, and what it refuses. No test leaves this machine."""

import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx
import pytest
import zstandard

from secondsource.errors import FetchError
from secondsource.intake import fetch as module
from secondsource.intake.fetch import GuardedTransport, fetch

PUBLIC = "93.184.216.34"
Answer = Callable[[httpx.Request], httpx.Response]


def resolve(host: str, port: int) -> tuple[str, ...]:
    return {"inside.example": ("10.0.0.7",), "both.example": (PUBLIC, "127.0.0.1"), "gone.example": ()}.get(
        host, (PUBLIC,)
    )


def get(url: str, answer: Answer = lambda request: httpx.Response(200, text="ok")) -> module.Fetched:
    return fetch(url, transport=httpx.MockTransport(answer), resolve=resolve)


def test_what_an_address_holds():
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["user-agent"].startswith("Secondsource/")
        assert request.headers["host"] == "news.example"
        assert request.extensions["addresses"] == (PUBLIC,)
        return httpx.Response(200, headers={"content-type": "text/html; charset=koi8-r"}, content=b"<p>words")

    fetched = get("https://news.example/a?b=c#part", answer)
    assert fetched == module.Fetched("https://news.example/a?b=c", b"<p>words", "text/html", "koi8-r")


def refused(url: str, answer: Answer = lambda request: httpx.Response(200, text="ok")) -> str:
    with pytest.raises(FetchError) as caught:
        get(url, answer)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/",
        "file:///etc/passwd",
        "gopher://news.example/",
        "javascript:alert(1)",
        "news.example/a",
        "//news.example",
    ],
)
def test_other_schemes(url: str):
    assert refused(url).startswith("only http and https addresses are read, not ")


@pytest.mark.parametrize("url", ["http://", "http:///path", "https://?x"])
def test_no_host(url: str):
    assert refused(url).startswith("the address names no host")


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://0177.0.0.1/", "http://news.example:port/", "http://\u2460/\x00"]
)
def test_no_address(url: str):
    assert refused(url).startswith("not an address")


@pytest.mark.parametrize("url", ["http://me@news.example/", "https://me:secret@news.example/"])
def test_a_user_name(url: str):
    assert refused(url) == "an address with a user name or password in it is not read: leave them out"


@pytest.mark.parametrize(
    "host",
    """127.0.0.1 127.1 0 0.0.0.0 2130706433 0x7f000001 0x7f.1 017700000001 10.0.0.1 172.16.0.1 192.168.0.1
    169.254.169.254 2852039166 0xa9fea9fe 100.64.0.1 100.100.100.200 168.63.129.16 224.0.0.1 240.0.0.1 255.255.255.255
    [::] [::1] [fe80::1] [fd00:ec2::254] [ff02::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1]
    [64:ff9b::7f00:1] [2002:7f00:1::] [2001:0:1::1] inside.example inside.example. both.example""".split(),  # noqa: SIM905
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_addresses_that_are_not_public(scheme: str, host: str):
    asked: list[httpx.URL] = []
    message = refused(f"{scheme}://{host}/", lambda request: asked.append(request.url) or httpx.Response(200))  # type: ignore[func-returns-value]
    assert message.endswith("which is not a public address: only public ones are read")
    assert asked == []


def test_a_name_that_is_none():
    assert refused("http://gone.example/") == "there is no host gone.example: check the address and the network"


def test_redirects_are_followed():
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/c":
            return httpx.Response(200, text="ok")
        return httpx.Response(
            302, headers={"location": {"/a": "/b", "/b": "https://other.example/c"}[request.url.path]}
        )

    assert get("http://news.example/a", answer).url == "https://other.example/c"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("http://127.0.0.1/", "not a public address"),
        ("//2130706433/", "not a public address"),
        ("http://inside.example/", "not a public address"),
        ("http://[::ffff:169.254.169.254]/latest/meta-data/", "not a public address"),
        ("file:///etc/passwd", "only http and https"),
        ("http://me:secret@news.example/", "user name or password"),
    ],
)
def test_a_redirect_goes_through_the_same_guard(target: str, message: str):
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.host == "news.example"
        return httpx.Response(301, headers={"location": target})

    assert message in refused("https://news.example/", answer)


@pytest.mark.parametrize(("redirects", "arrives"), [(5, True), (6, False)])
def test_at_most_five_redirects(redirects: int, arrives: bool):
    def answer(request: httpx.Request) -> httpx.Response:
        step = int(request.url.path[1:])
        return httpx.Response(307, headers={"location": f"/{step - 1}"}) if step else httpx.Response(200, text="ok")

    if arrives:
        assert get(f"http://news.example/{redirects}", answer).data == b"ok"
    else:
        assert "redirects more than 5 times" in refused(f"http://news.example/{redirects}", answer)


@pytest.mark.parametrize("status", [204, 304, 403, 404, 500])
def test_an_answer_that_is_no_page(status: int):
    assert f"answered {status}" in refused("http://news.example/", lambda request: httpx.Response(status))


def test_a_failing_network():
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("connection refused")

    assert "cannot be read (connection refused)" in refused("http://news.example/", answer)


# --- size ------------------------------------------------------------------------------------------------------


class Pieces(httpx.SyncByteStream):
    """A body of many pieces that counts how many were taken."""

    def __init__(self, piece: bytes, number: int) -> None:
        self.piece, self.number, self.taken = piece, number, 0

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(self.number):
            self.taken += 1
            yield self.piece


def test_ten_megabytes_are_read_and_not_a_byte_more():
    assert (
        len(get("http://news.example/", lambda request: httpx.Response(200, content=b"a" * 10_000_000)).data)
        == 10_000_000
    )
    body = Pieces(b"a" * 100_000, 10_000)
    message = refused("http://news.example/", lambda request: httpx.Response(200, stream=body))
    assert message == "http://news.example/ holds more than 10 MB: give the address of one report"
    assert body.taken <= 102


def test_a_declared_length_is_enough_to_refuse():
    body = Pieces(b"a", 1)
    headers = {"content-length": "10000001"}
    assert "more than 10 MB" in refused(
        "http://news.example/", lambda request: httpx.Response(200, headers=headers, stream=body)
    )
    assert body.taken == 0


def test_a_bomb_is_counted_unpacked():
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    assert len(bomb) < 200_000
    answer = httpx.Response(200, headers={"content-encoding": "gzip"}, stream=Many(bomb, 1000))
    assert "more than 10 MB" in refused("http://news.example/", lambda request: answer)


class Many(httpx.SyncByteStream):
    def __init__(self, data: bytes, size: int) -> None:
        self.data, self.size = data, size

    def __iter__(self) -> Iterator[bytes]:
        yield from (self.data[n : n + self.size] for n in range(0, len(self.data), self.size))


@pytest.mark.parametrize(("packing", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_packed_bodies(packing: str, pack: Callable[[bytes], bytes]):
    answer = httpx.Response(200, headers={"content-encoding": packing}, content=pack(b"words"))
    assert get("http://news.example/", lambda request: answer).data == b"words"


@pytest.mark.parametrize("packing", ["zstd", "br", "gzip, gzip", "gzip,zstd"])
def test_packings_that_were_not_asked_for(packing: str):
    data = zstandard.compress(b"\0" * 1000)
    answer = httpx.Response(200, headers={"content-encoding": packing}, stream=Many(data, 1000))
    assert "which was not asked for" in refused("http://news.example/", lambda request: answer)


# --- a real server, on this machine ------------------------------------------------------------------------------


class Detour(httpcore.NetworkBackend):
    """Dials the loopback server in place of the public address, and notes which address it was asked for."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[str] = []

    def connect_tcp(self, host: str, port: int, *more: Any, **named: Any) -> httpcore.NetworkStream:
        self.asked.append(host)
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, *more, **named)


@contextmanager
def server(talk: Callable[[socket.socket], None]) -> Iterator[Detour]:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            try:
                connection, _ = listener.accept()
                with connection:
                    connection.recv(65536)
                    talk(connection)
            except OSError:
                pass  # the client went away, as it should

        thread = threading.Thread(target=serve)
        thread.start()
        yield Detour(listener.getsockname()[1])
        thread.join(timeout=10)


def send(parts: Iterable[bytes], pause: float = 0.0) -> Callable[[socket.socket], None]:
    def talk(connection: socket.socket) -> None:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)

    return talk


def test_a_page_over_a_real_connection():
    with server(send([b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n", b"words"])) as detour:
        fetched = fetch("http://news.example/", transport=GuardedTransport(detour), resolve=resolve)
    assert (fetched.data, detour.asked) == (b"words", [PUBLIC])


def test_the_name_is_resolved_once_and_the_connection_made_to_that_address():
    answers = iter([(PUBLIC,), ("127.0.0.1",)])
    with server(send([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"])) as detour:
        fetch("http://rebinding.example/", transport=GuardedTransport(detour), resolve=lambda *name: next(answers))
    assert detour.asked == [PUBLIC]
    assert next(answers) == ("127.0.0.1",)


def test_tls_is_asked_for_by_name_and_verified():
    names: list[str] = []

    class Refusing(ssl.SSLContext):
        def wrap_socket(self, *args: Any, **named: Any) -> ssl.SSLSocket:
            names.append(named["server_hostname"])
            assert self.verify_mode is ssl.CERT_REQUIRED
            assert self.check_hostname
            raise ssl.SSLCertVerificationError("certificate verify failed")

    with server(send([])) as detour, pytest.raises(FetchError, match="certificate verify failed"):
        fetch(
            "https://news.example/",
            transport=GuardedTransport(detour, Refusing(ssl.PROTOCOL_TLS_CLIENT)),
            resolve=resolve,
        )
    assert names == ["news.example"]


@pytest.mark.parametrize(
    "parts",
    [
        [b"HTTP/1.1 200 OK\r\n", *[b"X-Drip: 1\r\n"] * 100],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", *[b"a"] * 100],
        [b""],
    ],
    ids=["headers", "body", "silence"],
)
def test_a_byte_now_and_then_does_not_keep_the_connection(parts: list[bytes], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "LONGEST", 0.5)
    pause = 0.05 if len(parts) > 1 else 2.0
    start = time.monotonic()
    with server(send(parts, pause)) as detour, pytest.raises(FetchError, match="did not answer within"):
        try:
            fetch("http://news.example/", transport=GuardedTransport(detour), resolve=resolve)
        finally:
            elapsed = time.monotonic() - start
    assert elapsed < 1.5


def test_a_slow_name_server(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "LONGEST", 0.2)
    with pytest.raises(FetchError, match=r"the name slow\.example was not resolved"):
        fetch(
            "http://slow.example/",
            transport=httpx.MockTransport(lambda request: httpx.Response(200)),
            resolve=lambda *name: time.sleep(0.6) or (PUBLIC,),
        )  # type: ignore[func-returns-value]


def test_the_next_address_is_tried():
    class Picky(Detour):
        def connect_tcp(self, host: str, port: int, *more: Any, **named: Any) -> httpcore.NetworkStream:
            if host == PUBLIC:
                self.asked.append(host)
                raise httpcore.ConnectError("unreachable")
            return super().connect_tcp(host, port, *more, **named)

    with server(send([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"])) as detour:
        picky = Picky(detour.port)
        fetch(
            "http://news.example/", transport=GuardedTransport(picky), resolve=lambda *name: ("2606:4700::1111", PUBLIC)
        )
    assert picky.asked == [PUBLIC, "2606:4700::1111"]


def test_a_loopback_server_is_not_reached_by_default():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        for host in ("127.0.0.1", "localhost", "2130706433"):
            with pytest.raises(FetchError, match="not a public address"):
                fetch(f"http://{host}:{port}/")
        listener.settimeout(0.05)
        with pytest.raises(TimeoutError):
            listener.accept()
