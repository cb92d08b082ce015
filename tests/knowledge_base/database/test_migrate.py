"""`python -m knowledge_base.migrate` makes a database ready, once, whoever else does the same."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from knowledge_base.database.engine import is_ahead, make_engine
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.resources.commands.opened import opened_database
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
CATALOGUE = Path(__file__).resolve().parents[1] / "catalogue"


def begin(*command: str, **changed: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "KNOWLEDGE_BASE_CATALOGUE": str(CATALOGUE), **changed},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def migrate(url: str, **changed: str) -> subprocess.Popen[str]:
    return begin("-m", "knowledge_base.migrate", KNOWLEDGE_BASE_DATABASE_URL=url, **changed)


def test_two_at_once_migrate_and_fill_once_and_a_third_changes_nothing(database_url: str) -> None:
    shipped = len(read_catalogue(CATALOGUE))
    both = [migrate(database_url) for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    words = " ".join(out for out, _ in said)
    assert words.count("from nothing to") == words.count("as before") == 1
    assert words.count(f"{shipped} created") == words.count(f"{shipped} unchanged") == 1
    store = ResourceStore(make_engine(database_url))
    assert len(store.all()) == store.revision() == shipped
    again = migrate(database_url)
    assert "0 created, 0 updated, 0 withdrawn" in again.communicate(timeout=120)[0]
    assert store.revision() == shipped


def test_services_that_start_at_once_before_their_job_come_up(database_url: str) -> None:
    module = "knowledge_base.database.engine"
    code = f"import sys; from {module} import open_database; open_database(sys.argv[1])"
    pods = [begin("-c", code, database_url) for _ in range(4)]
    said = [pod.communicate(timeout=120) for pod in pods]
    assert [pod.returncode for pod in pods] == [0, 0, 0, 0], said


def test_a_pod_of_before_reads_a_database_of_after_and_leaves_its_catalogue(
    database_url: str, tmp_path: Path
) -> None:
    settings = Settings(var=tmp_path, database_url=database_url, catalogue=CATALOGUE)
    before = len(ResourceStore(opened_database(settings)).all())
    with make_engine(database_url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("ALTER TABLE resources ADD COLUMN mood VARCHAR(8)"))
    (tmp_path / "less").mkdir()
    engine = opened_database(replace(settings, catalogue=tmp_path / "less"))
    assert is_ahead(engine) and len(ResourceStore(engine).all()) == before
    late = migrate(database_url)
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
    lost = migrate(f"sqlite:///{tmp_path}/x.sqlite", KNOWLEDGE_BASE_CATALOGUE=str(tmp_path / "no"))
    _, said = lost.communicate(timeout=120)
    assert lost.returncode == 1 and "Traceback" not in said
