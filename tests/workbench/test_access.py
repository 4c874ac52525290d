"""Who may sign in, for how long, and who may do what."""

import re
import stat
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from secondsource.cli import main
from secondsource.errors import InputError
from secondsource.library import Library
from secondsource.workbench.access import COOKIE
from secondsource.workbench.accounts import ABSOLUTE, IDLE, Role, accounts_file, any_account, open_accounts
from secondsource.workbench.app import create_app
from secondsource.workbench.server import serve

PASSWORD = "a ferry ran aground"
SITE = "https://desk.example"
OURS = {"sec-fetch-site": "same-origin"}


class Clock:
    def __init__(self):
        self.time = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

    def __call__(self):
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def library(tmp_path):
    Library.open(tmp_path / "library", create=True).close()
    return tmp_path / "library"


@pytest.fixture
def people(library, clock):
    with open_accounts(library, clock) as accounts:
        for role in Role:
            accounts.add(f"{role}-1", PASSWORD, role)
    return library


@pytest.fixture
def client(people, clock):
    app = create_app(people, now=clock, names=["desk.example"], closed=True)
    with TestClient(app, base_url=SITE, follow_redirects=False) as client:
        client.headers.update(OURS)
        yield client


def sign_in(client, name, password=PASSWORD, **more):
    return client.post("/sign-in", data={"name": name, "password": password, **more})


# --- the file --------------------------------------------------------------------------------------------------


def test_what_is_kept_lets_nobody_in_and_is_for_its_owner_alone(people, clock):
    with open_accounts(people, clock) as accounts:
        session = accounts.sign_in("editor-1", PASSWORD)
        token = accounts.make_token("editor-1", "wire", Role.READER, 30)
    kept = accounts_file(people).read_bytes()
    assert not any(secret.encode() in kept for secret in (PASSWORD, session, token))
    assert b"$argon2id$" in kept
    assert stat.S_IMODE(accounts_file(people).stat().st_mode) == 0o600


def test_looking_for_accounts_makes_none(library, clock):
    assert not any_account(library, clock)
    assert not accounts_file(library).exists()


@pytest.mark.parametrize("name", ["", "../x", "a b", "-a", "Ada", "a" * 65, "a\n", "é"])
def test_a_name_is_plain(people, clock, name):
    with open_accounts(people, clock) as accounts, pytest.raises(InputError):
        accounts.add(name, PASSWORD, Role.READER)


@pytest.mark.parametrize("password", ["", "eleven char", "x" * 1001])
def test_a_password_is_neither_short_nor_endless(people, clock, password):
    with open_accounts(people, clock) as accounts, pytest.raises(InputError):
        accounts.add("ada", password, Role.READER)


def test_a_session_ends_unused_and_in_the_end(people, clock):
    with open_accounts(people, clock) as accounts:
        unused = accounts.sign_in("reader-1", PASSWORD)
        used = accounts.sign_in("reader-1", PASSWORD)
        end = clock.time + ABSOLUTE
        clock.time += IDLE - timedelta(minutes=1)
        assert accounts.in_session(used).name == "reader-1"
        clock.time += timedelta(minutes=1)
        assert accounts.in_session(unused) is None
        while clock.time < end:
            assert accounts.in_session(used)
            clock.time += timedelta(hours=1)
        assert accounts.in_session(used) is None


def test_a_token_ends_and_is_revoked_and_never_does_more_than_its_account(people, clock):
    with open_accounts(people, clock) as accounts:
        token = accounts.make_token("reviewer-1", "wire", Role.REVIEWER, 30)
        other = accounts.make_token("reviewer-1", "", Role.READER, 30)
        assert accounts.with_token(token).role is Role.REVIEWER
        accounts.set_role("reviewer-1", Role.READER)
        assert accounts.with_token(token).role is Role.READER
        accounts.revoke("reviewer-1", accounts.tokens("reviewer-1")[0].number)
        assert accounts.with_token(other) is None
        clock.time += timedelta(days=30)
        assert accounts.with_token(token) is None
        with pytest.raises(InputError):
            accounts.make_token("reader-1", "", Role.EDITOR, 30)


def test_a_new_password_and_removal_end_everything(people, clock):
    with open_accounts(people, clock) as accounts:
        for end in (lambda: accounts.set_password("reader-1", "another long one"), lambda: accounts.remove("reader-1")):
            password = PASSWORD if accounts.sign_in("reader-1", PASSWORD) else "another long one"
            session, token = accounts.sign_in("reader-1", password), accounts.make_token("reader-1", "", Role.READER, 9)
            assert accounts.in_session(session)
            end()
            assert accounts.in_session(session) is None
            assert accounts.with_token(token) is None


def test_an_editor_remains(people, clock):
    with open_accounts(people, clock) as accounts:
        for lose in (lambda: accounts.remove("editor-1"), lambda: accounts.set_role("editor-1", Role.READER)):
            with pytest.raises(InputError, match="the only editor"):
                lose()
        accounts.remove("reader-1")
        accounts.remove("reviewer-1")
        accounts.remove("editor-1")  # who removes the only account wants none
        assert accounts.all() == ()


# --- signing in ------------------------------------------------------------------------------------------------


def test_signing_in_gives_a_new_cookie_that_scripts_and_other_sites_do_not_get(client):
    first = sign_in(client, "reader-1", after="/articles?q=x")
    assert (first.status_code, first.headers["location"]) == (303, "/articles?q=x")
    said = first.headers["set-cookie"].casefold()
    assert all(part in said for part in ("httponly", "samesite=strict", "secure", "path=/"))
    before = client.cookies[COOKIE]
    sign_in(client, "editor-1")
    assert client.cookies[COOKIE] != before


def test_the_session_before_ends_with_a_new_one_and_any_with_signing_out(client, people, clock):
    sign_in(client, "reader-1")
    before = client.cookies[COOKIE]
    sign_in(client, "editor-1")
    after = client.cookies[COOKIE]
    client.post("/sign-out")
    with open_accounts(people, clock) as accounts:
        assert accounts.in_session(before) is None
        assert accounts.in_session(after) is None
    assert client.get("/").headers["location"].startswith("/sign-in")


@pytest.mark.parametrize(
    "place", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/a\r\nb"]
)
def test_signing_in_leads_to_no_other_site(client, place):
    assert sign_in(client, "reader-1", after=place).headers["location"] == "/"


def test_wrong_names_and_passwords_get_one_answer_and_soon_none(client):
    answers = [sign_in(client, name, "not the password") for name in ("reader-1", "nobody")]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].text == answers[1].text
    for _ in range(4):
        sign_in(client, "reader-1", "not the password")
    refused = sign_in(client, "reader-1")  # also with the right one
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 300
    assert sign_in(client, "editor-1").status_code == 303


def test_a_name_that_nobody_has_costs_a_hash_too(client, monkeypatch):
    hashed = []
    from argon2 import PasswordHasher

    real = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda self, *given: hashed.append(1) or real(self, *given))
    sign_in(client, "nobody", "not the password")
    assert hashed == [1]


# --- who may do what -------------------------------------------------------------------------------------------


def operations(app):
    """Method and path of everything that can be asked, with some value for what varies."""
    found = set()
    for path, route in walk(app.routes):
        filled = re.sub(r"\{[^}]*\}", "1", path)
        found |= {(method, filled) for method in getattr(route, "methods", None) or {"GET"}}
    assert {("POST", "/api/submissions"), ("POST", "/submissions"), ("GET", "/api/openapi.json")} <= found
    return sorted(found)


def walk(routes, prefix=""):
    for route in routes:
        if (inner := getattr(route, "original_router", None)) is not None:  # newer FastAPIs keep routers whole
            yield from walk(inner.routes, prefix + route.include_context.prefix)
        else:
            yield prefix + route.path, route


OPEN = {("GET", "/sign-in"), ("POST", "/sign-in"), ("GET", "/static")}
FOR_READERS = {"/sign-out", "/account/tokens", "/account/tokens/1/revoke", "/account/password"}
FOR_REVIEWERS = {"/submissions", "/api/submissions", "/submissions/1/follow"}
FOR_REVIEWERS |= {"/follows", "/follows/1/remove", "/api/follows", "/api/follows/1"}


def test_who_has_not_signed_in_gets_nowhere(client):
    asked = operations(client.app)
    assert len(asked) > 15
    for method, path in asked:
        if (method, path) not in OPEN:
            answer = client.request(method, path)
            led = answer.status_code == 303 and answer.headers["location"].startswith("/sign-in?after=")
            assert led or answer.status_code == 401, (method, path)


@pytest.mark.parametrize(("role", "allowed"), [("reader", FOR_READERS), ("reviewer", FOR_READERS | FOR_REVIEWERS)])
def test_who_may_not_is_refused_whatever_changes_anything(client, role, allowed):
    for method, path in operations(client.app):
        if method in ("GET", "HEAD", "OPTIONS") or (method, path) in OPEN or path in allowed:
            continue
        sign_in(client, f"{role}-1")
        assert client.request(method, path).status_code == 403 or decides(role, path), (method, path)


def decides(role, path):
    return role == "reviewer" and path.startswith(
        ("/submissions/", "/api/submissions/", "/decisions", "/api/decisions")
    )


def test_each_role_can_do_what_it_is_for(client):
    report = {"text": "Ferry ran aground\n\nA ferry ran aground near Lundvik on Sunday, Ada Holm said.\n"}
    answers = {}
    for role in Role:
        sign_in(client, f"{role}-1")
        answers[role] = [
            client.get("/").status_code,
            client.post("/submissions", data=report).status_code,
            client.get("/accounts").status_code,
        ]
    assert answers == {"reader": [200, 403, 403], "reviewer": [200, 303, 403], "editor": [200, 303, 200]}


def test_a_token_serves_programs_under_api_alone(client):
    sign_in(client, "reviewer-1")
    page = client.post("/account/tokens", data={"purpose": "<b>wire", "role": "reviewer", "days": "30"}).text
    secret = re.search(r"ss_[\w-]+", page)[0]
    again = client.get("/account").text
    assert secret not in again
    assert "&lt;b&gt;wire" in again
    client.cookies.clear()
    bearer = {"authorization": f"Bearer {secret}"}
    assert client.post("/api/submissions", json={"text": "Ferry aground."}, headers=bearer).status_code == 202
    assert client.post("/account/tokens", data={"role": "reader"}, headers=bearer).status_code == 401
    assert client.get("/api/submissions", headers={"authorization": "Bearer ss_wrong"}).status_code == 401


def test_an_editor_looks_after_the_accounts(client, people, clock):
    sign_in(client, "editor-1")
    assert client.post("/accounts", data={"name": "ada", "password": PASSWORD, "role": "reader"}).status_code == 303
    assert client.post("/accounts/ada/role", data={"role": "reviewer"}).status_code == 303
    assert "ada" in client.get("/accounts").text
    assert client.post("/accounts/editor-1/remove").status_code == 422
    assert client.post("/accounts/ada/remove").status_code == 303
    with open_accounts(people, clock) as accounts:
        assert [person.name for person in accounts.all()] == ["editor-1", "reader-1", "reviewer-1"]


def test_a_password_is_changed_by_who_knows_the_old_one(client):
    sign_in(client, "reader-1")
    change = {"old": "not the password", "new": "another long one"}
    assert client.post("/account/password", data=change).status_code == 422
    assert client.post("/account/password", data={**change, "old": PASSWORD}).status_code == 303
    assert client.get("/").status_code == 303
    assert sign_in(client, "reader-1").status_code == 401
    assert sign_in(client, "reader-1", "another long one").status_code == 303


# --- forged requests and other names ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {},  # a browser always says; who comes with a cookie and says nothing is not believed
    ],
)
def test_a_session_is_no_use_to_other_pages(client, headers):
    sign_in(client, "editor-1")
    del client.headers["sec-fetch-site"]
    answer = client.post("/accounts", data={"name": "eve", "password": PASSWORD, "role": "editor"}, headers=headers)
    assert answer.status_code == 403
    assert client.post("/sign-out", headers={"origin": SITE}).status_code == 303


def test_scripts_of_other_pages_may_not_even_look(client):
    foreign = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert client.get("/submissions/1/progress", headers=foreign).status_code == 403
    assert client.get("/sign-in", headers={**foreign, "sec-fetch-mode": "navigate"}).status_code == 200


def test_only_the_names_that_were_set_are_answered(client):
    assert client.get("/sign-in", headers={"host": "DESK.example:443"}).status_code == 200
    assert client.get("/sign-in", headers={"host": "evil.example"}).status_code == 421


def test_a_length_that_would_not_hold_is_refused(client):
    sign_in(client, "editor-1")
    answer = client.post(
        "/submissions", headers={"transfer-encoding": "chunked", "content-length": "3"}, content=b"x=1"
    )
    assert answer.status_code == 411


# --- where it listens, and the command line --------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "desk.example"])
def test_elsewhere_it_listens_only_with_accounts(library, host):
    with pytest.raises(InputError, match="secondsource accounts add NAME --role editor"):
        serve(library, host=host)


def test_on_loopback_it_is_open_until_there_is_an_account(library, clock):
    with TestClient(create_app(library, now=clock), base_url="http://127.0.0.1", follow_redirects=False) as client:
        assert client.get("/").status_code == 200
        assert "open to the person at this machine" in client.get("/account").text
        with open_accounts(library, clock) as accounts:
            accounts.add("ada", PASSWORD, Role.EDITOR)
        assert client.get("/").status_code == 303
        assert client.get("/api/submissions").status_code == 401


def test_closed_stays_closed_when_the_accounts_are_gone(people, clock):
    app = create_app(people, now=clock, names=["desk.example"], closed=True)
    with TestClient(app, base_url=SITE, follow_redirects=False) as client:
        accounts_file(people).unlink()
        assert client.get("/api/submissions").status_code == 401


def test_the_command_line_keeps_accounts(library, monkeypatch, capsys):
    import io

    def run(*arguments, given=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        code = main(["accounts", *arguments, "--library", str(library)])
        return code, capsys.readouterr()

    assert run("add", "Ada", "--role", "editor", given=f"{PASSWORD}\n")[0] == 0
    assert run("add", "bo", given="short\n")[0] == 2
    assert "ada  editor" in run("list")[1].out
    assert '"role": "editor"' in run("list", "--json")[1].out
    token = run("token", "ada", "--role", "reviewer", "--for", "wire")[1].out.strip()
    assert run("password", "ada", given="another long one\n")[0] == 0
    with open_accounts(library, lambda: datetime.now(UTC)) as accounts:
        assert accounts.with_token(token) is None
        assert accounts.sign_in("ada", "another long one")
    code, said = run("password", "eve", given="another long one\n")
    assert (code, "no account of the name 'eve'" in said.err) == (2, True)
    assert run("remove", "ada")[0] == 0
    assert run("list")[1].out == ""
