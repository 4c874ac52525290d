"""The channels that are set up, for word of changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from secondsource.errors import InputError
from secondsource.settings import Mail, Notify, variable
from secondsource.watch.mail import Mailer
from secondsource.watch.notify import Channel
from secondsource.watch.webhook import Webhook

_HERE = ("127.0.0.1", "localhost", "::1")


def channels(notify: Notify, now: Callable[[], datetime]) -> tuple[Channel, ...]:
    """Those that are set. Raises ``InputError`` for one that is set by half."""
    made: list[Channel] = []
    if notify.webhook:
        if not notify.webhook_key:
            raise InputError(f"notify.webhook needs a key to sign with; set {variable('notify.webhook_key')}")
        made.append(Webhook(notify.webhook, notify.webhook_key, now))
    if notify.mail.server:
        _require_whole(notify.mail)
        made.append(Mailer(notify.mail, notify.workbench))
    return tuple(made)


def _require_whole(mail: Mail) -> None:
    if not (mail.sender and mail.to):
        raise InputError(
            "notify.mail.server is set, but not from and to whom; set notify.mail.sender and notify.mail.to"
        )
    if mail.user and not mail.password:
        raise InputError(f"notify.mail.user is set without a password; set {variable('notify.mail.password')}")
    if mail.security == "none" and (mail.server or "").partition(":")[0] not in _HERE:
        raise InputError(
            "notify.mail.security is none, which is for a server on this machine; set starttls or tls for any other"
        )
