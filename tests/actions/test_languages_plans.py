"""Plans in other languages: nothing is left in Spanish, also where there is none to show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.conftest import Say
from tests.actions.fake_services import FakeServices, example, problem
from tests.actions.test_languages import CHANNELS, SPANISH, fits, without_content

PLAN: Say = ("plan_sites", "plan de 3 hubs para Ayacucho", {"place": "Ayacucho", "number": "3"})
MORE_HUBS: Say = ("plan_sites", "y con 8?", {"number": "8"})


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("dialogue", [(PLAN,), (PLAN, MORE_HUBS)])
def test_a_plan_and_its_change(
    spoken: Callable[..., list[str]], dialogue: tuple[Say, ...], channel: str
) -> None:
    reply = spoken(dialogue, "en", channel)[-1]
    assert SPANISH.findall(without_content(reply)) == [], reply
    assert fits(reply, channel) and "7Q2M-X9KA" in reply
    quechua = spoken(dialogue, "qu", channel)[-1]
    assert "10 km ukupi" in quechua and "radio 10 km" in quechua and fits(quechua, channel), quechua


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "answer",
    [
        (202, example("plan_pending")),
        (201, {**example("plan_create"), "sites": []}),
        (201, example("plan_infeasible")),
        problem(422, "invalid_request"),
        problem(429, "too_many_plans"),
    ],
    ids=["pending", "nobody left", "infeasible", "refused", "two running"],
)
def test_no_plan_to_show(
    spoken: Callable[..., list[str]],
    fake: FakeServices,
    answer: tuple[int, object],
    channel: str,
) -> None:
    fake.answers["/v1/plans"] = lambda q, b: answer
    fake.answers["/v1/plans/"] = lambda q, b: (200, example("plan_pending"))
    reply = spoken((PLAN,), "en", channel)[-1]
    assert SPANISH.findall(reply) == [] and fits(reply, channel), reply
    alone = spoken((PLAN,), "qu", channel, reviewed=True)[-1]
    # A loanword; and why a plan is refused the service says in Spanish and in English.
    loaned = {"lugar"}
    assert set(SPANISH.findall(alone)) <= loaned or answer[1] == example("plan_infeasible"), alone
    assert fits(alone, channel) and fits(spoken((PLAN,), "qu", channel)[-1], channel)
