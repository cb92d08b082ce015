"""The question about a visit, in the words and within the length of each channel."""

from __future__ import annotations

from bot.channel.segments import LONGEST_WHATSAPP, segments, septets, to_gsm7
from bot.responses.catalogue import QUECHUA, SPANISH, later, said, with_spanish

# Beyond two segments a question is not worth what it costs.
MOST_SEGMENTS = 2
LONGEST_NAME = 50
QUESTION_SMS = later("Te sirvió {name}? Responde 1 sí, 2 cerrado, 3 sin internet")
QUESTION = later(
    "Por cierto: ¿te sirvió *{name}*? Responde *1* sí sirvió, *2* cerrado, *3* sin internet, "
    "o *no fui*."
)


def with_question(reply: str, name: str, channel: str, language: str = SPANISH) -> str | None:
    """A reply that ends with the question; None where it would grow too long."""
    if channel == "sms":
        question = to_gsm7(_spoken(QUESTION_SMS, language, channel).replace("{name}", _short(name)))
        whole = f"{reply}\n{question}"
        return whole if segments(whole) <= MOST_SEGMENTS else None
    question = _spoken(QUESTION, language, channel).replace("{name}", name)
    whole = f"{reply}\n\n{question}"
    return whole if len(whole) <= LONGEST_WHATSAPP else None


def _spoken(text: str, language: str, channel: str) -> str:
    if language == QUECHUA:
        return with_spanish(text, language, channel)
    return said(text, language)


def question_alone(name: str, channel: str) -> str:
    """The question as a message of its own; it says who writes and how to end it."""
    if channel == "sms":
        for written in (_short(name), _short(name, 24)):
            text = to_gsm7(
                f"Asistente de hubs: hace poco viste {written}. Te sirvió? Responde 1 sí, "
                "2 cerrado, 3 sin internet. ALTO: no te escribo más"
            )
            if septets(text) <= 160:
                break
        return text
    return (
        "Hola, soy el asistente de hubs tecnológicos. Hace poco te mostré un lugar: ¿te sirvió "
        f"*{name}*?\n\nResponde *1* sí sirvió, *2* cerrado, *3* sin internet, o *no fui*.\n"
        "Si escribes ALTO no te escribo más."
    )


def _short(name: str, most: int = LONGEST_NAME) -> str:
    if len(name) <= most:
        return name
    return name[: most + 1].rsplit(" ", 1)[0][:most]
