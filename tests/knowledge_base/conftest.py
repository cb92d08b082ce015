"""What the knowledge base's tests share: the encoder, a small real catalogue, databases, an app."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("faiss", reason="the knowledge base runs in the services' environment")

import psycopg
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from knowledge_base.database.engine import open_database
from knowledge_base.index.built import BuiltIndex, build
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.encoders.load import load_encoder
from knowledge_base.index.search import Searcher
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.resources.records import Resource, resource_from
from knowledge_base.service.app import create_app
from knowledge_base.settings import Settings

CATALOGUE = Path(__file__).parent / "catalogue"
TOKEN = "a-token-of-the-tests"
_PROGRAMS = Path("/usr/lib/postgresql/15/bin")
_PATIENCE_S = 60


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for background work; fail after a minute."""
    end = time.monotonic() + _PATIENCE_S
    while not true():
        assert time.monotonic() < end, "the background work did not end"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="session")
def catalogue() -> list[Resource]:
    return read_catalogue(CATALOGUE)


@pytest.fixture(scope="session")
def index(catalogue: list[Resource], encoder: Encoder) -> BuiltIndex:
    return build(catalogue, 1, encoder)


@pytest.fixture(scope="session")
def searcher(index: BuiltIndex) -> Searcher:
    return Searcher(index)


@pytest.fixture
def welding() -> Resource:
    """A resource on something that the small catalogue lacks."""
    return resource_from(
        {
            "id": "soldadura-submarina",
            "title": "Soldadura submarina",
            "url": "https://www.example.org/soldadura",
            "language": "es",
            "kind": "course",
            "topic": "oficios",
            "description": "Como se une metal bajo el agua.",
            "tags": ["soldadura", "buceo"],
        }
    )


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """A PostgreSQL server of these tests alone, on a socket in the folder that is returned."""
    if not (_PROGRAMS / "initdb").exists():
        pytest.skip(f"no PostgreSQL server programs in {_PROGRAMS}")
    user: list[str] = []
    folder = Path(tempfile.mkdtemp(prefix="kb-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        try:
            shutil.chown(folder, "postgres", "postgres")
        except LookupError:
            pytest.skip("running as root, and there is no user `postgres` to start the server as")
    control = [*user, str(_PROGRAMS / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    try:
        _quietly([*control, "-o", "--auth=trust --username=test --no-sync", "initdb"], folder)
        _quietly([*control, "-l", str(folder / "log"), "-o", options, "start"], folder)
        yield folder
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], capture_output=True, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)


def _quietly(command: list[str], folder: Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'resources.sqlite'}"
    folder = request.getfixturevalue("postgres_server")
    name = f"kb_{uuid.uuid4().hex}"
    with psycopg.connect(f"host={folder} user=test dbname=postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://test@/{name}?host={folder}"


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    engine = open_database(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        var=tmp_path / "knowledge_base",
        database_url=f"sqlite:///{tmp_path / 'resources.sqlite'}",
        catalogue=CATALOGUE,
        editor_token=TOKEN,
        refresh_s=1,
    )


@pytest.fixture
def start(encoder: Encoder) -> Iterator[Callable[[Settings], Flask]]:
    """Start the service and wait until it is ready; it ends with the test."""
    started: list[Flask] = []

    def run(settings: Settings) -> Flask:
        app = create_app(settings, encoder)
        started.append(app)
        wait_until(lambda: app.extensions["knowledge_base"].ready)
        return app

    yield run
    for app in started:
        app.extensions["knowledge_base"].stop()


@pytest.fixture
def client(start: Callable[[Settings], Flask], settings: Settings) -> FlaskClient:
    return start(settings).test_client()


@pytest.fixture
def closed_client(start: Callable[[Settings], Flask], settings: Settings) -> FlaskClient:
    """A service whose operator has set no editors' token."""
    return start(replace(settings, editor_token="")).test_client()


@pytest.fixture
def editor() -> dict[str, str]:
    """The headers of someone who may write."""
    return {"Authorization": f"Bearer {TOKEN}"}
