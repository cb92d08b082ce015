"""A hub that was shown is asked about later, and the answer reaches who keeps the register."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.conftest import TOKEN, Stack, start_stack
from tests.e2e.phone import Phone, direct

EDITOR = "a-service-token-for-the-end-to-end-tests"


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The stack in which the day after has come as soon as a hub was shown."""
    settings = {
        "BOT_REPORT_AFTER_S": "0",
        "RECOMMENDER_SERVICE_TOKEN": EDITOR,
        "RECOMMENDER_REPORTS_TOKEN": "a-reports-token-for-the-end-to-end-tests",
    }
    running = start_stack(tmp_path_factory.mktemp("var"), settings=settings)
    yield running
    running.stop()


def reports(stack: Stack, hub_id: str) -> dict[str, object]:
    answer = direct().get(
        stack.url("recommender", f"/v1/hubs/{hub_id}/reports"),
        headers={"Authorization": f"Bearer {EDITOR}"},
        timeout=10,
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def nearest_to_huanta(stack: Stack) -> dict[str, str]:
    query = {"lat": -12.93942, "lon": -74.24788, "limit": 1}
    answer = direct().get(stack.url("recommender", "/v1/hubs/nearest"), params=query, timeout=10)
    hub: dict[str, str] = answer.json()["hubs"][0]
    return hub


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_an_answer_reaches_the_register_and_borrar_takes_it_back(
    impatient: Stack, channel: str
) -> None:
    webhook = impatient.url("bot", "/webhooks/twilio/webhook")
    student, hub = Phone(webhook, webhook, TOKEN, channel), nearest_to_huanta(impatient)
    assert "irvi" not in student.say("hubs cerca de Huanta").split("\n")[-1]
    reply = student.say("muchas gracias")
    assert hub["name"] in reply and "cerrado" in reply and "sin internet" in reply
    thanks = student.say("2")
    assert hub["name"] in thanks and "estaba cerrado" in thanks
    assert [said["outcome"] for said in reports(impatient, hub["id"])["latest"]] == ["closed"]  # type: ignore[attr-defined]
    assert "cerrado" not in student.say("muchas gracias")
    assert "orramos" in student.say("BORRAR")
    assert reports(impatient, hub["id"])["latest"] == []
