"""A phone on the other side of Twilio: posts what Twilio posts, signed, and reads the answer."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

import requests


def direct() -> requests.Session:
    """A session that asks no proxy and no netrc of the environment."""
    session = requests.Session()
    session.trust_env = False
    return session


def signature(url: str, form: dict[str, str], token: str) -> str:
    """X-Twilio-Signature as Twilio documents it: HMAC-SHA1 over the URL and the sorted fields."""
    signed = url + "".join(name + form[name] for name in sorted(form))
    digest = hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


@dataclass
class Phone:
    """One sender on one channel, `whatsapp` or `sms`."""

    webhook: str
    signed_url: str
    token: str
    channel: str = "whatsapp"
    number: str = ""

    def __post_init__(self) -> None:
        self.number = self.number or f"+519{secrets.randbelow(10**8):08d}"

    def form(self, body: str, **fields: str) -> dict[str, str]:
        prefix = "whatsapp:" if self.channel == "whatsapp" else ""
        sid = "SM" + secrets.token_hex(16)
        form = {
            "MessageSid": sid,
            "SmsSid": sid,
            "AccountSid": "AC" + "0" * 32,
            "From": prefix + self.number,
            "To": prefix + "+5117000000",
            "Body": body,
            "NumMedia": "0",
            "NumSegments": "1",
        }
        if self.channel == "whatsapp":
            form |= {"ProfileName": "Prueba", "WaId": self.number.lstrip("+")}
        return form | fields

    def post(self, form: dict[str, str], token: str | None = None) -> requests.Response:
        headers = {"X-Twilio-Signature": signature(self.signed_url, form, token or self.token)}
        return direct().post(self.webhook, data=form, headers=headers, timeout=20)

    def say(self, body: str, **fields: str) -> str:
        """Send a message and return the text of the answer, empty where nothing is said."""
        answer = self.post(self.form(body, **fields))
        assert answer.status_code == 200, answer.text
        return spoken(answer.text)

    def pin(self, latitude: float, longitude: float) -> str:
        return self.say("", Latitude=str(latitude), Longitude=str(longitude))


def spoken(twiml: str) -> str:
    """The text of the one message that a TwiML answer holds; more than one is a fault."""
    messages = ElementTree.fromstring(twiml).findall("Message")
    assert len(messages) <= 1, twiml
    return "".join(messages[0].itertext()).strip() if messages else ""
