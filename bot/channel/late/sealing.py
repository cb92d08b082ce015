"""Messages and numbers under Fernet, as they wait for their reply."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict

from cryptography.fernet import Fernet, InvalidToken

from bot.channel.inbound import Inbound, Pin

logger = logging.getLogger(__name__)


class Sealer:
    """Seals under the key of the outbound queue; what another key sealed cannot be opened."""

    def __init__(self, key: bytes) -> None:
        self._fernet = Fernet(key)

    def seal(self, message: Inbound) -> str:
        """A message, cleaned and masked as it is, with its number."""
        return self._fernet.encrypt(json.dumps(asdict(message)).encode()).decode()

    def message(self, sealed: str) -> Inbound | None:
        """The message, or None where another key sealed it."""
        opened = self._open(sealed)
        if opened is None:
            return None
        fields = json.loads(opened)
        pin = fields.pop("pin")
        return Inbound(**fields, pin=Pin(**pin) if pin else None)

    def seal_number(self, number: str) -> str:
        """A number alone."""
        return self._fernet.encrypt(number.encode()).decode()

    def number(self, sealed: str) -> str | None:
        """The number, or None where another key sealed it."""
        opened = self._open(sealed)
        return None if opened is None else opened.decode()

    def _open(self, sealed: str) -> bytes | None:
        try:
            return self._fernet.decrypt(sealed.encode())
        except InvalidToken:
            logger.warning("what was sealed under another key cannot be read")
            return None
