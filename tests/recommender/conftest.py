"""What the recommender's tests share: the shipped bundle, loaded once, and stores to write to."""

from __future__ import annotations

import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="the recommender runs in the services' environment")

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from recommender.hubs.nearest import HubIndex, LiveHubs
from recommender.hubs.register import HubRegister
from recommender.model.bundle import Bundle, load_bundle
from recommender.places.gazetteer import Gazetteer
from recommender.places.search import PlaceSearch
from recommender.service.app import create_app
from recommender.service.editions import hub_seed
from recommender.settings import Settings
from recommender.store import open_store
from tests.recommender.knowledge_base import FakeKnowledgeBase

POSTGRES_PROGRAMS = Path("/usr/lib/postgresql/15/bin")
TOKEN = "a-token-of-the-tests"
REPORTS_TOKEN = "the-assistants-token-of-the-tests"


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings.from_environment(os.environ)


@pytest.fixture(scope="session")
def bundle(settings: Settings) -> Bundle:
    return load_bundle(settings.bundle)


@pytest.fixture(scope="session")
def gazetteer(bundle: Bundle) -> Gazetteer:
    return Gazetteer.from_tables(bundle.places, bundle.districts, bundle.newer_districts)


@pytest.fixture(scope="session")
def search(gazetteer: Gazetteer) -> PlaceSearch:
    return PlaceSearch(gazetteer)


@pytest.fixture(scope="session")
def seeded_hubs(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> HubIndex:
    """The hubs as the bundle ships them."""
    folder = tmp_path_factory.mktemp("seeded")
    register = HubRegister(open_store(f"sqlite:///{folder / 'hubs.sqlite'}"))
    register.seed(hub_seed(bundle))
    return LiveHubs(register).index()


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of the tests' own, reached through a socket in a temporary folder."""
    if not (POSTGRES_PROGRAMS / "initdb").exists():
        pytest.skip(f"no PostgreSQL server programs in {POSTGRES_PROGRAMS}")
    as_user: list[str] = []
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        if subprocess.run([*as_user, "true"], capture_output=True).returncode:
            pytest.skip("running as root and no user `postgres` to start the server as")
    folder = Path(
        subprocess.check_output([*as_user, "mktemp", "-d", "/tmp/pgXXXXXX"], text=True).strip()
    )
    data = folder / "data"
    control = [*as_user, str(POSTGRES_PROGRAMS / "pg_ctl"), "-D", str(data), "-w"]
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    try:
        initdb = [*as_user, str(POSTGRES_PROGRAMS / "initdb"), "-D", str(data), "-U", "test"]
        for command in (
            [*initdb, "--auth=trust", "--no-sync"],
            [*control, "-l", str(folder / "log"), "-o", options, "start"],
        ):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        yield f"postgresql://test@/postgres?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], stdout=subprocess.DEVNULL, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store, in each kind of database that is supported."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.sqlite'}"
        return
    server = Settings(database_url=request.getfixturevalue("postgres_url")).store_url
    name = f"t{uuid.uuid4().hex}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres?", f"/{name}?")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="session")
def knowledge_base() -> Iterator[FakeKnowledgeBase]:
    """What stands beside the service for as long as the tests run."""
    server = FakeKnowledgeBase()
    yield server
    server.close()


@pytest.fixture(scope="session")
def app(
    settings: Settings,
    knowledge_base: FakeKnowledgeBase,
    tmp_path_factory: pytest.TempPathFactory,
) -> Flask:
    """The whole service on the shipped bundle, the model included, with its own store."""
    made = create_app(
        Settings(
            bundle=settings.bundle,
            var=tmp_path_factory.mktemp("var"),
            service_token=TOKEN,
            reports_token=REPORTS_TOKEN,
            knowledge_base_url=knowledge_base.url,
        )
    )
    made.extensions["recommender"].wait(120)
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def editor() -> dict[str, str]:
    """The headers of someone who may write."""
    return {"Authorization": f"Bearer {TOKEN}"}
