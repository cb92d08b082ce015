"""A person's say over the conversation: STOP is silence, BORRAR is forgetting."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.channel.agent import ScriptedAgent, memory_store, sql_store
from tests.bot.channel.running import SMS, WHATSAPP, Running, serving, spoken


def somewhere(folder: Path, words: bytes) -> list[Path]:
    """The files of the stores in which these words can be read."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if words in path.read_bytes()]


def test_stop_silences_this_channel_until_start(bot: Running) -> None:
    assert bot.say("ALTO")
    turns = len(bot.agent.turns)
    assert bot.say("hola") == bot.say("MAS") == bot.say("ALTO") == ""
    assert len(bot.agent.turns) == turns
    assert bot.say("hola", SMS)
    assert bot.say("ALTA") and bot.say("hola")


def test_silence_outlives_a_restart(tmp_path: Path) -> None:
    with serving(tmp_path) as bot:
        bot.say("STOP")
    with serving(tmp_path) as bot:
        assert bot.say("hola") == ""


def test_a_wish_for_silence_in_a_sentence_counts_too(bot: Running) -> None:
    # The classifier understood it, not the channel: what counts is the act that answered.
    bot.agent.acts = {"ya no me escriban": "utter_stop"}
    bot.say("ya no me escriban")
    assert bot.say("hola") == ""


def test_in_silence_danger_is_answered_and_nothing_else(bot: Running) -> None:
    thanks = {"intent": {"name": "thanks", "confidence": 1.0}, "entities": []}
    bot.agent.parses["gracias"] = thanks
    bot.say("ALTO")
    assert bot.say("me quiero morir")
    assert bot.say("gracias") == ""


def test_erasing_leaves_only_its_own_reply(bot: Running) -> None:
    bot.say("busco un hub en Luricocha")
    assert somewhere(bot.folder, b"Luricocha")
    form = bot.form("BORRAR")
    done = bot.post(form)
    assert not somewhere(bot.folder, b"Luricocha")
    assert spoken(bot.post(form)) == spoken(done) == "Escuché: BORRAR"


def test_erasing_spares_everyone_else(bot: Running) -> None:
    bot.say("busco un hub en Puquio", SMS)
    bot.say("borrar mis datos", WHATSAPP)
    assert somewhere(bot.folder, b"Puquio")


def test_who_is_silent_can_still_be_forgotten_without_a_word(bot: Running) -> None:
    bot.say("busco un hub en Luricocha")
    bot.say("ALTO")
    assert bot.say("BORRAR") == ""
    assert not somewhere(bot.folder, b"Luricocha")
    assert bot.say("hola") == ""


def test_what_rasa_kept_aside_when_its_store_failed_is_erased_too(tmp_path: Path) -> None:
    trackers = sql_store(tmp_path)
    with serving(tmp_path, ScriptedAgent(trackers)) as bot:
        bot.say("hola")
        sender = bot.heard.sender_id
        trackers.fallback_tracker_store.store[sender] = "what was said meanwhile"
        bot.say("BORRAR")
        assert sender not in trackers.fallback_tracker_store.store


def test_a_store_that_cannot_erase_makes_no_promise(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Elsewhere:
        async def retrieve(self, sender: str) -> None:
            return None

    agent = ScriptedAgent(memory_store())
    with serving(tmp_path, agent) as bot:
        bot.say("hola")
        agent.tracker_store._fallback_tracker_store = Elsewhere()
        assert "tuve un problema" in bot.say("BORRAR")
    assert "cannot erase in Elsewhere" in caplog.text


def test_promises_hold_though_rasa_fails(bot: Running) -> None:
    bot.say("busco un hub en Luricocha")
    bot.agent.fault = RuntimeError("down")
    assert "borr" in bot.say("BORRAR")
    assert not somewhere(bot.folder, b"Luricocha")
    assert "ALTA" in bot.say("ALTO")
    bot.agent.fault = None
    assert bot.say("hola") == ""
