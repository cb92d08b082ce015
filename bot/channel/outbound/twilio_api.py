"""Sends a message through Twilio's REST API, once."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping

import requests
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

logger = logging.getLogger(__name__)

TIMEOUT_S = 10.0
SERVER_FAULT = 500


class NotSent(Exception):
    """Twilio took no message; it may be sent another time."""


class Unknown(Exception):
    """The connection broke after the message may have been taken: it must not be sent again."""


class TwilioSender:
    """Writes to people from the numbers of `senders`, by channel.

    `waits_s` are the pauses before each further try after a fault of Twilio's.
    """

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        senders: Mapping[str, str],
        api_url: str,
        waits_s: tuple[float, ...] = (2.0, 10.0),
    ) -> None:
        # It logs addresses and headers of every request.
        logging.getLogger("twilio.http_client").setLevel(logging.WARNING)
        http = TwilioHttpClient(timeout=TIMEOUT_S)
        self._client = Client(account_sid, auth_token, http_client=http)
        self._client.api.base_url = api_url
        self._senders, self._waits_s = senders, waits_s

    def send(self, channel: str, number: str, text: str) -> None:
        """Send a text; raise NotSent or Unknown."""
        for wait_s in (*self._waits_s, None):
            try:
                self._try(channel, number, text)
                return
            except TwilioRestException as error:
                logger.warning("Twilio refused a message: status %s, code %s", error.status,
                               error.code)  # fmt: skip
                if error.status < SERVER_FAULT or wait_s is None:
                    raise NotSent from None
            except requests.ConnectTimeout:
                raise NotSent from None
            except requests.RequestException as error:
                logger.warning("Twilio gave no answer: %s", type(error).__name__)
                raise Unknown from None
            time.sleep(wait_s)

    def _try(self, channel: str, number: str, text: str) -> None:
        prefix = "whatsapp:" if channel == "whatsapp" else ""
        self._client.messages.create(
            to=prefix + number, from_=prefix + self._senders[channel], body=text
        )
