"""One question to a language model's server. Beside ``intake/fetch.py`` the one file that opens a connection.

The address is the user's own, so it may lie on this machine or network, which ``fetch`` refuses. All else is stricter:
no redirect is followed, because the key and the texts would go along; a key goes in the clear to no public address; and
what the server says about itself is never shown, because some repeat the key in it. Size and total time are bounded.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from urllib.parse import urlsplit

import httpcore
import httpx

from secondsource.errors import FetchError
from secondsource.intake.addresses import is_public
from secondsource.intake.fetch import GuardedTransport, addresses_of

LARGEST = 200_000  # bytes of an answer; what is asked for takes a few hundred

_HINTS = {
    400: "the model may not take a system message, a JSON schema, a temperature or a seed",
    401: "check SECONDSOURCE_LLM_KEY",
    403: "check SECONDSOURCE_LLM_KEY",
    404: "check the address and the name of the model",
    429: "it is over its limit; try again later",
}


class Unanswered(Exception):
    """No answer came. The message says why, and goes into a ``Failure``."""


class Server:
    """A server that speaks OpenAI's protocol, below ``/v1`` where its address has no path."""

    def __init__(self, address: str, key: str | None = None) -> None:
        base = address if urlsplit(address).path.strip("/") else f"{address.rstrip('/')}/v1"
        self._url = httpx.URL(f"{base.rstrip('/')}/chat/completions")
        self._key = key
        # The user's own certificates count here (SSL_CERT_FILE), as they do not for addresses from articles.
        self._transport = GuardedTransport(tls=httpx.create_ssl_context())

    def answer(self, question: bytes, seconds: float) -> bytes:
        """What the server answers to a request in JSON. Raises ``Unanswered``, after ``seconds`` at the latest."""
        deadline = time.monotonic() + seconds
        try:
            addresses = addresses_of(self._url, deadline=deadline)
            with httpx.Client(transport=self._transport, trust_env=False, follow_redirects=False) as client:
                response = client.send(self._request(client, question, addresses, deadline), stream=True)
                try:
                    return _body(response, deadline)
                finally:
                    response.close()
        except (httpx.TimeoutException, httpcore.TimeoutException):
            raise Unanswered(f"the server did not answer within {seconds:.0f} s") from None
        except FetchError as error:
            raise Unanswered(str(error)) from None
        except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, OSError):
            raise Unanswered("the server cannot be reached, or broke off; is it running?") from None

    def _request(
        self, client: httpx.Client, question: bytes, addresses: Sequence[str], deadline: float
    ) -> httpx.Request:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        if self._key:
            if self._url.scheme == "http" and any(is_public(address) for address in addresses):
                raise Unanswered("a key is not sent over http to a public address; give its https address")
            headers["Authorization"] = f"Bearer {self._key}"
        left = max(0.01, deadline - time.monotonic())
        extensions = {
            "addresses": tuple(addresses),
            "deadline": deadline,
            "timeout": dict.fromkeys(("connect", "read", "write", "pool"), left),
        }
        return client.build_request("POST", self._url, content=question, headers=headers, extensions=extensions)


def _body(response: httpx.Response, deadline: float) -> bytes:
    if response.is_redirect:
        raise Unanswered("the server redirects, which is not followed; give the address it leads to")
    if response.status_code != 200:
        hint = _HINTS.get(response.status_code, "look into its log")
        raise Unanswered(f"the server answered {response.status_code}; {hint}")
    data = bytearray()
    for piece in response.iter_raw():  # unpacked nowhere, since nothing packed was asked for
        data += piece
        if len(data) > LARGEST:
            raise Unanswered(f"the server's answer has more than {LARGEST:,} bytes")
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("the time is over")
    return bytes(data)
