"""Lessons and answers by SMS: every step and answer whole, in as few segments as hold it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dacite import Config, from_dict
from ruamel.yaml import YAML

from actions.replies import learning, lessons, sms
from actions.resources import Lesson, LessonLine, OneLesson, Resource, Search
from tests.actions.fake_services import example
from tests.actions.fake_services import lessons as lesson_list
from tests.actions.test_replies_sms import segments

CATALOGUE = Path(__file__).parents[2] / "knowledge_base" / "resources" / "catalogue"
READ = Config(cast=[tuple, float])
LONGEST_STEP, LONGEST_ANSWER = 300, 450


def lesson(*steps: str, **changes: Any) -> Lesson:
    """A lesson of these steps."""
    found: Lesson = from_dict(OneLesson, example("lesson"), READ).lesson
    return replace(found, steps=steps, steps_count=len(steps), **changes)


def answer(text: str) -> Resource:
    """An answer of this text."""
    found: Resource = from_dict(Search, example("search"), READ).results[0]
    return replace(found, kind="answer", url="", answer=text)


def words(length: int) -> str:
    """Spanish words and stops of so many characters."""
    return ("Abre la celda número uno y escribe tu año. " * 20)[: length - 1] + "."


def shipped(kind: str) -> Iterator[dict[str, Any]]:
    """What the catalogue ships of a kind."""
    for path in sorted((CATALOGUE / kind).glob("*.yaml")):
        content = YAML(typ="safe").load(path.read_text("utf-8"))
        yield from content if isinstance(content, list) else [content]


@pytest.mark.parametrize("count", [1, 2, 9, 12])
@pytest.mark.parametrize("length", [20, 100, 140, 155, 160, 230, 260, 290, LONGEST_STEP])
@pytest.mark.parametrize("title", ["Suma", "Escribe un texto claro: idea, borrador y corrección"])
def test_a_step_is_whole_in_two_segments(count: int, length: int, title: str) -> None:
    text = words(length)
    one = lesson(*([text] * count), title=title)
    for step in range(1, count + 1):
        reply = lessons.step_sms(one, step)
        assert sms.plain(text) in reply
        assert segments(reply) <= (1 if length <= 140 and step > 1 else 2)
        assert f"{step}/{count}" in reply or length == LONGEST_STEP


def test_the_first_step_alone_says_how_to_go_on() -> None:
    one = lesson(*([words(200)] * 3))
    assert "SIGUE" in lessons.step_sms(one, 1) and "Tu primera hoja" in lessons.step_sms(one, 1)
    assert lessons.step_sms(one, 2) == f"2/3 {sms.plain(words(200))}"


@pytest.mark.parametrize("text", ["a[1] = {2}" * 30, "~" * 150, "€^|" * 100])
def test_a_step_of_letters_that_count_twice_is_whole_too(text: str) -> None:
    assert text in lessons.step_sms(lesson(text, text), 2)


@pytest.mark.parametrize("length", [120, 306, 400, LONGEST_ANSWER])
@pytest.mark.parametrize("more", [True, False])
def test_an_answer_is_whole_in_three_segments(length: int, more: bool) -> None:
    reply = learning.result_sms(answer(words(length)), more)
    assert sms.plain(words(length)) in reply and segments(reply) <= 3
    assert reply.endswith(" MAS") == more


def test_every_step_that_is_shipped_is_whole_in_two_segments() -> None:
    for content in shipped("lessons"):
        one = lesson(*content["steps"], number=content["number"], title=content["title"])
        for step, text in enumerate(content["steps"], start=1):
            reply = lessons.step_sms(one, step)
            assert sms.plain(text) in reply and f"{step}/" in reply and segments(reply) <= 2
        assert "SIGUE" in lessons.step_sms(one, 1)
        assert segments(lessons.finished(one, one, "sms")) == 1
        assert len(lessons.step_whatsapp(one, 1)) <= 1600


def test_every_answer_that_is_shipped_is_whole_in_three_segments() -> None:
    for content in shipped("answers"):
        reply = learning.result_sms(answer(content["answer"]), more=True)
        assert sms.plain(content["answer"]) in reply and segments(reply) <= 3


def lines(count: int, title: str) -> tuple[LessonLine, ...]:
    """A list of lessons that all bear a title."""
    first = lesson_list(1)["lessons"][0]
    return tuple(
        from_dict(LessonLine, {**first, "number": n, "title": title}, READ)
        for n in range(1, count + 1)
    )


@pytest.mark.parametrize("title", ["Suma", "Prepárate para una entrevista", "Á" * 200])
@pytest.mark.parametrize("lead", ["", lessons.no_such_lesson(999, "sms")])
def test_the_list_is_one_segment_with_as_many_as_fit(title: str, lead: str) -> None:
    text, shown = lessons.list_sms(lines(18, title), lead)
    assert segments(text) == 1 and 1 <= shown < 18
    assert text.endswith("MAS") and f"{shown} " in text and "Escribe LECCION" in text
    text, shown = lessons.list_sms(lines(1, title))
    assert shown == 1 and "MAS" not in text


def test_the_other_replies_fit_one_segment() -> None:
    one = lesson("Haz.", number=17, title="Las cuentas de tu negocio: costo, precio y ganancia")
    for topic in (*lessons.SEARCHES, "another"):
        done = replace(one, topic=topic)
        assert segments(lessons.finished(done, one, "sms")) == 1
        assert segments(lessons.finished(done, None, "sms")) == 1
    for text in (
        lessons.no_lessons("sms"),
        lessons.end_of_lessons("sms"),
        lessons.first_step(17, 9, "sms"),
        lessons.no_such_step(17, 9, 99, "sms"),
        lessons.no_such_step(17, 1, None, "sms"),
        lessons.nothing_open("sms"),
    ):
        assert segments(text) == 1, text


def test_a_whatsapp_step_says_where_it_stands_and_how_to_go_on() -> None:
    one = lesson("Uno.", "Dos.", "Tres.")
    first, second, last = (lessons.step_whatsapp(one, step) for step in (1, 2, 3))
    assert "*Paso 1 de 3*\nUno." in first and "SIGUE" in first and "ATRÁS" not in first
    assert "Paso 2 de 3" in second and "ATRÁS" in second
    assert "último paso" in last and "SIGUE" in last
