"""What Twilio posts besides messages: what became of one that was sent, and its own opt-outs.

Field names: Twilio's guides on status callbacks and on the parameter OptOutType of Advanced
Opt-Out.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.channel import metrics

# Twilio's code for a number that asked not to be written to.
UNSUBSCRIBED = 21610
OPT_OUT, OPT_IN, HELP = "STOP", "START", "HELP"
# A message that comes in is "received"; these are the states of one that goes out.
OUTGOING = frozenset(
    {"accepted", "scheduled", "queued", "sending", "sent", "delivered", "undelivered", "failed",
     "read", "canceled", "partially_delivered"}
)  # fmt: skip


def status_of(form: Mapping[str, str]) -> str:
    """The state of an outgoing message that a post reports, "" where it reports none."""
    for name in ("MessageStatus", "SmsStatus"):
        status = form.get(name, "").strip().lower()
        if status in OUTGOING or (status and name == "MessageStatus" and status != "received"):
            return status
    return ""


def unsubscribed_number(form: Mapping[str, str]) -> tuple[str, str] | None:
    """Channel and number of a person who, says a callback, asked Twilio for silence."""
    status = status_of(form)
    metrics.CALLBACKS.labels(status if status in OUTGOING else "other").inc()
    if form.get("ErrorCode", "").strip() != str(UNSUBSCRIBED):
        return None
    return address(form.get("To", ""))


def address(sender: str) -> tuple[str, str]:
    """Channel and bare number of an address as Twilio writes it."""
    channel = "whatsapp" if sender.startswith("whatsapp:") else "sms"
    return channel, sender.removeprefix("whatsapp:")


def opt_out_type(form: Mapping[str, str]) -> str:
    """What Twilio's Advanced Opt-Out has taken a message for and answered, "" for nothing."""
    kind = form.get("OptOutType", "").strip().upper()
    return kind if kind in (OPT_OUT, OPT_IN, HELP) else ""
