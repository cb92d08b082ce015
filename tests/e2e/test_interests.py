"""What people ask to learn reaches the public figures, once enough have asked."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.e2e.conftest import Stack
from tests.e2e.phone import Phone, direct

PATIENCE_S = 60


def test_ten_searches_from_a_province_are_shown_and_nine_are_not(
    stack: Stack, phone: Callable[..., Phone]
) -> None:
    # The nine come first: when the ten are written, so are they.
    for town, times in (("cajamarca", 9), ("huanta", 10)):
        person = phone()
        person.say(f"hay un hub cerca de {town}?")
        for _ in range(times):
            assert "http" in person.say("quiero aprender excel")
    _wait_for_huanta(stack)
    answer = direct().get(stack.url("recommender", "/v1/interests"), timeout=10).json()
    provinces = {province["id"]: province for province in answer["provinces"]}
    assert "0601" not in provinces and answer["hidden"] >= 1
    assert provinces["0504"]["department"] == "Ayacucho"
    assert provinces["0504"]["topics"][0]["count"] >= 10


def _wait_for_huanta(stack: Stack) -> None:
    """Wait until the counts are written; the recommender, asked too early, would keep none."""
    end = time.monotonic() + PATIENCE_S
    while True:
        answer = direct().get(stack.url("knowledge_base", "/v1/interests"), timeout=10).json()
        if any(one["province"] == "0504" for one in answer["interests"]):
            return
        assert time.monotonic() < end, answer
        time.sleep(0.2)
