"""Where replies wait that are sent by REST."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, String, Table, Text

from bot.channel.schema import METADATA

# To be sent; perhaps sent; sent. Of the last only Twilio's name for it is left.
READY, SENDING, SENT = "ready", "sending", "sent"
LATE = Table(
    "late_replies",
    METADATA,
    Column("sender", String(64), primary_key=True),
    Column("message_sid", String(64), primary_key=True),
    Column("channel", String(16), nullable=False),
    # The number under Fernet (AES-128-CBC and HMAC-SHA256).
    Column("sealed", Text, nullable=False),
    Column("reply", Text, nullable=False),
    # A Content template and its variables as JSON, or null for plain text.
    Column("content", Text),
    Column("state", String(8), nullable=False),
    # Unix seconds; until `due_at` nobody touches the row.
    Column("received_at", Float, nullable=False),
    Column("due_at", Float, nullable=False, index=True),
    Column("sending_since", Float),
    Column("expires_at", Float, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("twilio_sid", String(64)),
)
