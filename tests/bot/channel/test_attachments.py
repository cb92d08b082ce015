"""Photos, voice notes, contacts, reactions and taps: something kind or nothing, never an error."""

from __future__ import annotations

import random

import pytest

from bot.channel.segments import segments, to_gsm7
from bot.channel.words import MEDIA
from tests.bot.channel.running import SMS, WHATSAPP, Running, spoken

URL = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"


def media(content_type: str, message_type: str = "", **fields: str) -> dict[str, str]:
    found = {"NumMedia": "1", "MediaContentType0": content_type, "MediaUrl0": URL}
    return {**found, **({"MessageType": message_type} if message_type else {}), **fields}


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        (media("image/jpeg", "image"), "foto"), (media("image/png"), "foto"),
        (media("audio/ogg", "audio"), "audio"), (media("audio/amr; codecs=x"), "audio"),
        (media("video/mp4", "video"), "video"), (media("image/webp", "sticker"), "sticker"),
        (media("image/webp"), "sticker"), (media("text/vcard", "contacts"), "contacto"),
        (media("text/x-vcard"), "contacto"), (media("application/pdf", "document"), "archivo"),
        (media("", ""), "abrir"), (media("model/gltf"), "abrir"),
        ({"MessageType": "contacts"}, "contacto"), ({"MessageType": "unsupported"}, "abrir"),
    ],
)  # fmt: skip
def test_what_comes_without_words_is_answered_kindly(
    bot: Running, fields: dict[str, str], word: str
) -> None:
    said = bot.say("", **fields)
    assert word in said and len(said) < 200
    # Rasa need not be asked; the tracker shows the turn all the same.
    assert bot.agent.turns == []


@pytest.mark.parametrize("kind", sorted(MEDIA))
def test_by_sms_each_of_these_answers_is_one_message(kind: str) -> None:
    assert segments(to_gsm7(MEDIA[kind])) == 1


def test_a_caption_is_answered_as_a_message(bot: Running) -> None:
    assert bot.say("hubs en Huanta", **media("image/jpeg", "image")) == "Escuché: hubs en Huanta"
    assert bot.say("más", SMS, **media("image/jpeg")) == "Escuché: mas"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("CV Rosa Quispe.pdf", media("application/pdf", "document")),
        ("Rosa Quispe Huamán", media("text/vcard", "contacts")),
        ("IMG-20261130-WA0001.jpg", media("image/jpeg", "image")),
    ],
)
def test_the_name_of_a_file_or_of_another_person_is_no_wish(
    bot: Running, body: str, fields: dict[str, str]
) -> None:
    assert "Rosa" not in bot.say(body, **fields)
    assert bot.agent.turns == []


@pytest.mark.parametrize(
    "fields",
    [{"MessageType": "reaction", "Body": "👍"}, {"MessageType": "system"},
     {"MessageType": "reaction", "Body": ""}, {"EventType": "READ", "Body": "", "NumMedia": ""},
     {"EventType": "USER_IDENTITY_CHANGED", "From": "", "MessageSid": "", "Body": ""}],
)  # fmt: skip
def test_reactions_and_notes_of_the_system_are_taken_in_silence(
    bot: Running, fields: dict[str, str]
) -> None:
    assert bot.post({**bot.form(), **fields}).status_code == 204
    assert bot.agent.turns == []


def test_who_asked_for_silence_hears_nothing_about_a_photo(bot: Running) -> None:
    bot.say("ALTO")
    assert bot.say("", **media("image/jpeg", "image")) == ""


def test_a_pin_with_a_map_is_a_pin(bot: Running) -> None:
    bot.say("", Latitude="-12.9", Longitude="-74.2", MessageType="location", Label="Mi casa")
    assert bot.heard.parse_data["intent"]["name"] == "share_location"


# The fields of a tap as Twilio posts it; see also "twilio/quick-reply" and "twilio/list-picker".
TAP = {"MessageType": "interactive", "OriginalRepliedMessageSid": "MM" + "5" * 32}


@pytest.mark.parametrize(
    ("fields", "heard"),
    [
        ({"ButtonText": "2 Miraflores", "ButtonPayload": "2"}, "2"),
        ({"ButtonText": "4", "ButtonPayload": "1"}, "4"),
        ({"ButtonText": "MÁS", "ButtonPayload": "more"}, "more"),
        ({"ButtonText": "Ver más", "ButtonPayload": "mas"}, "mas"),
        ({"ListTitle": "3 Santa Rosa, Puno", "ListId": "3"}, "3"),
        ({"ListTitle": "3 Santa Rosa, Puno", "ListId": "choice_c"}, "3 Santa Rosa, Puno"),
        ({"ButtonText": "Alto", "ButtonPayload": "1"}, "1"),
        ({"ButtonText": "Sí", "ButtonPayload": ""}, "Sí"),
        ({"ButtonPayload": "2"}, "2"),
    ],
)
def test_a_tap_is_the_number_or_word_that_it_stands_for(
    bot: Running, fields: dict[str, str], heard: str
) -> None:
    bot.say(fields.get("ButtonText", fields.get("ListTitle", "")), **TAP, **fields)
    assert bot.heard.text == heard


def test_no_mixture_of_fields_is_an_error(bot: Running) -> None:
    chance = random.Random(5)
    values = ["", "0", "1", "-1", "²", "99999999999", "image/jpeg", "text/vcard", "nan", "reaction",
              "contacts", "👍", "a" * 300, "\x00", "STOP", "-12.9"]  # fmt: skip
    names = ["NumMedia", "MediaContentType0", "MessageType", "ButtonText", "ButtonPayload",
             "ListId", "ListTitle", "Latitude", "Longitude", "Body", "EventType", "OptOutType",
             "SmsStatus", "MessageStatus", "ErrorCode"]  # fmt: skip
    for _ in range(150):
        chosen = {name: chance.choice(values) for name in chance.sample(names, 5)}
        sender = chance.choice([WHATSAPP, SMS])
        answer = bot.post({**bot.form("hola", sender), **chosen})
        assert answer.status_code in (200, 204)
        if answer.status_code == 200:
            spoken(answer)
