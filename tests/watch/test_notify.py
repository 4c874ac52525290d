"""Word of changes arrives, whole and in order, whatever the receiver does; it is signed, plain, and set by the user."""

import base64
import email
import email.policy
import hashlib
import hmac
import json
import shutil
import time
from datetime import timedelta
from pathlib import Path

import pytest

from secondsource.errors import InputError
from secondsource.settings import Mail, Notify
from secondsource.watch import Cause, Change, mail, webhook
from secondsource.watch.channels import channels
from secondsource.watch.mail import Mailer
from secondsource.watch.notify import (
    ATTEMPTS,
    LONGEST,
    MOST,
    SHORTEST,
    Message,
    Undelivered,
    deliver,
    pause,
    signature,
)
from secondsource.watch.store import Watched, open_watched
from secondsource.watch.webhook import Webhook

from .news import NOW
from .receivers import certificate, mailing, receiving

KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
CHANGE = Change(
    0,
    NOW,
    3,
    "r",
    (Cause.DENIAL,),
    "supported -> conflicting: A ferry ran aground. (denial; Fjord Post)",
    "abc/0-10",
    "A ferry ran aground.",
    "supported",
    "conflicting",
)
HOSTILE = "supported -> refuted: x\r\nBcc: all@outlet.example\r\n\r\n<b>bold</b> \x1b[2J\u202e (denial; y)"
MESSAGE = Message("changes-1-1-x", (CHANGE,))
needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")


class Kept:
    """A channel that keeps what it is sent, or refuses it as long as ``refusals`` last."""

    name = "kept"

    def __init__(self, refusals=0, seconds=0.0):
        self.refusals, self.seconds, self.tried, self.had = refusals, seconds, [], []

    def send(self, message):
        self.tried.append(message)
        if self.refusals:
            self.refusals -= 1
            raise Undelivered("it would not", self.seconds)
        self.had.append(message)


@pytest.fixture
def changed(watched):
    def changed(number=1, **more):
        with watched._db:
            return tuple(watched._append(CHANGE) for _ in range(number))

    return changed


def numbers(messages):
    return [[change.number for change in message.changes] for message in messages]


# --- in order, whole, once -------------------------------------------------------------------------------------


def test_a_new_channel_is_told_of_what_changes_from_then_on_in_one_message_for_a_look(watched, changed, clock):
    channel = Kept()
    changed(2)
    deliver(watched, [channel], clock)
    assert channel.tried == []
    changed(3)
    deliver(watched, [channel], clock)
    deliver(watched, [channel], clock)
    assert numbers(channel.had) == [[3, 4, 5]]


def test_what_was_not_taken_is_sent_again_later_and_later_the_same_as_before(watched, changed, clock, folder):
    channel = Kept(refusals=3)
    watched.delivery(channel.name)
    changed(2)
    for attempt in (1, 2, 3):
        deliver(watched, [channel], clock)
        changed()  # which waits for the next message
        deliver(watched, [channel], clock)
        assert len(channel.tried) == attempt
        with open_watched(folder) as other:  # as after a restart
            kept = other.delivery(channel.name)
        assert (kept.delivered, kept.attempts, kept.trouble) == (0, attempt, "it would not")
        assert kept.next_attempt == clock() + pause(attempt)
        clock.time = kept.next_attempt
    deliver(watched, [channel], clock)
    deliver(watched, [channel], clock)
    assert numbers(channel.had) == [[1, 2], [3, 4, 5]]
    assert len({message.id for message in channel.tried[:4]}) == 1
    assert watched.delivery(channel.name).trouble is None


def test_pauses_grow_and_end_growing():
    assert [pause(1), pause(2), pause(40)] == [SHORTEST, 2 * SHORTEST, LONGEST]


def test_a_message_that_is_never_taken_is_given_up_and_later_changes_are_sent(watched, changed, clock):
    channel, said, began = Kept(refusals=ATTEMPTS), [], clock()
    watched.delivery(channel.name)
    changed(2)
    for _ in range(ATTEMPTS):
        assert watched.delivery(channel.name).given_up is None
        deliver(watched, [channel], clock, progress=said.append)
        changed() if len(channel.tried) == 1 else None
        clock.time = watched.delivery(channel.name).next_attempt or clock.time
    given_up = f"changes 1 to 2 given up on {clock():%Y-%m-%d} after {ATTEMPTS} attempts (it would not)"
    assert said[-1] == f"kept: {given_up}; what changes from then on is sent"
    assert timedelta(days=2) < clock() - began < timedelta(days=3)
    assert channel.had == []
    deliver(watched, [channel], clock)
    assert numbers(channel.had) == [[3]]
    kept = watched.delivery(channel.name)
    assert (kept.delivered, kept.attempts, kept.trouble, kept.given_up) == (3, 0, None, given_up)
    assert [change.number for change in watched.changes()] == [1, 2, 3]


def test_a_receiver_that_asks_for_patience_has_it(watched, changed, clock):
    channel = Kept(refusals=1, seconds=7200)
    watched.delivery(channel.name)
    changed()
    deliver(watched, [channel], clock)
    assert watched.delivery(channel.name).next_attempt == clock() + timedelta(hours=2)


def test_one_channel_does_not_wait_for_another(watched, changed, clock):
    bad, good = Kept(refusals=9), Kept()
    bad.name = "bad"
    for channel in (bad, good):
        watched.delivery(channel.name)
    changed()
    deliver(watched, [bad, good], clock)
    assert numbers(good.had) == [[1]]


def test_more_than_a_message_holds_comes_in_several(watched, changed, clock):
    channel = Kept()
    watched.delivery(channel.name)
    changed(MOST + 1)
    deliver(watched, [channel], clock)
    deliver(watched, [channel], clock)
    assert [len(message.changes) for message in channel.had] == [MOST, 1]


def test_what_is_killed_while_it_sends_sends_the_same_once_more(watched, changed, clock, folder):
    class Killed(Kept):
        def send(self, message):
            super().send(message)
            raise KeyboardInterrupt

    watched.delivery(Kept.name)
    changed(2)
    killed, next_one = Killed(), Kept()
    with pytest.raises(KeyboardInterrupt):
        deliver(watched, [killed], clock)
    changed()
    other = Watched(folder)
    deliver(other, [next_one], clock)
    assert next_one.tried == []
    clock.time += SHORTEST
    deliver(other, [next_one], clock)
    other.close()
    assert next_one.had == killed.had


def test_two_programs_do_not_send_the_same(watched, changed, clock, folder):
    other, theirs = Watched(folder), Kept()

    class Slow(Kept):
        def send(self, message):
            deliver(other, [theirs], clock)
            super().send(message)

    ours = Slow()
    watched.delivery(ours.name)
    changed()
    deliver(watched, [ours], clock)
    other.close()
    assert (numbers(ours.had), theirs.tried) == ([[1]], [])


# --- webhook ---------------------------------------------------------------------------------------------------


def test_a_signature_is_that_of_the_published_example():
    """Of Standard Webhooks: any of its libraries will check ours."""
    signed = signature(KEY, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_webhook_is_posted_signed_json(clock):
    with receiving() as receiver:
        Webhook(f"http://127.0.0.1:{receiver.port}/changes", "plain-key", clock).send(MESSAGE)
    (posted,) = receiver.posted
    told = json.loads(posted.body)
    assert (told["type"], told["id"]) == ("changes", MESSAGE.id)
    assert told["changes"][0]["verdict_before"] == "supported"
    signed = f"{MESSAGE.id}.{int(NOW.timestamp())}.".encode() + posted.body
    expected = base64.b64encode(hmac.digest(b"plain-key", signed, hashlib.sha256)).decode()
    assert posted.headers["webhook-signature"] == f"v1,{expected}"
    assert posted.headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert posted.headers["webhook-id"] == MESSAGE.id
    assert posted.headers["content-type"] == "application/json"


def test_the_check_in_the_document_takes_ours_and_nothing_else(clock):
    with receiving() as receiver:
        Webhook(f"http://127.0.0.1:{receiver.port}/", KEY, clock).send(MESSAGE)
    (posted,), names = receiver.posted, {}
    document = (Path(__file__).parents[2] / "docs" / "watching.md").read_text(encoding="utf-8")
    exec(document.partition("```python\n")[2].partition("```")[0], names)
    is_ours, now = names["is_ours"], NOW.timestamp()
    assert is_ours(KEY, posted.headers, posted.body, now)
    assert not is_ours("another key", posted.headers, posted.body, now)
    assert not is_ours(KEY, posted.headers, posted.body + b" ", now)
    assert not is_ours(KEY, posted.headers | {"webhook-id": "another"}, posted.body, now)
    assert not is_ours(KEY, posted.headers, posted.body, now + 301)


@pytest.mark.parametrize("status", [301, 400, 404, 410, 429, 500, 503])
def test_whatever_is_not_taken_is_undelivered(clock, status):
    with receiving() as receiver:
        receiver.status = status
        receiver.headers = (("Retry-After", "90"), ("Location", f"http://127.0.0.1:{receiver.port}/elsewhere"))
        with pytest.raises(Undelivered, match="redirects" if status == 301 else f"answered {status}") as refused:
            Webhook(f"http://127.0.0.1:{receiver.port}/", "k", clock).send(MESSAGE)
    assert len(receiver.posted) == 1
    assert refused.value.seconds == (0 if status == 301 else 90)


def test_a_slow_receiver_and_one_that_is_not_there_are_undelivered(clock, monkeypatch):
    monkeypatch.setattr(webhook, "LONGEST", 1.0)
    with receiving() as receiver:
        receiver.pause = 5
        began = time.monotonic()
        with pytest.raises(Undelivered, match="did not answer within 1 s"):
            Webhook(f"http://127.0.0.1:{receiver.port}/", "k", clock).send(MESSAGE)
        assert time.monotonic() - began < 4
    with pytest.raises(Undelivered, match="cannot be reached"):
        Webhook(f"http://127.0.0.1:{receiver.port}/", "k", clock).send(MESSAGE)


@needs_openssl
def test_a_certificate_has_to_be_good(clock, tmp_path, monkeypatch):
    file, context = certificate(tmp_path, "127.0.0.1")
    with receiving(context) as receiver:
        channel = Webhook(f"https://127.0.0.1:{receiver.port}/", "k", clock)
        with pytest.raises(Undelivered, match="certificate"):
            channel.send(MESSAGE)
        assert receiver.posted == []
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        channel.send(MESSAGE)
        assert len(receiver.posted) == 1
        with pytest.raises(Undelivered, match="certificate"):
            named = Webhook(f"https://desk.example:{receiver.port}/", "k", clock, resolve=lambda *_: ("127.0.0.1",))
            named.send(MESSAGE)


def test_changes_do_not_go_in_the_clear_to_others(clock):
    public = Webhook("http://desk.example/", "k", clock, resolve=lambda *_: ("93.184.216.34",))
    with pytest.raises(Undelivered, match="not sent over http to a public address"):
        public.send(MESSAGE)


# --- mail ------------------------------------------------------------------------------------------------------


def mailer(server, **more):
    given = {"security": "none", "sender": "watch@outlet.example", "to": ("ada@outlet.example", "ben@outlet.example")}
    return Mailer(Mail(server=f"127.0.0.1:{server.port}", **(given | more)), "https://verify.outlet.example")


def read(data):
    return email.message_from_bytes(data, policy=email.policy.default)


def test_a_mail_is_plain_text_for_a_whole_look(clock):
    with mailing() as server:
        mailer(server).send(Message("changes-1-2-x", (CHANGE, CHANGE)))
    (told,) = map(read, server.mails)
    assert told["Subject"] == "Secondsource: 2 changes, 2 of a verdict"
    assert told["To"] == "ada@outlet.example, ben@outlet.example"
    assert told["Message-ID"] == "<changes-1-2-x@outlet.example>"
    assert told.get_content_type() == "text/plain"
    text = told.get_content()
    assert "supported -> conflicting: A ferry ran aground. (denial; Fjord Post)" in text
    assert "https://verify.outlet.example/follows/3/statements/abc%2F0-10" in text
    named = [line.casefold() for line in server.commands if line.casefold().startswith("rcpt")]
    assert named == ["rcpt to:<ada@outlet.example>", "rcpt to:<ben@outlet.example>"]


def test_what_an_article_says_adds_no_header_and_steers_nothing():
    hostile = Change(1, NOW, 3, "r", (Cause.DENIAL,), HOSTILE, "s", HOSTILE, "supported", "refuted")
    made = mail.compose(Message("m", (hostile,)), "watch@outlet.example", ("ada@outlet.example",))
    told = read(made.as_bytes())
    assert told["Bcc"] is None
    assert "\x1b" not in told.get_content()
    assert "\u202e" not in told.get_content()
    assert "<b>bold</b>" in told.get_content()
    assert not told.is_multipart()


@needs_openssl
def test_mail_goes_over_tls_with_a_good_certificate_alone(tmp_path, monkeypatch):
    file, context = certificate(tmp_path, "127.0.0.1")
    for security, at_once in (("starttls", False), ("tls", True)):
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        with mailing(tls=context, at_once=at_once) as server:
            channel = mailer(server, security=security, user="desk", password="secret")
            with pytest.raises(Undelivered, match=r"certificate of 127\.0\.0\.1 is not good"):
                channel.send(MESSAGE)
            assert not any(line.startswith("AUTH") for line in server.commands)
            monkeypatch.setenv("SSL_CERT_FILE", str(file))
            channel.send(MESSAGE)
            assert len(server.mails) == 1
            assert any(line.startswith("AUTH PLAIN") for line in server.commands)


def test_no_mail_goes_without_tls_where_it_was_wanted():
    with mailing() as server, pytest.raises(Undelivered, match="offers no STARTTLS"):
        mailer(server, security="starttls", user="desk", password="secret").send(MESSAGE)
    assert server.mails == []
    assert not any(line.startswith("AUTH") for line in server.commands)


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        ({"CONNECT": "554 go away"}, "did not take it"),
        ({"AUTH": "535 no"}, "refused the sign-in; check notify.mail.user"),
        ({"MAIL": "451 later"}, "did not take it"),
        ({"RCPT": "550 nobody"}, "did not take it"),
        ({"DATA": "452 full"}, "did not take it"),
        ({".": "554 spam"}, "did not take it"),
    ],
)
def test_a_mail_that_is_refused_is_undelivered(replies, said):
    with mailing(replies=replies) as server, pytest.raises(Undelivered, match=said) as refused:
        mailer(server, user="desk", password="secret").send(MESSAGE)
    assert "\n" not in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_mail_server_that_speaks_a_letter_at_a_time_is_cut_off(monkeypatch):
    monkeypatch.setattr(mail, "LONGEST", 1.0)
    began = time.monotonic()
    with mailing(drip=0.2) as server, pytest.raises(Undelivered):
        mailer(server).send(MESSAGE)
    assert time.monotonic() - began < 10


def test_a_mail_server_that_is_not_there_is_said():
    with mailing() as server:
        pass
    with pytest.raises(Undelivered, match="did not take it"):
        mailer(server).send(MESSAGE)


# --- what has to be set ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notify", "said"),
    [
        (Notify(webhook="https://desk.example/"), "SECONDSOURCE_NOTIFY_WEBHOOK_KEY"),
        (Notify(mail=Mail(server="smtp.example")), "notify.mail.sender and notify.mail.to"),
        (Notify(mail=Mail(server="smtp.example", sender="a@b.example", to=("c@d.example",), user="x")), "_PASSWORD"),
        (Notify(mail=Mail("smtp.example", "none", sender="a@b.example", to=("c@d.example",))), "starttls or tls"),
    ],
)
def test_a_channel_that_is_set_by_half_is_refused_in_one_line(clock, notify, said):
    with pytest.raises(InputError, match=said) as refused:
        channels(notify, clock)
    assert "\n" not in str(refused.value)


def test_nothing_is_sent_unless_it_is_set(clock):
    assert channels(Notify(), clock) == ()
    whole = Notify(
        webhook="https://desk.example/",
        webhook_key="k",
        mail=Mail("smtp.example", sender="a@b.example", to=("c@d.example",)),
    )
    assert [channel.name for channel in channels(whole, clock)] == ["webhook", "mail"]
