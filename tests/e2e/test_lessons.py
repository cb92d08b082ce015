"""Lessons and answers for people without data: read in the chat, by SMS and by WhatsApp."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.e2e.phone import Phone
from tests.e2e.test_sms import ONE_MESSAGE, TWO_SEGMENTS, septets

FIRST_STEP = re.compile(r"\b1/(\d+)")


def test_a_student_by_sms_reads_a_lesson_to_its_end(phone: Callable[..., Phone]) -> None:
    student = phone("sms")
    # The first reply of all also says who answers.
    student.say("hola")
    first = student.say("LECCIONES")
    assert septets(first) <= ONE_MESSAGE and first.endswith("MAS") and "LECCION 2" in first
    assert student.say("MAS") != first
    opened = student.say("leccion 4")
    assert "1/" in opened and "SIGUE" in opened and septets(opened) <= TWO_SEGMENTS
    found = FIRST_STEP.search(opened)
    assert found
    steps = int(found[1])
    for number in range(2, steps + 1):
        step = student.say("SIGUE")
        assert step.startswith(f"{number}/{steps} ") and septets(step) <= TWO_SEGMENTS
        assert not step.endswith("...")
    assert student.say("ATRAS").startswith(f"{steps - 1}/{steps} ")
    assert student.say("3").startswith(f"3/{steps} ")
    student.say(str(steps))
    end = student.say("ya lo hice")
    assert "Muy bien" in end and "SIGUE abre la 5" in end
    assert "1/" in student.say("sigue")


def test_a_student_by_sms_asks_for_what_is_not_there(phone: Callable[..., Phone]) -> None:
    student = phone("sms")
    assert "LECCIONES" in student.say("ATRAS")
    unknown = student.say("LECCION 99")
    assert "No hay leccion 99" in unknown and septets(unknown) <= ONE_MESSAGE


def test_a_lesson_by_whatsapp_outlives_a_question_about_hubs(phone: Callable[..., Phone]) -> None:
    student = phone()
    listed = student.say("que lecciones hay?")
    assert "1. " in listed and "10. " in listed and "MÁS" in listed
    assert "18. " in student.say("mas")
    assert "Paso 1 de" in student.say("quiero la lección 1")
    assert "Paso 2 de" in student.say("siguiente")
    hubs = student.say("hay un hub cerca de huanta?")
    assert "Acllahuasi" in hubs
    assert "Paso 2 de" in student.say("sigue la lección")
    assert "Paso 3 de" in student.say("dale")
    assert "Paso 2 de" in student.say("atrás")
    assert "Paso 2 de" in student.say("repite")
    assert "borr" in student.say("BORRAR").lower()
    assert "Paso" not in student.say("sigue")
