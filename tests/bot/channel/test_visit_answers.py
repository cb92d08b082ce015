"""Which messages answer the question about a visit, and which are about something else."""

from __future__ import annotations

import pytest

from bot.channel.segments import segments, septets, to_gsm7
from bot.channel.visits.answers import outcome_of
from bot.channel.visits.wording import question_alone, with_question

LONG = "Tambo Ccollpapampa de la Santísima Trinidad de Huamanguilla y Anexos"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("el 2", "closed"), ("1 sí sirvió", "worked"), ("3 sin internet", "no_internet"),
     ("fui pero estaba cerrado", "closed"),
     ("estaba abierto pero no había internet", "no_internet"),
     ("sí me ayudaron mucho", "worked"), ("no pude ir por la lluvia", "not_yet"),
     ("👎", "unclear"), ("no me sirvió", "unclear")],
)  # fmt: skip
def test_an_answer_right_after_the_question(text: str, outcome: str) -> None:
    assert outcome_of(text, just_asked=True) == outcome


@pytest.mark.parametrize(
    "text",
    ["4", "0", "12", "", "hubs cerca de Huanta", "está cerrado hoy?", "gracias", "aprender excel",
     "no estaba cerrado", "quiero un curso que se pueda ver sin internet en mi celular por favor",
     "👋", "mas"],
)  # fmt: skip
def test_what_is_no_answer_right_after_the_question(text: str) -> None:
    assert outcome_of(text, just_asked=True) is None


@pytest.mark.parametrize("text", ["1", "2", "si", "no", "sin internet", "todavia no", "👍"])
def test_what_may_mean_anything_answers_only_right_after_it(text: str) -> None:
    assert outcome_of(text, just_asked=True) is not None
    assert outcome_of(text, just_asked=False) is None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("sí sirvió", "worked"), ("estaba cerrado", "closed"), ("no había internet", "no_internet"),
     ("no fui", "not_yet"), ("2 cerrado", "closed")],
)  # fmt: skip
def test_the_questions_own_words_answer_it_later_too(text: str, outcome: str) -> None:
    assert outcome_of(text, just_asked=False) == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("It was closed", "closed"), ("I didn't go", "not_yet"), ("3 no internet", "no_internet"),
     ("yes, it helped", "worked"), ("not yet", "not_yet"), ("it did not help", "unclear"),
     ("arí", "worked"), ("2 wichqasqa", "closed"), ("mana internet", "no_internet"),
     ("manaraq", "not_yet"), ("mana", "unclear")],
)  # fmt: skip
def test_the_answers_in_english_and_in_quechua(text: str, outcome: str) -> None:
    assert outcome_of(text, just_asked=True) == outcome


@pytest.mark.parametrize("text", ["no internet", "not yet", "mana", "arí"])
def test_words_of_other_languages_that_may_mean_anything_wait_for_the_question(text: str) -> None:
    assert outcome_of(text, just_asked=False) is None


def test_the_question_is_put_in_the_language_of_the_person() -> None:
    english = with_question("Good.", "Tambo {name} Uno", "whatsapp", "en")
    assert english and "Did *Tambo {name} Uno* help you?" in english and "sirvió" not in english
    quechua = with_question("Allinmi.", "Tambo Uno", "sms", "qu")
    assert quechua and "wichqasqa" in quechua and "2 cerrado" in quechua
    assert segments(quechua) <= 2 and to_gsm7(quechua) == quechua


def test_no_question_by_sms_takes_a_third_segment() -> None:
    assert with_question("x" * 230, LONG, "sms") is None
    longer = with_question("x" * 150, LONG, "sms")
    assert longer is not None and segments(longer) == 2 and to_gsm7(longer) == longer


def test_no_question_by_whatsapp_is_cut() -> None:
    assert with_question("x" * 1_500, LONG, "whatsapp") is None
    longer = with_question("x" * 1_300, LONG, "whatsapp")
    assert longer is not None and len(longer) <= 1_600 and longer.endswith("*no fui*.")


@pytest.mark.parametrize("name", ["Tambo Putis", LONG, "X" * 200])
def test_a_question_of_its_own_says_who_writes_and_how_to_end_it(name: str) -> None:
    text = question_alone(name, "sms")
    assert septets(text) <= 160 and to_gsm7(text) == text and "ALTO" in text
    assert (
        "ALTO" in question_alone(name, "whatsapp") and len(question_alone(name, "whatsapp")) < 600
    )
