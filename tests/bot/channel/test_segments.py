"""What a phone is sent: GSM-7, two segments at most, links whole, 1,600 characters elsewhere."""

from __future__ import annotations

import random

import pytest

from bot.channel.segments import (
    BASIC,
    EXTENDED,
    fit_sms,
    fit_whatsapp,
    segments,
    septets,
    split,
    to_gsm7,
)

PIECES = ("hola", "á", "ñ", "{x}", "[", "€", "😀", "“cita”", "fin.", "¿qué?", "\n", "—", "palabra")
LINK = "https://example.org/" + "x" * 40


def texts(count: int) -> list[str]:
    """The same made-up replies on every run, from empty to far too long."""
    chance = random.Random(7)
    made = []
    for _ in range(count):
        words = chance.choices(PIECES, k=chance.randrange(0, 120))
        words.insert(chance.randrange(0, len(words) + 1), LINK)
        made.append(" ".join(words))
    return made


def test_every_sms_is_plain_letters_in_two_segments_and_its_links_are_whole() -> None:
    for text in texts(500):
        reply = fit_sms(text)
        assert set(reply) <= BASIC | EXTENDED
        assert segments(reply) <= 2
        assert "https" not in reply or LINK in reply.split()


def test_every_whatsapp_reply_has_at_most_1600_characters_and_whole_links() -> None:
    for text in texts(100):
        reply = fit_whatsapp(text * 6)
        assert len(reply) <= 1_600
        assert all(LINK in word for word in reply.split() if "https" in word)


def test_what_fits_is_sent_as_it_is() -> None:
    assert fit_sms("Que bueno, ñandú") == "Que bueno, ñandu"
    assert fit_whatsapp("*Así* 😀\n\nigual") == "*Así* 😀\n\nigual"


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("é ñ ü ¿ ¡ à Ñ", "é ñ ü ¿ ¡ à Ñ"),
        ("á í ó ú Á", "a i o u A"),
        ("“uno” ‘dos’ – tres…", "\"uno\" 'dos' - tres..."),
        ("10\u202f000 personas\u00a0más", "10 000 personas mas"),
        ("listo ✅ 😀 ya", "listo ya"),
        ("1½ km", "1 1/2 km"),
    ],
)
def test_letters_become_their_nearest_in_gsm7(written: str, sent: str) -> None:
    assert to_gsm7(written) == sent


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("[" * 80, 1),
        ("[" * 81, 2),
        # The bracket at the end of the first part moves to the next one, and so one letter falls
        # into a third.
        ("a" * 152 + "[" + "a" * 152, 3),
    ],
)
def test_segments_are_counted_as_phones_count_them(text: str, parts: int) -> None:
    assert segments(text) == parts


def test_a_long_reply_ends_at_a_sentence_and_says_that_it_goes_on() -> None:
    reply = fit_sms("Primera frase de la respuesta. " * 30)
    assert reply.endswith("respuesta ...")
    assert septets(reply) <= 306


def test_a_word_without_end_is_cut_and_a_link_without_end_is_left_out() -> None:
    assert fit_sms("x" * 500) == "x" * 302 + " ..."
    assert "https" not in fit_sms("https://example.org/" + "x" * 500)


def pages_of(text: str, channel: str) -> list[str]:
    """The messages that MÁS brings one after the other."""
    pages, rest = [], text
    while rest:
        page, rest = split(rest, channel)
        pages.append(page)
    return pages


def without(page: str, ending: str) -> str:
    assert page.endswith(ending)
    return page[: -len(ending)].rstrip()


def test_by_sms_two_segments_end_a_sentence_and_mas_brings_every_other_word() -> None:
    text = "Primera frase de la respuesta. " * 30
    pages = pages_of(text, "sms")
    assert len(pages) == 4 and all(segments(page) <= 2 for page in pages)
    assert all(page.endswith("respuesta. MAS") for page in pages[:-1])
    said = [without(page, " MAS") for page in pages[:-1]] + pages[-1:]
    assert " ".join(said) == text.strip()


def test_by_whatsapp_what_is_over_1600_characters_comes_with_mas() -> None:
    text = ("Una frase con *negrita* y tildes: sí. " * 90).strip()
    pages = pages_of(text, "whatsapp")
    assert len(pages) == 3 and all(len(page) <= 1_600 for page in pages)
    said = [without(page, "Escribe *MÁS* para seguir leyendo.") for page in pages[:-1]]
    assert " ".join([*said, pages[-1]]) == text


def test_split_loses_no_word_of_any_reply_and_cuts_no_link() -> None:
    for text in texts(300):
        pages = pages_of(text, "sms")
        words = [word for page in pages for word in page.split() if word != "MAS"]
        assert words == to_gsm7(text).split()
        assert all(segments(page) <= 2 for page in pages)
    assert split("hola", "sms") == ("hola", "") and split("", "whatsapp") == ("", "")
