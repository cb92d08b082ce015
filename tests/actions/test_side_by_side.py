"""A Quechua reply with the Spanish beside it, where there is little room for both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from actions.both import side_by_side
from actions.replies import sms
from actions.services import Services
from actions.turn import Outcome
from tests.actions.conftest import Conversation, Say
from tests.actions.fake_services import FakeServices, example, found, lesson, problem

LEARN: Say = ("learn", "aprender python", {"topic": "python"})
LESSON: Say = ("lesson", "leccion 2", {"number": "2"})


@pytest.mark.parametrize("length", [20, 100, 150, 200, 230, 240, 250, 270, 290])
@pytest.mark.parametrize("title", ["Suma", "Porcentajes para la tienda y la escuela"])
def test_a_step_is_said_once_and_whole(
    spoken: Callable[..., list[str]], fake: FakeServices, length: int, title: str
) -> None:
    step = ("Abre la celda y escribe tu gasto. " * 10)[: length - 1] + "."
    _, body = lesson(2)
    body["lesson"] |= {"steps": [step] * 3, "title": title}
    fake.answers["/v1/lessons/"] = lambda q, b: (200, body)
    first, second = spoken((LESSON, ("more", "mas", {})), "qu", "sms")
    for reply in (first, second):
        assert reply.count(step) == 1 and sms.segments(reply) <= 2
    if length <= 240:
        assert "ASTAWAN utaq ATRAS" in first and "SIGUE o ATRAS" in first


@pytest.mark.parametrize("length", [20, 60, 130, 200, 260, 290])
@pytest.mark.parametrize("kind", ["course", "lesson", "answer"])
def test_a_result_is_said_once_and_its_link_is_whole(
    spoken: Callable[..., list[str]], fake: FakeServices, length: int, kind: str
) -> None:
    link = "https://example.org/" + "a" * (length - 20)
    course = {"title": "Curso de prueba", "kind": kind, "url": "", "number": None}
    course |= {"url": link} if kind == "course" else {}
    course |= {"number": 3} if kind == "lesson" else {}
    course |= {"answer": "La respuesta entera. " * (length // 21)} if kind == "answer" else {}
    fake.answers["/v1/search"] = found(course, course)
    reply = spoken((LEARN,), "qu", "sms")[-1]
    if kind == "course" and length < 280:
        assert reply.count(link) == 1
    if kind == "answer":
        assert str(course["answer"]).strip() in reply
    assert sms.segments(reply) <= (3 if kind == "answer" else 2)
    # Who does not read Quechua yet must be able to go on in any case.
    assert "MAS" in reply and "ASTAWAN" in reply or length >= 200 or kind == "answer"


def test_what_does_not_fit_beside_is_said_in_full_in_spanish(
    spoken: Callable[..., list[str]], fake: FakeServices
) -> None:
    hub = example("hub")
    hub["hub"] |= {"name": "Tambo " + "Vilcabamba " * 20}
    fake.answers["/v1/hubs/"] = lambda q, b: (200, hub)
    hubs: Say = ("nearest_hubs", "hubs en huanta", {"place": "huanta"})
    choose: Say = ("choose", "1", {"number": "1"})
    spanish = spoken((hubs, choose), "es", "sms")[-1]
    assert sms.segments(spoken((hubs, choose), "qu", "sms")[-1]) <= 2
    assert sms.segments(spanish) <= 2
    both = side_by_side(Outcome("qu " * 60), Outcome("es " * 60), "sms")
    assert both is None


def test_half_a_list_is_never_left_out() -> None:
    quechua = "Akllay:\n1. Yupay\n2. Excel\n\nSiqi https://example.org"
    spanish = "Elige:\n1. Sumar\n2. Excel\n\nSiqi https://example.org"
    both = side_by_side(Outcome(quechua), Outcome(spanish), "whatsapp")
    assert both and both.text == f"{quechua}\n\nElige:\n1. Sumar\n2. Excel"


def test_a_plan_that_is_done_at_the_second_look_is_so_in_both_languages(
    services: Services, fake: FakeServices
) -> None:
    looks: list[Any] = []

    def plan(query: Any, body: Any) -> tuple[int, Any]:
        looks.append(query)
        return 200, example("plan_pending" if len(looks) == 1 else "plan_get")

    fake.answers["/v1/plans"] = lambda q, b: (202, example("plan_pending"))
    fake.answers["/v1/plans/"] = plan
    conversation = Conversation(services)
    conversation.slots["language"] = "qu"
    conversation.say("plan_sites", "plan de 3 hubs para Puno", place="Puno", number="3")
    made = len(looks)
    reply = conversation.say("more", "mas")
    assert made == 1 and len(looks) == 2
    assert "7Q2M-X9KA" in reply


def test_reviewed_quechua_stands_alone(
    services: Services, open_conversation: Callable[[Services, str], Conversation]
) -> None:
    reviewed = replace(services, settings=replace(services.settings, quechua_reviewed=True))
    conversation = open_conversation(reviewed, "whatsapp")
    conversation.slots["language"] = "qu"
    reply = conversation.say("more", "mas")
    assert "qillqay" in reply and "lista para seguir" not in reply


def test_a_refusal_of_a_service_is_refused_in_both(
    spoken: Callable[..., list[str]], fake: FakeServices
) -> None:
    fake.answers["/v1/search"] = lambda q, b: problem(500, "internal_error")
    reply = spoken((LEARN,), "qu", "whatsapp")[-1]
    assert "atinichu" in reply and "no puedo consultar" in reply
