"""A real server on loopback that speaks the chat protocol of OpenAI as far as it is asked, for the tests alone."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MOST = 200  # requests that a test may make before the server says so


@dataclass
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def rules(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def prompt(self) -> str:
        return str(self.body["messages"][1]["content"])

    def text(self, name: str) -> str:
        """What stands in the fence of that name; there must be just one."""
        if f"<{name} " not in self.prompt:
            return ""
        (found,) = re.findall(rf"^<{name} (\w+)>\n(.*)\n</{name} \1>$", self.prompt, re.MULTILINE)
        return str(found[1])


@dataclass
class ModelServer:
    """Where it listens, and all that it was asked. ``released`` ends every wait of a slow answer."""

    address: str
    asked: list[Asked] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)


Handler = BaseHTTPRequestHandler
Behaviour = Callable[[Handler, Asked], None]


@contextmanager
def serving(behave: Behaviour) -> Iterator[ModelServer]:
    """A server that answers each request as ``behave`` does."""

    class Chat(BaseHTTPRequestHandler):
        timeout = 5.0

        def do_POST(self) -> None:
            data = self.rfile.read(min(int(self.headers["Content-Length"]), 1_000_000))
            asked = Asked(self.path, dict(self.headers.items()), json.loads(data))
            served.asked.append(asked)
            try:
                if len(served.asked) > MOST:
                    self.send_error(508)
                else:
                    behave(self, asked)
            except (BrokenPipeError, ConnectionResetError):
                pass  # whoever asked has gone away, which some tests are about

        def do_GET(self) -> None:
            served.asked.append(Asked(self.path, dict(self.headers.items()), {}))
            self.send_error(405)

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Chat)
    server.daemon_threads = True
    served = ModelServer(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        served.released.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def send(handler: Handler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def completion(content: Any) -> bytes:
    """A completion whose message is this, as JSON unless it is text already."""
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return json.dumps({"id": "c1", "object": "chat.completion", "model": "m", "choices": [choice]}).encode()


def says(stance: str, quote: Callable[[str], str] = lambda passage: passage) -> Behaviour:
    """Answers every question about a passage with one stance, quoting it; and finds that statements have no parts."""

    def behave(handler: Handler, asked: Asked) -> None:
        passage = asked.text("passage")
        send(handler, completion({"quotation": quote(passage), "stance": stance} if passage else {"parts": []}))

    return behave


def splits(*parts: str, stance: str = "discusses") -> Behaviour:
    """Splits every statement it is asked about in the same way."""

    def behave(handler: Handler, asked: Asked) -> None:
        about_a_passage = {"quotation": asked.text("passage"), "stance": stance}
        send(handler, completion(about_a_passage if asked.text("passage") else {"parts": parts}))

    return behave
