"""Empty databases of either kind, as many as a test asks for; one that is filled; the hubs."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psycopg
import pytest

from knowledge_base.console.settings import ConsoleSettings
from knowledge_base.database.engine import open_database
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import Settings
from tests.knowledge_base.console.backup.running import KEY, REGISTER, TOKEN, Recommender

__all__ = ["KEY", "NewDatabase"]

NewDatabase = Callable[[str], str]


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> NewDatabase:
    """Returns the address of an empty database: "sqlite" or "postgresql"."""

    def make(kind: str) -> str:
        name = f"kb_{uuid.uuid4().hex}"
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / name}.sqlite"
        folder = request.getfixturevalue("postgres_server")
        with psycopg.connect(f"host={folder} user=test dbname=postgres", autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://test@/{name}?host={folder}"

    return make


@pytest.fixture
def recommender() -> Iterator[Recommender]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            running.asked.append(self.path)
            allowed = self.headers["Authorization"] == f"Bearer {TOKEN}"
            self.send_response(running.status if allowed else 401)
            self.send_header("Content-Length", str(len(REGISTER)))
            self.end_headers()
            self.wfile.write(REGISTER)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = Recommender(f"http://127.0.0.1:{server.server_address[1]}", [])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield running
    server.shutdown()
    server.server_close()


@pytest.fixture
def keyed(settings: Settings, welding: Resource) -> Settings:
    """Settings with a key, and a database with one resource."""
    engine = open_database(settings.database_url)
    ResourceStore(engine).save(welding)
    engine.dispose()
    return replace(settings, console=ConsoleSettings(backup_key=KEY))
