"""Word of changes: to each channel in their order, a message for each look, until its receiver has it or never will.

What is on its way is kept before it is sent and after it has arrived. A program that is killed in between sends the
same message once more, with the same id, by which a receiver knows it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from secondsource import record
from secondsource.watch.changes import Change, Delivery
from secondsource.watch.store import Watched

MOST = 100  # changes of one message
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(hours=6)  # between two attempts; each failure doubles it
ATTEMPTS = 20  # of one message: with these pauses three days, so that a weekend without the receiver loses nothing

Progress = Callable[[str], None]


class Undelivered(Exception):
    """The receiver does not have it, in one line; ``seconds`` is for how long it wants to be left alone."""

    def __init__(self, message: str, seconds: float = 0.0) -> None:
        super().__init__(message)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent at once. ``id`` is the same however often it is sent."""

    id: str
    changes: tuple[Change, ...]


class Channel(Protocol):
    """A way to somebody. ``send`` raises ``Undelivered``."""

    name: str

    def send(self, message: Message) -> None: ...


def deliver(
    watched: Watched,
    channels: Sequence[Channel],
    now: Callable[[], datetime],
    *,
    progress: Progress = lambda line: None,
) -> None:
    """Sends each channel what it has not had, where its time has come."""
    for channel in channels:
        before = watched.delivery(channel.name)
        if before.next_attempt is not None and before.next_attempt > now():
            continue
        waiting = watched.changes(before.delivered, MOST)
        changes = tuple(each for each in waiting if before.until is None or each.number <= before.until)
        if changes:
            _send(watched, channel, before, changes, now, progress)


def _send(
    watched: Watched,
    channel: Channel,
    before: Delivery,
    changes: tuple[Change, ...],
    now: Callable[[], datetime],
    progress: Progress,
) -> None:
    attempts = before.attempts + 1
    underway = replace(before, until=changes[-1].number, attempts=attempts, next_attempt=now() + pause(attempts))
    if not watched.delivering(before, underway):
        return  # another program sends it
    try:
        channel.send(Message(_id(changes), changes))
    except Undelivered as error:
        progress(f"{channel.name}: {_not_taken(watched, underway, changes, error, now())}")
    else:
        watched.delivering(underway, _after(underway, changes))


def _not_taken(
    watched: Watched, underway: Delivery, changes: tuple[Change, ...], error: Undelivered, now: datetime
) -> str:
    """Keeps what is to be done about a message that was not taken, and says it."""
    if underway.attempts >= ATTEMPTS:
        which = f"changes {changes[0].number} to {changes[-1].number}" if changes[1:] else f"change {changes[0].number}"
        given_up = f"{which} given up on {now:%Y-%m-%d} after {underway.attempts} attempts ({error})"
        watched.delivering(underway, replace(_after(underway, changes), given_up=given_up))
        return f"{given_up}; what changes from then on is sent"
    later = now + max(pause(underway.attempts), timedelta(seconds=min(error.seconds, LONGEST.total_seconds())))
    watched.delivering(underway, replace(underway, next_attempt=later, trouble=str(error)))
    return f"{error}; trying again at {later:%H:%M}"


def _after(underway: Delivery, changes: tuple[Change, ...]) -> Delivery:
    """How far a channel is once these changes need not be sent any more."""
    return Delivery(underway.channel, changes[-1].number, given_up=underway.given_up)


def pause(attempts: int) -> timedelta:
    """Until the next attempt after so many that failed."""
    return min(LONGEST, SHORTEST * int(2 ** min(attempts - 1, 10)))


def _id(changes: Sequence[Change]) -> str:
    whole = "\n".join(map(record.dumps, changes))
    return f"changes-{changes[0].number}-{changes[-1].number}-{hashlib.sha256(whole.encode()).hexdigest()[:16]}"


# --- what a webhook is sent ------------------------------------------------------------------------------------


def body(message: Message) -> bytes:
    """The message as JSON, for programs: the changes in the data format."""
    data = {"type": "changes", "id": message.id, "changes": record.to_json(message.changes)}
    return json.dumps(data, ensure_ascii=False).encode()


def signature(key: str, message: str, moment: int, data: bytes) -> str:
    """What proves that ``data`` comes from whoever has the key, as Standard Webhooks has it: ``v1,`` and the
    HMAC-SHA256 of the message's id, the moment in seconds and the data, with full stops between, in base 64.

    A key that begins with ``whsec_`` is base 64 from there on; any other is taken as it is.
    """
    signed = b".".join((message.encode(), str(moment).encode(), data))
    return "v1," + base64.b64encode(hmac.digest(_key(key), signed, "sha256")).decode()


def _key(key: str) -> bytes:
    if key.startswith("whsec_"):
        try:
            return base64.b64decode(key.removeprefix("whsec_"), validate=True)
        except binascii.Error:
            pass
    return key.encode()
