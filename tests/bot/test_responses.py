"""The fixed replies in the person's language."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channel.segments import segments, to_gsm7
from bot.responses.catalogue import said
from bot.responses.generator import Speaker

SECRETS = {"TWILIO_AUTH_TOKEN": "a token", "TECHHUB_HASH_KEY": "a key"}
DOMAIN = Domain.load("bot/domain")
Speak = Callable[..., str]


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Speak:
    def spoken(
        response: str, channel: str = "whatsapp", *, slots: object = None, **set_: str
    ) -> str:
        for name, value in {**SECRETS, **set_}.items():
            monkeypatch.setenv(name, value)
        events = [SlotSet(name, value) for name, value in dict(slots or {}).items()]  # type: ignore[call-overload]
        tracker = DialogueStateTracker.from_events("whatsapp-1", events, DOMAIN.slots)
        made = asyncio.run(Speaker(None, DOMAIN).generate(response, tracker, channel))
        assert made is not None
        return str(made["text"])

    return spoken


def test_an_english_speaker_is_answered_in_english_alone(speak: Speak) -> None:
    text = speak("utter_thanks", slots={"language": "en"})
    assert "welcome" in text.lower() and "nada" not in text


def test_quechua_has_the_spanish_beside_it_until_it_is_reviewed(speak: Speak) -> None:
    spanish = speak("utter_thanks")
    both = speak("utter_thanks", slots={"language": "qu"})
    assert both.endswith(spanish) and len(both) > len(spanish) + 10
    alone = speak("utter_thanks", slots={"language": "qu"}, TECHHUB_QUECHUA_REVIEWED="yes")
    assert alone and spanish not in alone and both.startswith(alone)


@pytest.mark.parametrize("danger", ["violence", "police", "ambulance", "fire", "mental"])
@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_an_emergency_in_quechua_always_has_the_spanish(
    speak: Speak, danger: str, channel: str
) -> None:
    slots = {"danger": danger}
    spanish = speak("utter_emergency", channel, slots=slots)
    told = {**slots, "language": "qu"}
    both = speak("utter_emergency", channel, slots=told, TECHHUB_QUECHUA_REVIEWED="yes")
    assert both.endswith(spanish) and both != spanish
    if channel == "sms":
        assert segments(to_gsm7(both)) <= 2


def test_who_can_be_reached_is_named_with_hours(speak: Speak) -> None:
    nobody = speak("utter_human")
    assert "{" not in nobody
    known = {"HUMAN_CONTACT": "01 555 0100", "HUMAN_HOURS": "lunes a viernes, 9 a 17 h"}
    for language in ("es", "qu", "en"):
        text = speak("utter_human", slots={"language": language}, **known)
        assert "01 555 0100" in text and "9 a 17" in text and "{" not in text


def test_a_text_without_a_translation_is_said_in_spanish() -> None:
    assert said("Una frase que nadie tradujo.", "qu") == "Una frase que nadie tradujo."
