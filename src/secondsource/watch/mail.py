"""Mails of changes, through the user's own server: one of the files that open a connection.

Plain text, a mail for each look and not for each statement. Whatever an article says is words in it and nothing else.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from secondsource.dossier.harmless import harmless
from secondsource.settings import Mail
from secondsource.watch.changes import Change
from secondsource.watch.notify import Message, Undelivered

WAIT = 20.0  # seconds for each thing that the server has to say
LONGEST = 60.0  # and for all of it
PORTS = {"starttls": 587, "tls": 465, "none": 25}


class Mailer:
    """The channel ``mail``. ``workbench`` is the address for links, if there is one."""

    name = "mail"

    def __init__(self, mail: Mail, workbench: str | None = None) -> None:
        host, _, port = (mail.server or "").partition(":")
        self._mail, self._workbench = mail, workbench
        self._host, self._port = host, int(port or PORTS[mail.security])

    def send(self, message: Message) -> None:
        """Sends it to everybody who is set. Raises ``Undelivered`` unless the server takes it for all of them."""
        mail = compose(message, self._mail.sender or "", self._mail.to, self._workbench)
        try:
            with self._server() as server:
                if self._mail.user:
                    server.login(self._mail.user, self._mail.password or "")
                refused = server.send_message(mail)
        except smtplib.SMTPAuthenticationError:
            said = "the mail server refused the sign-in; check notify.mail.user and SECONDSOURCE_NOTIFY_MAIL_PASSWORD"
            raise Undelivered(said) from None
        except smtplib.SMTPNotSupportedError:
            raise Undelivered("the mail server offers no STARTTLS or no sign-in; check notify.mail.security") from None
        except ssl.SSLCertVerificationError as error:
            raise Undelivered(f"the certificate of {self._host} is not good: {error.verify_message}") from None
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0][:150]
            raise Undelivered(f"the mail server did not take it ({reason})") from None
        if refused:
            raise Undelivered(f"the mail server refused {', '.join(sorted(refused))}")

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        context = ssl.create_default_context()
        server: _Plain | _Secure
        if self._mail.security == "tls":
            server = _Secure(self._host, self._port, timeout=WAIT, context=context)
        else:
            server = _Plain(self._host, self._port, timeout=WAIT)
        try:
            if self._mail.security == "starttls":
                server.starttls(context=context)
            yield server
            with suppress(smtplib.SMTPException, OSError):
                server.quit()  # it has the mail, whatever it says to this
        finally:
            server.ending.cancel()
            server.close()


class _Cut:
    """A conversation that is cut off when its time is over: a byte now and then does not keep it open."""

    ending: threading.Timer
    sock: socket.socket | None

    def _get_socket(self, *arguments: Any) -> socket.socket:
        made: socket.socket = super()._get_socket(*arguments)  # type: ignore[misc]
        self.ending = threading.Timer(LONGEST, self._cut)
        self.ending.daemon = True
        self.ending.start()
        return made

    def _cut(self) -> None:
        with suppress(OSError):
            if self.sock is not None:
                self.sock.shutdown(socket.SHUT_RDWR)


class _Plain(_Cut, smtplib.SMTP):
    pass


class _Secure(_Cut, smtplib.SMTP_SSL):
    pass


# --- what it says ----------------------------------------------------------------------------------------------


def compose(message: Message, sender: str, to: tuple[str, ...], workbench: str | None = None) -> EmailMessage:
    """The mail of a message; the same message gives the same mail."""
    moved = sum(_moved(change) for change in message.changes)
    count = len(message.changes)
    told = f"{count} change{'s' if count > 1 else ''}"
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, ", ".join(to)
    mail["Subject"] = f"Secondsource: {told}" + (f", {moved} of a verdict" if moved else "")
    mail["Date"] = format_datetime(message.changes[-1].at)
    mail["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("\n\n".join((f"{told} in what is followed.", *(_told(c, workbench) for c in message.changes))))
    return mail


def _told(change: Change, workbench: str | None) -> str:
    lines = [f"{change.number}. {harmless(change.message)}"]
    if change.text:
        lines.append(f"   {harmless(change.text)}")
    if workbench:
        place = f"/statements/{quote(change.statement, safe='')}" if change.statement else ""
        lines.append(f"   {workbench}/follows/{change.follow}{place}")
    return "\n".join(lines)


def _moved(change: Change) -> bool:
    return change.statement is not None and change.verdict != change.verdict_before
