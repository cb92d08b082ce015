"""Sends messages through Twilio's REST API, and looks up what was sent."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from bot.channel.callbacks import UNSUBSCRIBED

logger = logging.getLogger(__name__)

TIMEOUT_S = 10.0
SERVER_FAULT = 500
# Too many requests, or a token that is being changed: what an operator mends loses no reply.
FOR_A_WHILE = frozenset({401, 403, 404, 408, 429})
# Twilio's clock and ours; and how far back a list is read at most.
SKEW_S, MOST_LISTED = 120.0, 400


class NotSent(Exception):
    """Twilio took no message."""


class TryAgain(NotSent):
    """Twilio took no message for now; it may be sent another time."""


class Unsubscribed(NotSent):
    """The person has asked Twilio for silence (error 21610)."""


class Unknown(Exception):
    """The connection broke after the message may have been taken."""


class Fault(Unknown):
    """A fault of Twilio's own (5xx)."""


@dataclass(frozen=True)
class Sent:
    """A message that Twilio has taken from us."""

    sid: str
    body: str


class TwilioSender:
    """Writes to people from the numbers of `senders`, by channel.

    `waits_s` are the pauses before each further try of `send` after a fault of Twilio's.
    """

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        senders: Mapping[str, str],
        api_url: str,
        waits_s: tuple[float, ...] = (2.0, 10.0),
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        # It logs addresses and headers of every request.
        logging.getLogger("twilio.http_client").setLevel(logging.WARNING)
        http = TwilioHttpClient(timeout=timeout_s)
        self._client = Client(account_sid, auth_token, http_client=http)
        self._client.api.base_url = api_url
        self._senders, self._waits_s = senders, waits_s

    def send(self, channel: str, number: str, text: str) -> None:
        """Send a text, with some patience for faults of Twilio's; raise NotSent or Unknown."""
        for wait_s in (*self._waits_s, None):
            try:
                self.send_once(channel, number, text)
                return
            except (TryAgain, Fault):
                if wait_s is None:
                    raise NotSent from None
            time.sleep(wait_s)

    def send_once(
        self,
        channel: str,
        number: str,
        text: str,
        content_sid: str = "",
        variables: Mapping[str, str] | None = None,
    ) -> str:
        """Send a text, or a Content template with its variables; return Twilio's name for it.

        Raises NotSent or Unknown; their kinds say what may be done next.
        """
        said = {"body": text}
        if content_sid:
            said = {"content_sid": content_sid, "content_variables": json.dumps(variables or {})}
        ours, theirs = self._addresses(channel, number)
        try:
            message = self._client.messages.create(to=theirs, from_=ours, **said)
        except TwilioRestException as error:
            raise _meaning(error) from None
        except requests.ConnectTimeout:
            raise TryAgain from None
        except (requests.RequestException, TwilioException, ValueError) as error:
            logger.warning("Twilio gave no answer: %s", type(error).__name__)
            raise Unknown from None
        return str(message.sid)

    def sent_since(self, channel: str, number: str, since: float) -> list[Sent]:
        """What was sent to a number by REST since a Unix time, the newest first.

        Read without Twilio's filter by date, which leaves out what is still queued there. Raises
        Unknown where Twilio does not tell.
        """
        ours, theirs = self._addresses(channel, number)
        found = []
        try:
            for message in self._client.messages.stream(
                to=theirs, from_=ours, limit=MOST_LISTED, page_size=50
            ):
                made = message.date_created
                if made is not None and made.timestamp() < since - SKEW_S:
                    break
                if message.direction == "outbound-api":
                    found.append(Sent(str(message.sid), message.body or ""))
        except (requests.RequestException, TwilioException, ValueError) as error:
            logger.warning("Twilio did not tell what it sent: %s", type(error).__name__)
            raise Unknown from None
        return found

    def _addresses(self, channel: str, number: str) -> tuple[str, str]:
        prefix = "whatsapp:" if channel == "whatsapp" else ""
        return prefix + self._senders[channel], prefix + number


def _meaning(error: TwilioRestException) -> NotSent | Unknown:
    logger.warning("Twilio refused a message: status %s, code %s", error.status, error.code)
    if error.code == UNSUBSCRIBED:
        return Unsubscribed()
    if error.status in FOR_A_WHILE:
        return TryAgain()
    return Fault() if error.status >= SERVER_FAULT else NotSent()
