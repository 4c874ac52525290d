"""The one file that opens a network connection for what an article, a feed or a page points to.

An address comes from outside and may be hostile, so every connection goes through one guard: the name is resolved
once, all the addresses it stands for must be public, and the connection is made to just those. A name server that
answers differently the second time changes nothing, and TLS still checks the certificate against the name.
Redirects are followed by hand, each through the same guard. Size is counted after unpacking, time in total.

``fetch`` reads one address to the end. ``ask`` makes a single request and tells all that the server had to say; who
gathers from many hosts goes by that, a hop at a time.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import httpcore
import httpx

from secondsource.errors import FetchError, NoAnswer
from secondsource.intake.addresses import is_public

Resolve = Callable[[str, int], Sequence[str]]
Transport = httpx.BaseTransport

LARGEST = 10_000_000  # bytes, after unpacking
MOST_REDIRECTS = 5
LONGEST = 20.0  # seconds in total: name, connection, redirects and body
_LONGEST_REFUSAL = 20_000  # bytes of what a server says with an error; it is for a message, not for keeping

AGENT = f"Secondsource/{version('secondsource')} (+news verification)"
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/json;q=0.9,text/plain;q=0.8",
    # Only what httpx unpacks piece by piece at a ratio below 1,100; zstd reaches 30,000 in one piece.
    "Accept-Encoding": "gzip, deflate",
}
_PACKINGS = ("", "identity", "gzip", "x-gzip", "deflate")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address held: ``url`` is the last one after redirects, ``data`` the body, unpacked."""

    url: str
    data: bytes
    media_type: str
    charset: str | None = None


def resolve_name(host: str, port: int) -> tuple[str, ...]:
    """All addresses of a host, by the system's resolver. Raises ``OSError`` where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said to one request.

    ``onward`` is where it sends us, ``None`` where it does not; ``data`` the body, unpacked (of an error the beginning
    only). ``etag``, ``modified`` and ``retry_after`` are its headers as they came.
    """

    url: str
    status: int
    data: bytes = b""
    media_type: str = ""
    charset: str | None = None
    onward: str | None = None
    etag: str | None = None
    modified: str | None = None
    retry_after: str | None = None


def fetch(url: str, *, transport: httpx.BaseTransport | None = None, resolve: Resolve = resolve_name) -> Fetched:
    """The body at an http(s) address.

    Raises ``FetchError`` where the address must not be read (another scheme, a user name in it, an address that is
    not public, before or after a redirect), or cannot be (no answer, an error, too large, too slow).
    """
    deadline, here = time.monotonic() + LONGEST, url
    transport = transport or GuardedTransport()
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(_parsed(here), {}, transport, resolve, deadline, LARGEST, False)
        if answer.onward is None and answer.status != 200:
            raise FetchError(
                f"{answer.url} answered {answer.status}: check the address, or save the page and give the file"
            )
        if answer.onward is None:
            return Fetched(answer.url, answer.data, answer.media_type, answer.charset)
        here = answer.onward
    raise FetchError(f"{url} redirects more than {MOST_REDIRECTS} times: give the last address")


def ask(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    transport: httpx.BaseTransport | None = None,
    resolve: Resolve = resolve_name,
    longest: float = LONGEST,
    largest: int = LARGEST,
    private: bool = False,
) -> Answer:
    """One request for an http(s) address, whatever comes of it; redirects are not followed.

    ``headers`` are sent beside our own. ``longest`` (seconds) and ``largest`` (bytes) can only narrow the limits.
    ``private`` lifts the rule of public addresses for this one request: for a server that the user has named as
    their own. Raises ``FetchError`` as ``fetch`` does, but for no status; ``NoAnswer`` where trying again may help.
    """
    deadline = time.monotonic() + min(longest, LONGEST)
    transport = transport or GuardedTransport()
    return _ask(_parsed(url), headers or {}, transport, resolve, deadline, min(largest, LARGEST), private)


def _ask(
    here: httpx.URL,
    headers: Mapping[str, str],
    transport: httpx.BaseTransport,
    resolve: Resolve,
    deadline: float,
    largest: int,
    private: bool,
) -> Answer:
    extensions = {
        "addresses": (addresses_of if private else public_addresses)(here, resolve, deadline=deadline),
        "deadline": deadline,
        "timeout": dict.fromkeys(("connect", "read", "write", "pool"), LONGEST),
    }
    request = httpx.Request("GET", here, headers=_HEADERS | dict(headers), extensions=extensions)
    try:
        response = transport.handle_request(request)
        response.request = request
        try:
            return _heard(here, response, deadline, largest)
        finally:
            response.close()
    except (httpx.TimeoutException, httpcore.TimeoutException):
        raise NoAnswer(
            f"{here} did not answer within {LONGEST:.0f} s: try again, or save the page and give the file"
        ) from None
    except (
        httpx.HTTPError,
        httpx.InvalidURL,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        ssl.SSLError,
        OSError,
    ) as error:
        raise NoAnswer(
            f"{here} cannot be read ({_brief(error)}): check the address, or save the page and give the file"
        ) from None


def _heard(here: httpx.URL, response: httpx.Response, deadline: float, largest: int) -> Answer:
    status, headers = response.status_code, response.headers
    onward = _redirect(here, response)
    data = b"" if onward else _body(here, response, deadline, largest) if status == 200 else _refusal(response)
    return Answer(
        url=str(here),
        status=status,
        data=data,
        media_type=headers.get("content-type", "").partition(";")[0].strip().lower(),
        charset=response.charset_encoding,
        onward=onward,
        etag=headers.get("etag"),
        modified=headers.get("last-modified"),
        retry_after=headers.get("retry-after"),
    )


def _redirect(here: httpx.URL, response: httpx.Response) -> str | None:
    if response.status_code not in (301, 302, 303, 307, 308) or "location" not in response.headers:
        return None
    try:
        return str(_parsed(str(here.join(response.headers["location"]))))
    except httpx.InvalidURL:
        raise FetchError(f"{here} redirects to something that is no address: give the last address") from None


def _body(here: httpx.URL, response: httpx.Response, deadline: float, largest: int) -> bytes:
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in _PACKINGS:
        raise FetchError(
            f"{here} is packed as {packing[:20]!r}, which was not asked for: save the page and give the file"
        )
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > largest:
        raise _too_large(here, largest)
    data = bytearray()
    for piece in response.iter_bytes():
        data += piece
        if len(data) > largest:
            raise _too_large(here, largest)
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("the time is over")
    return bytes(data)


def _refusal(response: httpx.Response) -> bytes:
    """The beginning of what came with an error, as far as it comes unpacked."""
    if response.headers.get("content-encoding", "").strip().lower() not in ("", "identity"):
        return b""
    data = bytearray()
    for piece in response.iter_bytes():
        data += piece
        if len(data) >= _LONGEST_REFUSAL:
            break
    return bytes(data[:_LONGEST_REFUSAL])


def _too_large(here: httpx.URL, largest: int) -> FetchError:
    size = f"{largest // 1_000_000} MB" if largest >= 1_000_000 else f"{largest:,} bytes"
    return FetchError(f"{here} holds more than {size}: give the address of one report")


def _brief(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:100]


# --- the guard -------------------------------------------------------------------------------------------------


def _parsed(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url.strip())
    except httpx.InvalidURL as error:
        raise FetchError(f"not an address: {url[:80]!r} ({_brief(error)})") from None
    if parsed.scheme not in ("http", "https"):
        raise FetchError(f"only http and https addresses are read, not {parsed.scheme[:20] or 'none'}: {url[:80]!r}")
    if not parsed.host:
        raise FetchError(f"the address names no host: {url[:80]!r}")
    if parsed.userinfo:
        raise FetchError("an address with a user name or password in it is not read: leave them out")
    return parsed.copy_with(fragment=None)


def public_addresses(url: httpx.URL, resolve: Resolve, deadline: float) -> tuple[str, ...]:
    """All addresses of the URL's host. Raises ``FetchError`` unless there is one, and every one is public."""
    addresses = addresses_of(url, resolve, deadline=deadline)
    refused = next((address for address in addresses if not is_public(address)), None)
    if refused is not None:
        raise FetchError(
            f"{url.host.rstrip('.')} is at {refused}, which is not a public address: only public ones are read"
        )
    return addresses


def addresses_of(url: httpx.URL, resolve: Resolve = resolve_name, *, deadline: float) -> tuple[str, ...]:
    """All addresses of the URL's host, public or not. Raises ``FetchError`` unless there is one by the deadline."""
    host, port = url.host.rstrip("."), url.port or (443 if url.scheme == "https" else 80)
    return _literal(host) or _resolved(host, port, resolve, deadline)


def _literal(host: str) -> tuple[str, ...]:
    """An address written as such. ``2130706433``, ``0x7f.1`` and ``0177.0.0.1`` are all 127.0.0.1."""
    try:
        return (str(ipaddress.ip_address(host.strip("[]"))),)
    except ValueError:
        pass
    try:
        return (socket.inet_ntoa(socket.inet_aton(host)),)
    except (OSError, UnicodeEncodeError):
        return ()


def _resolved(host: str, port: int, resolve: Resolve, deadline: float) -> tuple[str, ...]:
    """Asked in a thread of its own, because the system's resolver knows no time limit."""
    answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name="resolve").start()
    try:
        answer = answers.get(timeout=max(0.01, deadline - time.monotonic()))
    except queue.Empty:
        raise NoAnswer(f"the name {host} was not resolved in time: try again later") from None
    if isinstance(answer, Exception) or not answer:
        raise NoAnswer(f"there is no host {host}: check the address and the network")
    return tuple(answer)


# --- the connection --------------------------------------------------------------------------------------------


class GuardedTransport(httpx.BaseTransport):
    """Connects to the addresses that ``public_addresses`` passed and to no other, until the deadline.

    Both come with each request, as the extensions ``addresses`` and ``deadline``. ``dial`` makes the connection.
    """

    def __init__(self, dial: httpcore.NetworkBackend | None = None, tls: ssl.SSLContext | None = None) -> None:
        self._dial = dial or httpcore.SyncBackend()
        self._tls = tls or httpx.create_ssl_context(trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        backend = _Pinned(self._dial, request.extensions["addresses"], request.extensions["deadline"])
        pool = httpcore.ConnectionPool(ssl_context=self._tls, network_backend=backend)
        url = request.url
        answer = pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.read(),
                extensions={"timeout": request.extensions["timeout"]},
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer, pool), request=request)


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response, pool: httpcore.ConnectionPool) -> None:
        self._answer, self._pool = answer, pool

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
        self._pool.close()


class _Pinned(httpcore.NetworkBackend):
    """Dials the given addresses, whatever host it is asked for."""

    def __init__(self, dial: httpcore.NetworkBackend, addresses: Sequence[str], deadline: float) -> None:
        self._dial, self._addresses, self._deadline = dial, addresses, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        refusal: httpcore.ConnectError | httpcore.ConnectTimeout = httpcore.ConnectError("no address")
        for address in sorted(self._addresses, key=lambda each: ":" in each):  # many networks have no IPv6
            try:
                stream = self._dial.connect_tcp(address, port, _left(self._deadline), local_address, socket_options)
                return _Timed(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refusal = error
        raise refusal


class _Timed(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline, so that a byte now and then does not keep it open."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline))
        return _Timed(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is over")
    return left
