"""Servers on loopback that are told of changes: one for webhooks, one for mail, each as good or bad as a test wants."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class Posted:
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """Answers with ``status`` after ``pause`` seconds, and keeps what was posted."""

    status: int = 204
    headers: tuple[tuple[str, str], ...] = ()
    pause: float = 0.0
    posted: list[Posted] = field(default_factory=list)
    port: int = 0


@contextmanager
def receiving(tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.posted.append(Posted({name.lower(): value for name, value in self.headers.items()}, data))
            time.sleep(receiver.pause)
            self.send_response(receiver.status)
            for name, value in receiver.headers:
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda request, address: None  # type: ignore[method-assign] # a client that went away
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class MailServer:
    """A mail server that says as much as ours asks. ``replies`` take the place of its own, by command; ``drip`` is the
    pause between the letters of what it says."""

    tls: ssl.SSLContext | None = None
    at_once: bool = False
    replies: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    mails: list[bytes] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    port: int = 0

    def serve(self, connection: socket.socket) -> None:
        with suppress(OSError), ExitStack() as open_ones:
            self._talk(open_ones.enter_context(connection), open_ones)

    def _talk(self, connection: socket.socket, open_ones: ExitStack) -> None:
        if self.at_once and self.tls:
            connection = open_ones.enter_context(self.tls.wrap_socket(connection, server_side=True))
        self._say(connection, self.replies.get("CONNECT", "220 here"))
        lines = connection.makefile("rb")
        while line := lines.readline():
            command = line.decode().split()[0].upper()
            self.commands.append(line.decode().strip())
            offered = "250-here\r\n250-AUTH PLAIN\r\n" + ("250 STARTTLS" if self.tls else "250 HELP")
            usual = {"EHLO": offered, "STARTTLS": "220 go on", "DATA": "354 go on", "AUTH": "235 in", "QUIT": "221 bye"}
            said = self.replies.get(command, usual.get(command, "250 well"))
            self._say(connection, said)
            if command == "STARTTLS" and said.startswith("2") and self.tls:
                connection = open_ones.enter_context(self.tls.wrap_socket(connection, server_side=True))
                lines = connection.makefile("rb")
            elif command == "DATA" and said.startswith("3"):
                mail = b""
                while (part := lines.readline()) != b".\r\n":
                    mail += part
                self.mails.append(mail)
                self._say(connection, self.replies.get(".", "250 taken"))
            elif command == "QUIT":
                return

    def _say(self, connection: socket.socket, text: str) -> None:
        data = f"{text}\r\n".encode()
        for letter in [data] if not self.drip else [bytes((each,)) for each in data * 100]:
            connection.sendall(letter)
            time.sleep(self.drip)


@contextmanager
def mailing(**more: Any) -> Iterator[MailServer]:
    server = MailServer(**more)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server.port = listening.getsockname()[1]
        ended = threading.Event()

        def accept() -> None:
            while not ended.is_set():
                with suppress(OSError):
                    connection, _ = listening.accept()
                    threading.Thread(target=server.serve, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        try:
            yield server
        finally:
            ended.set()
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)


def certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate for a name or address, signed by itself, and a server's context with it."""
    file, key = folder / f"{name}.pem", folder / f"{name}.key"
    kind = "IP" if name[0].isdigit() else "DNS"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", str(key), "-out", str(file), "-days", "2", "-subj", f"/CN={name}"]
    subprocess.run([*command, "-addext", f"subjectAltName={kind}:{name}"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    return file, context
