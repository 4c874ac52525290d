"""Who may ask what of the workbench. Every request passes here first; what no line below allows is refused.

Three guards keep hostile pages in the same browser out: the name that we are called by must be one of ours (against DNS
rebinding), what changes anything must come from our own pages (against forged requests), and our pages load nothing,
frame nothing and send nothing elsewhere. Once there are accounts, a fourth asks who it is, and whether they may.
"""

from __future__ import annotations

from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from secondsource.errors import SecondsourceError
from secondsource.workbench.accounts import Person, Role, any_account, open_accounts
from secondsource.workbench.desk import Desk
from secondsource.workbench.replies import refusal

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SAFE = ("GET", "HEAD", "OPTIONS")
LARGEST = 12_000_000  # bytes of a request: the largest report and the form around it
COOKIE = "secondsource-session"

# What anybody may ask for, who has not signed in: to do so, and what that page looks like.
OPEN = ("/sign-in", "/static")
# Who may do what by a method that is not safe. The first line that fits the beginning of the path counts; what none
# fits is for editors. By a safe method a reader may look at everything but what is named in EDITORS.
DOING = (
    ("/sign-out", Role.READER),
    ("/account", Role.READER),  # one's own
    ("/submissions", Role.REVIEWER),
    ("/api/submissions", Role.REVIEWER),
    ("/follows", Role.REVIEWER),
    ("/api/follows", Role.REVIEWER),
    ("/decisions", Role.REVIEWER),
    ("/api/decisions", Role.REVIEWER),
)
EDITORS = ("/accounts",)
ATOM = "/changes.atom"  # readers of feeds send no header: a token may stand in this one address

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


def needed(method: str, path: str) -> Role | None:
    """The role that a request needs, by its method and path; ``None`` for what is open to anybody."""
    if any(_under(path, each) for each in OPEN):
        return None
    if method in SAFE:
        return Role.EDITOR if any(_under(path, each) for each in EDITORS) else Role.READER
    return next((role for beginning, role in DOING if _under(path, beginning)), Role.EDITOR)


class Guard:
    """The middleware: turns away who may not, says who it is to those behind it, and what our pages may do.

    ``request.state.person`` is the name of the account that is signed in, ``None`` where none is needed;
    ``request.state.role`` is what they may do. ``names`` are those that we answer to beside loopback's; ``closed``
    wants accounts even where there are none, as anywhere but on loopback.
    """

    def __init__(self, app: ASGIApp, *, desk: Desk, names: Collection[str] = (), closed: bool = False) -> None:
        self._app, self._desk, self._closed = app, desk, closed
        self._names = frozenset(name.casefold() for name in (*LOOPBACK, *names))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope, receive)
        answer = self._turned_away(request) or await self._unknown(request) or self._app
        await answer(scope, receive, sent)

    def _turned_away(self, request: Request) -> Response | None:
        """What comes from somebody else's page, or is too much, whoever it is."""
        refused = _foreign(request, self._names) or _too_much(request)
        return PlainTextResponse(refused[1] + "\n", refused[0]) if refused else None

    async def _unknown(self, request: Request) -> Response | None:
        """Asks who it is, and turns away who may not do what is asked."""
        request.state.person, request.state.role = None, None
        wanted = needed(request.method, request.url.path)
        try:
            asked, person = await run_in_threadpool(self._known, request)
        except SecondsourceError as error:
            return refusal(request, 503, str(error))
        if not asked:
            request.state.role = Role.EDITOR
            return None
        if person:
            request.state.person, request.state.role = person.name, person.role
        if wanted is None or (person and person.role.may(wanted)):
            return None
        if person:
            return refusal(request, 403, f"this is for a {wanted}, and {person.name} is a {person.role}; ask an editor")
        return _sign_in_first(request)

    def _known(self, request: Request) -> tuple[bool, Person | None]:
        """Whether accounts are asked for, and whose this request is."""
        if not any_account(self._desk.folder, self._desk.now):
            return self._closed, None
        bearer = request.headers.get("authorization", "")
        with open_accounts(self._desk.folder, self._desk.now) as accounts:
            if bearer[:7].casefold() == "bearer ":
                # For programs alone: a token that could ask the pages for another token would never end.
                serves = request.method in SAFE or _under(request.url.path, "/api")
                return True, accounts.with_token(bearer[7:].strip()) if serves else None
            if request.url.path == ATOM and (token := request.query_params.get("token")):
                return True, accounts.with_token(token.strip()) if request.method in SAFE else None
            return True, accounts.in_session(secret) if (secret := session_of(request)) else None


def session_of(request: Request) -> str | None:
    """The secret of the session that a request names."""
    try:
        found = SimpleCookie(request.headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None


def _sign_in_first(request: Request) -> Response:
    if request.url.path.startswith("/api/") or request.url.path == ATOM or request.method not in SAFE:
        return refusal(request, 401, "sign in first, or send a token of yours", {"WWW-Authenticate": "Bearer"})
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?after={quote(asked, safe='')}", 303)


def _foreign(request: Request, names: Collection[str]) -> tuple[int, str] | None:
    host = request.headers.get("host", "")
    if _name(host).casefold() not in names:
        return 421, "this workbench does not answer by that name; open it as 127.0.0.1, or name it with serve --name"
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if request.method in SAFE:
        # A link from elsewhere may lead to us; a script from elsewhere may not even ask.
        asked_by_script = request.headers.get("sec-fetch-mode", "navigate") != "navigate"
        ours = site in (None, "same-origin", "none") or not asked_by_script
    elif site is not None:
        ours = site in ("same-origin", "none")
    else:
        # Browsers say where a request comes from; programs say nothing, but they have tokens and no cookie.
        ours = session_of(request) is None if origin is None else urlsplit(origin).netloc == host
    return None if ours else (403, "this was sent by a page of another site and was not done; use our own pages")


def _too_much(request: Request) -> tuple[int, str] | None:
    if request.method in SAFE:
        return None
    if request.method == "DELETE" and not {"content-length", "transfer-encoding"} & set(request.headers):
        return None  # which has no body, then
    size = request.headers.get("content-length", "")
    if not size.isdecimal() or "transfer-encoding" in request.headers:  # which would hold over the length
        return 411, "the request does not say how long it is; send Content-Length"
    if int(size[:20]) > LARGEST:
        return 413, f"more than {LARGEST:,} bytes; give a shorter report"
    return None


def _name(host: str) -> str:
    """The host without its port: ``[::1]:8000`` -> ``::1``."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] or host if host.count(":") == 1 else host


def _under(path: str, beginning: str) -> bool:
    return path == beginning or path.startswith(f"{beginning}/")
