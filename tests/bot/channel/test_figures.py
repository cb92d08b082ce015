"""What Prometheus reads of the bot says what people did, and names none of them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import requests
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from bot.channel import gauges, metrics
from bot.channel.late.queue import LateQueue
from bot.channel.outbound.queue import OutboundQueue
from bot.channel.replies_store import RepliesStore
from tests.bot.channel.running import SMS, WHATSAPP, Running

HUANTA = {"place": "Huanta, Ayacucho", "place_id": "0504010001", "location": None}
HUAMANGA = {"place": "Huamanga, Ayacucho", "place_id": "0501", "location": None}
PUNO = {"place": "Puno, Puno", "place_id": "210101", "location": None}
KEY = b"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="


def figures(bot: Running) -> Callable[..., float]:
    """A reader of what `/metrics` shows just now."""
    text = requests.get(f"{bot.address}/webhooks/twilio/metrics", timeout=10).text
    samples = [one for family in text_string_to_metric_families(text) for one in family.samples]

    def read(name: str, **labels: str) -> float:
        fitting = [
            one for one in samples if one.name == name and labels.items() <= one.labels.items()
        ]
        assert fitting, (name, labels)
        return sum(one.value for one in fitting)

    return read


def test_a_conversation_counts_once_in_a_department(bot: Running) -> None:
    bot.agent.slots = {"huanta": HUANTA, "huamanga": HUAMANGA, "puno": PUNO}
    name = "techhub_conversations_by_department_total"
    before = figures(bot)
    for sender, text in (
        (WHATSAPP, "huanta"), (WHATSAPP, "puno"), (WHATSAPP, "huamanga"), (SMS, "huanta"),
    ):  # fmt: skip
        bot.say(text, sender)
    after = figures(bot)
    risen = {
        department: after(name, department=department) - before(name, department=department)
        for department in ("Ayacucho", "Puno", "Cusco")
    }
    assert risen == {"Ayacucho": 2, "Puno": 1, "Cusco": 0}
    assert len(set(metrics.DEPARTMENTS.values())) == 26


def test_a_pin_is_counted_as_a_pin_and_as_no_department(bot: Running) -> None:
    where = {"latitude": -12.94, "longitude": -74.25}
    bot.agent.slots = {"aquí": {"place": None, "place_id": None, "location": where}}
    before = figures(bot)
    bot.say("aquí")
    after = figures(bot)
    name = "techhub_conversations_by_department_total"
    assert after(name) - before(name) == 1
    assert after(name, department="pin") - before(name, department="pin") == 1


def test_silence_and_its_end_count_once_each(bot: Running) -> None:
    before = figures(bot)
    for text in ("STOP", "STOP", "START", "START"):
        bot.say(text)
    after = figures(bot)
    assert after("techhub_opt_outs_total") - before("techhub_opt_outs_total") == 1
    assert after("techhub_opt_ins_total") - before("techhub_opt_ins_total") == 1


def test_an_apology_is_counted_by_what_failed(bot: Running) -> None:
    before = figures(bot)
    bot.agent.fault = RuntimeError("the model is broken")
    bot.say("hola")
    bot.agent.fault = None
    after = figures(bot)
    name = "techhub_turn_failures_total"
    risen = [
        after(name, reason=reason) - before(name, reason=reason) for reason in metrics.APOLOGIES
    ]
    assert sum(risen) == 1
    assert after(name, reason="error") - before(name, reason="error") == 1


def test_a_message_that_no_turn_could_be_taken_for_is_counted(bot: Running) -> None:
    before = figures(bot)

    def broken(*_: object) -> None:
        raise RuntimeError("the store is away")

    bot.agent.tracker_store.retrieve = broken
    bot.say("hola")
    after = figures(bot)
    name = "techhub_turn_failures_total"
    risen = [
        after(name, reason=reason) - before(name, reason=reason) for reason in metrics.APOLOGIES
    ]
    assert sum(risen) >= 1


def test_turns_are_counted_by_language(bot: Running) -> None:
    bot.agent.slots = {"good morning friends": {"language": "en"}}
    before = figures(bot)
    bot.say("good morning friends")
    after = figures(bot)
    name = "techhub_turns_by_language_total"
    assert after(name, language="en") - before(name, language="en") == 1


def test_what_may_be_counted_stands_at_zero_from_the_start(bot: Running) -> None:
    read = figures(bot)
    for reason in metrics.APOLOGIES:
        assert read("techhub_turn_failures_total", reason=reason) >= 0
    assert read("techhub_late_replies_total", outcome="given_up") >= 0
    assert read("techhub_twilio_callbacks_total", status="undelivered") >= 0
    assert read("techhub_turns_total", act=metrics.OUT_OF_SCOPE, channel="sms") >= 0


def test_what_waits_is_told_with_its_age(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/channel.sqlite"
    store, late = RepliesStore(url), LateQueue(url)
    outbound = OutboundQueue(url, KEY, frozenset({"sms"}), 1.0)
    gauges.look(store, late, outbound)
    assert value("techhub_late_replies_waiting") == 0
    assert value("techhub_late_reply_oldest_seconds") == 0
    late.put(("a", "SM1"), "sms", "sealed", "hola", received_at=1.0)
    outbound.put("a", "sms", "+51987650001", written_at=1.0)
    gauges.look(store, late, outbound)
    assert value("techhub_store_up") == 1
    assert value("techhub_late_replies_waiting") == 1
    assert value("techhub_late_reply_oldest_seconds") > 3_600
    assert value("techhub_outbound_questions_waiting") == 1
    assert value("techhub_outbound_question_overdue_seconds") > 3_600


def test_a_store_that_is_away_is_told(tmp_path: Path) -> None:
    store = RepliesStore(f"sqlite:///{tmp_path}/channel.sqlite")
    # The last connection folds the log into the file as it closes.
    store._engine.dispose()
    (tmp_path / "channel.sqlite").write_bytes(b"no database at all, and long enough for a header")
    gauges.look(store, None, None)
    assert value("techhub_store_up") == 0


def test_a_store_that_is_silent_is_away_and_asked_only_once(tmp_path: Path) -> None:
    store = RepliesStore(f"sqlite:///{tmp_path}/channel.sqlite")
    asked, over = [], threading.Event()

    def silent() -> None:
        asked.append(1)
        over.wait(60)

    store.check = silent  # type: ignore[method-assign]
    lookout = gauges.Lookout(store, None, None, patience_s=0.1)
    for _ in range(3):
        asyncio.run(lookout.look())
        assert value("techhub_store_up") == 0
    assert asked == [1]
    over.set()
    lookout = gauges.Lookout(store, None, None)
    asyncio.run(lookout.look())
    assert value("techhub_store_up") == 1


def value(name: str) -> float:
    """What a gauge of this process stands at."""
    found = REGISTRY.get_sample_value(name)
    assert found is not None, name
    return found
