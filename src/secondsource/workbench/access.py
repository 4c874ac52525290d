"""Who may ask what of the workbench: on loopback, the person at the machine and no page of somebody else's.

Three guards, each of which a hostile page in the same browser would have to pass: the name it calls us by must be one
of ours (against DNS rebinding), what changes anything must come from our own pages (against forged requests), and our
pages load nothing, frame nothing and send nothing elsewhere.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SAFE = ("GET", "HEAD", "OPTIONS")
LARGEST = 12_000_000  # bytes of a request: the largest report and the form around it

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

Next = Callable[[Request], Awaitable[Response]]


async def guard(request: Request, answer: Next) -> Response:
    """The middleware: turns away what does not come from the person at the machine, and says what pages may do."""
    refusal = _refusal(request)
    response = PlainTextResponse(refusal[1] + "\n", refusal[0]) if refusal else await answer(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _refusal(request: Request) -> tuple[int, str] | None:
    if _name(request.headers.get("host", "")) not in LOOPBACK:
        return 421, "this workbench answers only as 127.0.0.1 or localhost; open it by that name"
    if request.method in SAFE:
        return None
    if not _ours(request):
        return 403, "this was sent by a page of another site and was not done; use the workbench's own pages"
    size = request.headers.get("content-length", "")
    if not size.isdecimal():
        return 411, "the request does not say how long it is; send Content-Length"
    if int(size) > LARGEST:
        return 413, f"more than {LARGEST:,} bytes; give a shorter report"
    return None


def _ours(request: Request) -> bool:
    """Browsers say where a request comes from; programs say nothing, and cannot be made to by a page."""
    if (site := request.headers.get("sec-fetch-site")) is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _name(host: str) -> str:
    """The host without its port: ``[::1]:8000`` -> ``::1``."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] or host if host.count(":") == 1 else host
