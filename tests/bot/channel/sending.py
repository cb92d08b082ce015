"""What tests of late replies share: the key, our numbers, and a look into the store."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from tests.bot.channel.twilio_server import FakeTwilio

KEY = Fernet.generate_key()
SENDERS = {"whatsapp": "+5117000000", "sms": "+5117000001"}


def release(folder: Path) -> None:
    (folder / "hold").unlink()


def rows(folder: Path, table: str = "late_replies") -> list[dict[str, Any]]:
    with sqlite3.connect(folder / "channel.sqlite", timeout=20) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]


def bodies(twilio: FakeTwilio) -> list[str]:
    return [message["body"] for message in twilio.taken]


def all_sent(folder: Path) -> bool:
    return bool(rows(folder)) and all(row["state"] == "sent" for row in rows(folder))
