"""Alertmanager tells whom it should what happened, and is quiet of what another alert explains."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.e2e.phone import direct
from tests.k8s.monitoring.repository import alerts
from tests.k8s.monitoring.watching import alertmanager, eventually, free_address


@dataclass
class ChatServer:
    """Takes what a chat server would, by the path of the webhook."""

    address: str = ""
    told: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def of(self, receiver: str) -> list[str]:
        """What a receiver was told, as text."""
        return [json.dumps(body) for path, body in self.told if path == f"/{receiver}"]


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    chat = ChatServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            chat.told.append((self.path, json.loads(body)))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chat.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield chat
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ChatServer, str]]:
    """A chat server, and the Alertmanager that tells it, which waits for no group."""
    own = free_address()
    folder = tmp_path_factory.mktemp("alertmanager")
    with chat_server() as server, alertmanager(folder, own, chat=server.address, group_wait="0s"):
        yield server, own


def raise_alert(address: str, name: str, namespace: str = "techhub", **labels: str) -> None:
    """What Prometheus posts of an alert that fires."""
    alert = alerts()[name]
    body = {
        "labels": {"alertname": name, "namespace": namespace, **alert["labels"], **labels},
        "annotations": alert["annotations"],
    }
    answer = direct().post(f"http://{address}/api/v2/alerts", json=[body], timeout=10)
    assert answer.status_code == 200, answer.text


def test_a_page_and_a_ticket_go_where_they_belong(chat: tuple[ChatServer, str]) -> None:
    server, address = chat
    raise_alert(address, "SignaturesInvalid")
    raise_alert(address, "OptOutSpike")
    eventually("the page is told", lambda: server.of("page"))
    eventually("the ticket is told", lambda: server.of("ticket"))
    (page,) = [text for text in server.of("page") if "SignaturesInvalid" in text]
    assert "RUNBOOK.md#signaturesinvalid" in page
    assert alerts()["SignaturesInvalid"]["annotations"]["summary"] in page
    assert not [text for text in server.of("page") if "OptOutSpike" in text]
    assert [text for text in server.of("ticket") if "OptOutSpike" in text]


def quiet(address: str, name: str, label: str) -> dict[str, bool]:
    """Whether each alert of a name is kept quiet by another, by one of its labels."""
    found = direct().get(f"http://{address}/api/v2/alerts", timeout=10).json()
    return {
        one["labels"][label]: bool(one["status"]["inhibitedBy"])
        for one in found
        if one["labels"]["alertname"] == name and label in one["labels"]
    }


@pytest.mark.parametrize(
    ("cause", "consequence"),
    [
        ("StoreDown", "LateRepliesOld"),
        ("TurnsSlow", "TurnsSlowForDays"),
        ("SignaturesInvalid", "PostsUnsigned"),
    ],
)
def test_what_another_alert_explains_is_not_told(
    chat: tuple[ChatServer, str], cause: str, consequence: str
) -> None:
    _, address = chat
    raise_alert(address, cause)
    raise_alert(address, consequence)
    raise_alert(address, consequence, namespace="techhub-staging")
    # The same in another namespace has another cause.
    expected = {"techhub": True, "techhub-staging": False}
    eventually(
        f"{consequence} is quiet", lambda: quiet(address, consequence, "namespace") == expected
    )


def test_a_pod_that_is_down_hides_the_calls_of_its_own_service_alone(
    chat: tuple[ChatServer, str],
) -> None:
    _, address = chat
    raise_alert(address, "TargetDown", job="recommender", instance="recommender-0")
    for service in ("recommender", "knowledge_base"):
        raise_alert(address, "ServiceCallsFailing", service=service)
    for job in ("recommender", "bot"):
        raise_alert(address, "StoreDown", job=job)
    expected = {"recommender": True, "knowledge_base": False}
    eventually(
        "one service is quiet", lambda: quiet(address, "ServiceCallsFailing", "service") == expected
    )
    # A pod that tells of its store is up, whatever another of its kind is.
    assert quiet(address, "StoreDown", "job") == {"recommender": False, "bot": False}
