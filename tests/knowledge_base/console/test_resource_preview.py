"""A resource as people would get it: the replies that the action server writes, or a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from knowledge_base.console.settings import ConsoleSettings
from tests.contract.shape import load
from tests.knowledge_base.console.conftest import KEY, Visitor
from tests.knowledge_base.console.test_actions_client import Answering

BODY = load("reply_preview")["response"]["body"]
SignedIn = Callable[[str], Visitor]


@pytest.fixture
def actions() -> Iterator[Answering]:
    server = Answering(200, json.dumps(BODY).encode())
    yield server
    server.close()


@pytest.fixture
def console_settings(actions: Answering) -> ConsoleSettings:
    return replace(ConsoleSettings(key=KEY, development=True), actions_url=actions.url)


def test_the_replies_are_shown_as_the_action_server_wrote_them(
    signed_in: SignedIn, actions: Answering
) -> None:
    editor = signed_in("editor")
    fields = {"title": "Python <i>fácil</i>", "kind": "book", "description": "Libro."}
    where = editor.post("/console/resources/new", fields).headers["Location"]
    page = editor.get(where.removesuffix("/edit") + "/preview").get_data(as_text=True)
    for one in (*BODY["whatsapp"]["messages"], *BODY["sms"]["messages"]):
        assert one["text"] in page
    assert "1 SMS en total" in page and "«á» llega como «a»" in page
    (path, sent), *_ = actions.sent
    assert path == "/v1/replies/resource"
    assert sent["resource"]["title"] == "Python <i>fácil</i>"
    assert "asked" not in sent["resource"]
    assert "<i>fácil</i>" not in page
