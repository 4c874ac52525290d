"""Signing in and out, one's own account with its tokens, and everybody's accounts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from secondsource.errors import InputError
from secondsource.workbench.access import COOKIE, session_of
from secondsource.workbench.accounts import Role, any_account, open_accounts
from secondsource.workbench.limits import Rate
from secondsource.workbench.replies import TheDesk, page

router = APIRouter()

_OURS = re.compile(r"/(?![/\\])[!-~]*")  # a place of this workbench, and of no other
_WAIT = "too many tries to sign in; wait a few minutes"


@dataclass(frozen=True)
class _Tries:
    """Failures to sign in within five minutes: under one name from one address, and from one address."""

    one: Rate = field(default_factory=lambda: Rate(5, 300))
    address: Rate = field(default_factory=lambda: Rate(30, 300))


def _tries(request: Request) -> _Tries:
    state = request.app.state
    if not hasattr(state, "tries"):
        state.tries = _Tries()
    found: _Tries = state.tries
    return found


@router.get("/sign-in")
def sign_in_page(request: Request, desk: TheDesk, after: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    if not any_account(desk.folder, desk.now) or request.state.person:
        return RedirectResponse(_ours(after), 303)
    return page("sign_in.html", after=_ours(after), refused=False)


@router.post("/sign-in")
def sign_in(
    request: Request,
    desk: TheDesk,
    name: Annotated[str, Form(max_length=100)] = "",
    password: Annotated[str, Form()] = "",
    after: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """A new session, with a secret of its own; the one before it ends."""
    tries, address = _tries(request), request.client.host if request.client else ""
    name = name.strip().casefold()
    tries.address.check(address, _WAIT)
    tries.one.check(f"{address} {name}", _WAIT)
    with open_accounts(desk.folder, desk.now) as accounts:
        secret = accounts.sign_in(name, password)
        if secret is None:
            tries.address.count(address)
            tries.one.count(f"{address} {name}")
            return page("sign_in.html", status=401, after=_ours(after), refused=True)
        tries.one.forget(f"{address} {name}")
        if before := session_of(request):
            accounts.sign_out(before)
    answer = RedirectResponse(_ours(after), 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, secret, httponly=True, samesite="strict", secure=secure)
    return answer


@router.post("/sign-out")
def sign_out(request: Request, desk: TheDesk) -> Response:
    if secret := session_of(request):
        with open_accounts(desk.folder, desk.now) as accounts:
            accounts.sign_out(secret)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


# --- one's own -------------------------------------------------------------------------------------------------


@router.get("/account")
def account(request: Request, desk: TheDesk) -> Response:
    return _account(request, desk)


@router.post("/account/tokens")
def make_token(
    request: Request,
    desk: TheDesk,
    purpose: Annotated[str, Form(max_length=100)] = "",
    role: Annotated[Role, Form()] = Role.READER,
    days: Annotated[int, Form(ge=1, le=365)] = 90,
) -> Response:
    """The page with the new token, which no other page shows again."""
    with open_accounts(desk.folder, desk.now) as accounts:
        secret = accounts.make_token(_signed_in(request), purpose, role, days)
    return _account(request, desk, made=secret)


@router.post("/account/tokens/{number}/revoke")
def revoke(request: Request, desk: TheDesk, number: int) -> Response:
    with open_accounts(desk.folder, desk.now) as accounts:
        accounts.revoke(_signed_in(request), number)
    return RedirectResponse("/account", 303)


@router.post("/account/password")
def change_password(
    request: Request,
    desk: TheDesk,
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
) -> Response:
    """Ends all sessions and tokens of the account, this session too."""
    name = _signed_in(request)
    tries = _tries(request)
    tries.one.check(f"password {name}", _WAIT)
    with open_accounts(desk.folder, desk.now) as accounts:
        if accounts.sign_in(name, old) is None:
            tries.one.count(f"password {name}")
            raise InputError("that is not the password you have; nothing was changed")
        accounts.set_password(name, new)
    return RedirectResponse("/sign-in", 303)


def _account(request: Request, desk: TheDesk, made: str | None = None) -> Response:
    if (name := request.state.person) is None:
        return page("account.html", person=None)
    with open_accounts(desk.folder, desk.now) as accounts:
        person, tokens = accounts.person(name), accounts.tokens(name)
    roles = [role for role in Role if person.role.may(role)]
    return page("account.html", person=person, tokens=tokens, made=made, roles=roles, now=desk.now(), Role=Role)


def _signed_in(request: Request) -> str:
    if (name := request.state.person) is None:
        raise InputError("there are no accounts; make the first with secondsource accounts add NAME --role editor")
    return str(name)


# --- everybody's -----------------------------------------------------------------------------------------------


@router.get("/accounts")
def accounts_page(request: Request, desk: TheDesk) -> Response:
    _signed_in(request)
    with open_accounts(desk.folder, desk.now) as accounts:
        return page("accounts.html", people=accounts.all(), roles=list(Role), me=request.state.person)


@router.post("/accounts")
def add(
    request: Request,
    desk: TheDesk,
    name: Annotated[str, Form(max_length=100)] = "",
    password: Annotated[str, Form()] = "",
    role: Annotated[Role, Form()] = Role.READER,
) -> Response:
    _signed_in(request)
    with open_accounts(desk.folder, desk.now) as accounts:
        accounts.add(name.strip().casefold(), password, role)
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/{name}/role")
def set_role(request: Request, desk: TheDesk, name: str, role: Annotated[Role, Form()]) -> Response:
    _signed_in(request)
    with open_accounts(desk.folder, desk.now) as accounts:
        accounts.set_role(name, role)
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/{name}/remove")
def remove(request: Request, desk: TheDesk, name: str) -> Response:
    if name == _signed_in(request):
        raise InputError("nobody removes their own account; ask another editor")
    with open_accounts(desk.folder, desk.now) as accounts:
        accounts.remove(name)
    return RedirectResponse("/accounts", 303)


def _ours(place: str) -> str:
    return place if _OURS.fullmatch(place) else "/"
