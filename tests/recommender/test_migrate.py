"""`python -m recommender.migrate` makes a store ready, once, whoever else does the same."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from recommender.hubs.register import HubRegister
from recommender.model.bundle import Bundle
from recommender.plan.plans import PlanStore
from recommender.service.runtime import load_parts
from recommender.settings import Settings
from recommender.store import is_ahead, make_engine, open_store

ROOT = Path(__file__).resolve().parents[2]


def begin(*command: str, **changed: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **changed},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def migrate(url: str, **changed: str) -> subprocess.Popen[str]:
    return begin("-m", "recommender.migrate", RECOMMENDER_DATABASE_URL=url, **changed)


def put_ahead(url: str) -> None:
    """Let the store be as a newer program leaves it: a revision and a column unknown here."""
    with make_engine(url).begin() as connection:
        connection.execute(text("UPDATE recommender_alembic_version SET version_num = '9999'"))
        connection.execute(text("ALTER TABLE hubs ADD COLUMN wheelchair VARCHAR(8)"))


def test_two_at_once_migrate_and_seed_once_and_a_third_changes_nothing(store_url: str) -> None:
    both = [migrate(store_url) for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    words = " ".join(out for out, _ in said)
    assert words.count("from nothing to") == words.count("taken in") == 1
    assert words.count("as before") == words.count("in already") == 1
    register = HubRegister(make_engine(store_url))
    state = register.state()
    assert state.version == 1 and len(register.entries()) == state.total > 0
    again = migrate(store_url)
    assert again.communicate(timeout=120)[0].endswith("were in already\n")
    assert register.version() == 1


def test_services_that_start_at_once_before_their_job_come_up(store_url: str) -> None:
    code = "import sys; from recommender.store import open_store; open_store(sys.argv[1])"
    pods = [begin("-c", code, store_url) for _ in range(4)]
    said = [pod.communicate(timeout=120) for pod in pods]
    assert [pod.returncode for pod in pods] == [0, 0, 0, 0], said


def test_a_pod_of_before_serves_a_store_of_after_and_leaves_its_hubs(
    store_url: str, bundle: Bundle
) -> None:
    register = HubRegister(open_store(store_url))
    settings = Settings(bundle=bundle.folder, database_url=store_url)
    load_parts(settings, bundle)
    with register.engine.begin() as connection:
        connection.execute(text("UPDATE register SET seed_digest = 'of a newer bundle'"))
    put_ahead(store_url)
    parts = load_parts(settings, bundle)
    assert is_ahead(parts.register.engine) and parts.register.version() == 1
    assert len(parts.hubs.index().hubs) == register.state().total
    assert isinstance(parts.plans, PlanStore)
    late = migrate(store_url)
    assert "of a newer program (revision 9999)" in late.communicate(timeout=120)[0]
    assert late.returncode == 0


def test_what_hinders_it_is_one_sentence_without_the_password(tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"postgresql://u:secret@127.0.0.1:{nobody.getsockname()[1]}/d"
        away = migrate(url)
        _, said = away.communicate(timeout=120)
    assert away.returncode == 1 and said.count("\n") == 1
    assert "cannot be reached" in said and "secret" not in said
    lost = migrate(f"sqlite:///{tmp_path}/x.sqlite", RECOMMENDER_BUNDLE=str(tmp_path))
    _, said = lost.communicate(timeout=120)
    assert lost.returncode == 1 and "manifest.json is missing" in said


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////proc/none/x.sqlite"])
def test_what_cannot_be_opened_is_said_too(url: str) -> None:
    process = migrate(url)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    assert said.startswith("recommender.migrate: ") and "Traceback" not in said
