"""Posts changes to an address that the user has set: one of the files that open a connection.

The address is the user's own, so it may lie on this machine or network. No redirect is followed, since the changes
would go along, and to a public address they do not go in the clear.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

import httpcore
import httpx

from secondsource.errors import FetchError
from secondsource.gather.web import seconds_stated
from secondsource.intake.addresses import is_public
from secondsource.intake.fetch import AGENT, GuardedTransport, Resolve, addresses_of, resolve_name
from secondsource.watch.notify import Message, Undelivered, body, signature

LONGEST = 20.0  # seconds in total: name, connection, answer


class Webhook:
    """The channel ``webhook``. ``now`` is the clock of signatures; ``resolve`` replaces the name server in tests."""

    name = "webhook"

    def __init__(self, address: str, key: str, now: Callable[[], datetime], *, resolve: Resolve = resolve_name) -> None:
        self._url, self._key, self._now, self._resolve = httpx.URL(address), key, now, resolve

    def send(self, message: Message) -> None:
        """Posts it once. Anything but an answer of 200 to 299 within the time raises ``Undelivered``."""
        deadline = time.monotonic() + LONGEST
        try:
            # The user's own certificates count here (SSL_CERT_FILE), as they do not for addresses from articles.
            transport = GuardedTransport(tls=httpx.create_ssl_context())
            with httpx.Client(transport=transport, trust_env=False, follow_redirects=False) as client:
                response = client.send(self._request(client, message, deadline), stream=True)
                try:
                    self._require_accepted(response)
                finally:
                    response.close()
        except (httpx.TimeoutException, httpcore.TimeoutException):
            raise Undelivered(f"the server did not answer within {LONGEST:.0f} s") from None
        except FetchError as error:
            raise Undelivered(str(error)) from None
        except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0][:100]
            raise Undelivered(f"the server cannot be reached, or broke off ({reason})") from None

    def _request(self, client: httpx.Client, message: Message, deadline: float) -> httpx.Request:
        addresses = tuple(addresses_of(self._url, self._resolve, deadline=deadline))
        if self._url.scheme == "http" and any(is_public(address) for address in addresses):
            raise Undelivered("changes are not sent over http to a public address; set its https address")
        data, moment = body(message), int(self._now().timestamp())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": AGENT,
            "webhook-id": message.id,
            "webhook-timestamp": str(moment),
            "webhook-signature": signature(self._key, message.id, moment, data),
        }
        left = max(0.01, deadline - time.monotonic())
        extensions = {
            "addresses": addresses,
            "deadline": deadline,
            "timeout": dict.fromkeys(("connect", "read", "write", "pool"), left),
        }
        return client.build_request("POST", self._url, content=data, headers=headers, extensions=extensions)

    def _require_accepted(self, response: httpx.Response) -> None:
        if response.is_success:
            return
        if response.is_redirect:
            raise Undelivered("the server redirects, which is not followed; set the address it leads to")
        asked = response.headers.get("retry-after")
        seconds = (seconds_stated(asked, self._now()) if asked else None) or 0.0
        raise Undelivered(f"the server answered {response.status_code}", seconds)
