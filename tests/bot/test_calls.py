"""Calls to the action server while its pods are replaced."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import aiohttp
import pytest
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot import calls, faster
from tests.breaking import HALF, SILENT, breaking

ANSWER = {"events": [], "responses": [{"text": "Hay tres hubs."}]}


@pytest.fixture(autouse=True)
def kept_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EndpointConfig, "session", faster.session_of)


def called(url: str, times: int = 1) -> list[Any]:
    """What comes of calls one after the other, as Rasa makes them."""

    async def call() -> list[Any]:
        endpoint = EndpointConfig(url)
        answers = [await endpoint.request(json={"next_action": "a"}) for _ in range(times)]
        async with endpoint.session() as session:
            await session.close()
        return answers

    return asyncio.run(call())


@pytest.mark.parametrize("how", [SILENT, HALF])
def test_a_call_whose_connection_breaks_is_made_again(how: str) -> None:
    with breaking(ANSWER, how, how) as server:
        assert called(server.url) == [ANSWER]
    assert len(server.asked) == 3


def test_a_connection_that_ended_between_two_calls_costs_none() -> None:
    with breaking(ANSWER, "", SILENT) as server:
        assert called(server.url, times=2) == [ANSWER, ANSWER]
    assert len(server.asked) == 3


def test_a_server_that_stays_away_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "PATIENCE_S", 0.2)
    with pytest.raises(aiohttp.ClientConnectorError):
        called(f"http://127.0.0.1:{_free_port()}")


def test_a_refusal_is_an_answer_and_is_read_as_rasa_reads_it() -> None:
    with breaking(ANSWER) as server, pytest.raises(ClientResponseError) as refusal:
        server.status = 400
        called(server.url)
    assert "Hay tres hubs" in str(refusal.value.text) and len(server.asked) == 1


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
