"""What Twilio posts besides messages: reports on sent ones, and opt-outs that it has answered."""

from __future__ import annotations

import pytest

from tests.bot.channel.running import SMS, WHATSAPP, Running, spoken


def report(status: str, to: str = WHATSAPP, **fields: str) -> dict[str, str]:
    """A status callback, with the fields that Twilio documents."""
    sid = "SM" + "5" * 32
    form = {
        "AccountSid": "AC" + "0" * 32,
        "ApiVersion": "2010-04-01",
        "From": "whatsapp:+5117000000" if to.startswith("whatsapp:") else "+5117000001",
        "MessageSid": sid,
        "MessageStatus": status,
        "SmsSid": sid,
        "SmsStatus": status,
        "To": to,
    }
    return {**form, **fields}


@pytest.mark.parametrize(
    "status",
    ["accepted", "scheduled", "queued", "sending", "sent", "delivered", "undelivered", "failed",
     "read", "canceled", "partially_delivered", "something new"],
)  # fmt: skip
def test_a_report_is_taken_with_204_and_reaches_nobody(bot: Running, status: str) -> None:
    answer = bot.post(report(status, EventType=status.upper(), ChannelPrefix="whatsapp"))
    assert (answer.status_code, answer.content) == (204, b"")
    assert bot.agent.turns == []


@pytest.mark.parametrize("left_out", ["MessageStatus", "SmsStatus"])
def test_either_name_of_the_state_is_enough(bot: Running, left_out: str) -> None:
    form = report("delivered")
    del form[left_out]
    assert bot.post(form).status_code == 204


def test_reports_are_taken_while_the_assistant_loads(bot: Running) -> None:
    bot.agent.ready = False
    assert bot.post(report("sent")).status_code == 204


def test_a_report_without_twilios_signature_is_refused(bot: Running) -> None:
    forged = report("failed", ErrorCode="21610")
    assert bot.post(forged, **{"X-Twilio-Signature": "bm8="}).status_code == 403
    assert bot.say("hola")


def test_a_message_that_comes_in_is_no_report(bot: Running) -> None:
    assert bot.say("hola", SmsStatus="received") == "Escuché: hola"


@pytest.mark.parametrize(("to", "other"), [(WHATSAPP, SMS), (SMS, WHATSAPP)])
def test_a_report_of_21610_silences_that_number_on_that_channel(
    bot: Running, to: str, other: str
) -> None:
    failed = report("failed", to, ErrorCode="21610", ErrorMessage="unsubscribed recipient")
    assert bot.post(failed).status_code == 204
    assert bot.say("hola", to) == "" and bot.say("hola", other)
    assert bot.say("ALTA", to) and bot.say("hola", to)


@pytest.mark.parametrize("code", ["", "30003", "63016", "not a number"])
def test_other_errors_silence_nobody(bot: Running, code: str) -> None:
    assert bot.post(report("undelivered", ErrorCode=code)).status_code == 204
    assert bot.say("hola")


def test_what_twilio_has_answered_itself_is_kept_and_not_answered_again(bot: Running) -> None:
    assert bot.say("STOP", SMS, OptOutType="STOP") == ""
    assert bot.say("hola", SMS) == ""
    assert bot.say("mi esposo me pega", SMS)
    assert bot.say("START", SMS, OptOutType="START") == ""
    assert bot.say("hola", SMS)


def test_help_that_twilio_has_given_changes_nothing(bot: Running) -> None:
    assert bot.say("HELP", SMS, OptOutType="HELP") == ""
    assert bot.agent.turns == []
    assert bot.say("hola", SMS)


def test_a_repeated_opt_out_is_answered_empty_again(bot: Running) -> None:
    form = bot.form("baja", SMS, OptOutType="STOP")
    assert spoken(bot.post(form)) == spoken(bot.post(form)) == ""
    assert bot.say("hola", SMS) == ""
