"""The real recommender on a free port, its register as it ships before each test."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

pytest.importorskip("scipy", reason="the recommender runs in the services' environment")

from flask import Flask
from sqlalchemy import delete, insert, select, update
from werkzeug.serving import make_server

from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.clients.recommender import Recommender
from knowledge_base.console.settings import ConsoleSettings
from recommender.service.app import create_app
from recommender.settings import Settings
from recommender.store import hubs, register, reports
from tests.knowledge_base.console.conftest import KEY, PASSWORD, Visitor

SERVICE_TOKEN = "a-service-token-of-the-tests"
REPORTS_TOKEN = "a-token-of-the-assistant"


class Register:
    """The recommender beside the console: what the assistant sees and says there."""

    def __init__(self, app: Flask, url: str) -> None:
        self.app, self.url = app, url
        self.engine = app.extensions["recommender"].parts.register.engine
        with self.engine.connect() as connection:
            self._shipped = [dict(row) for row in connection.execute(select(hubs)).mappings()]

    def restore(self) -> None:
        """Bring the register back to what it ships with."""
        with self.engine.begin() as connection:
            connection.execute(update(register).values(version=register.c.version + 1))
            connection.execute(delete(hubs))
            connection.execute(delete(reports))
            connection.execute(insert(hubs), self._shipped)

    def change(self, hub_id: str, **values: Any) -> None:
        """Write into a hub's row what no route writes, such as what a newer source says."""
        with self.engine.begin() as connection:
            connection.execute(update(register).values(version=register.c.version + 1))
            connection.execute(update(hubs).where(hubs.c.id == hub_id).values(**values))

    def nearest(self, latitude: float, longitude: float) -> list[str]:
        """The ids that a person beside this point is told of."""
        query = {"lat": latitude, "lon": longitude, "limit": 3}
        answer = self.app.test_client().get("/v1/hubs/nearest", query_string=query)
        return [hub["id"] for hub in answer.json["hubs"]]  # type: ignore[index]

    def report(self, hub_id: str, outcome: str, people: int) -> None:
        """Let some people say how a visit went."""
        headers = {"Authorization": f"Bearer {REPORTS_TOKEN}"}
        for number in range(people):
            body = {"outcome": outcome, "reporter": f"{number:064x}"}
            path = f"/v1/hubs/{hub_id}/reports"
            answer = self.app.test_client().post(path, json=body, headers=headers)
            assert answer.status_code == 201


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    settings = Settings(
        var=tmp_path_factory.mktemp("recommender"),
        service_token=SERVICE_TOKEN,
        reports_token=REPORTS_TOKEN,
        load_model=False,
    )
    app = create_app(settings)
    app.extensions["recommender"].wait(120)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Register(app, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()


@pytest.fixture
def world(served: Register) -> Register:
    served.restore()
    return served


@pytest.fixture
def console_settings(world: Register) -> ConsoleSettings:
    return ConsoleSettings(
        key=KEY, development=True, recommender_url=world.url, recommender_token=SERVICE_TOKEN
    )


@pytest.fixture
def client(world: Register) -> Iterator[Recommender]:
    """The console's client, as its pages use it."""
    found = Recommender(world.url, SERVICE_TOKEN)
    yield found
    found.close()


@pytest.fixture
def without(
    start: Callable[..., Flask], settings: Any, console_settings: ConsoleSettings
) -> Callable[..., Visitor]:
    """Sign a publisher in to a console whose settings differ in something."""

    def enter(**changed: Any) -> Visitor:
        app = start(replace(settings, console=replace(console_settings, **changed)))
        people = app.extensions["console"].people
        people.create("otra", Role.PUBLISHER, PASSWORD, must_change=False)
        visitor = Visitor(app.test_client())
        assert visitor.sign_in("otra").status_code == 302
        return visitor

    return enter
