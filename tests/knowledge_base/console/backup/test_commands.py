"""`backup` and `restore` as an operator runs them: what is said, what is refused, the hubs."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from knowledge_base.console.audit import AuditLog, audit
from knowledge_base.console.backup import hubs
from knowledge_base.console.backup.hubs import HubsAway, HubSource, fetch_hubs
from knowledge_base.console.settings import ConsoleSettings
from knowledge_base.database.engine import open_database
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import Settings
from tests.knowledge_base.console.backup.running import (
    KEY,
    REGISTER,
    TOKEN,
    Recommender,
    beside,
    run,
)


@pytest.fixture
def elsewhere(keyed: Settings, tmp_path: Path) -> Settings:
    """The same with a database that is not there yet, nor its folder."""
    return replace(keyed, database_url=f"sqlite:///{tmp_path / 'nueva' / 'otra.sqlite'}")


def titles(settings: Settings) -> list[str]:
    engine = open_database(settings.database_url)
    found = [one.title for one in ResourceStore(engine).all()]
    engine.dispose()
    return found


def test_a_copy_with_the_hubs_is_made_and_put_back(
    keyed: Settings,
    elsewhere: Settings,
    tmp_path: Path,
    recommender: Recommender,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(beside(keyed, recommender.url), "backup", tmp_path / "copia") == 0
    assert recommender.asked == ["/v1/hubs:export?format=geojson"]
    said = capsys.readouterr().out
    assert "resources 1" in said and "hubs.geojson" in said and KEY not in said
    out = tmp_path / "hubs.geojson"
    assert run(elsewhere, "restore", tmp_path / "copia", "--hubs-to", out) == 0
    assert titles(elsewhere) == ["Soldadura submarina"]
    assert out.read_bytes() == REGISTER
    assert "knowledge_base.publishing build" in capsys.readouterr().out


def test_hubs_are_not_pushed_anywhere_and_their_copy_is_mentioned(
    keyed: Settings,
    elsewhere: Settings,
    tmp_path: Path,
    recommender: Recommender,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(beside(keyed, recommender.url), "backup", tmp_path / "copia")
    assert run(elsewhere, "restore", tmp_path / "copia") == 0
    assert "--hubs-to" in capsys.readouterr().out
    assert len(recommender.asked) == 1


def test_a_copy_without_hubs_says_so(
    keyed: Settings,
    elsewhere: Settings,
    tmp_path: Path,
    recommender: Recommender,
    capsys: pytest.CaptureFixture[str],
) -> None:
    refused = beside(keyed, recommender.url, "another token")
    assert run(refused, "backup", tmp_path / "copia") == 0
    assert "sin él" in capsys.readouterr().err
    out = tmp_path / "hubs.geojson"
    assert run(elsewhere, "restore", tmp_path / "copia", "--hubs-to", out) == 1
    assert "no trae el registro" in capsys.readouterr().err
    assert not out.exists()
    assert titles(elsewhere) == ["Soldadura submarina"]


def test_a_recommender_that_is_away_fails_or_sends_too_much_is_named(
    recommender: Recommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(HubsAway):
        fetch_hubs(HubSource("http://127.0.0.1:1", TOKEN))
    monkeypatch.setattr(hubs, "LARGEST", len(REGISTER) - 1)
    with pytest.raises(HubsAway, match="too large"):
        fetch_hubs(HubSource(recommender.url, TOKEN))
    recommender.status = 500
    with pytest.raises(HubsAway, match="500"):
        fetch_hubs(HubSource(recommender.url, TOKEN))
    assert TOKEN not in repr(HubSource(recommender.url, TOKEN))


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_without_a_key_nothing_is_done(
    settings: Settings, tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(settings, command, tmp_path / "copia") == 1
    assert "KNOWLEDGE_BASE_BACKUP_KEY" in capsys.readouterr().err
    assert not (tmp_path / "copia").exists()


def test_a_folder_or_a_file_that_is_not_there_is_told(
    keyed: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(keyed, "backup", tmp_path / "nowhere" / "copia") == 1
    assert "No se pudo escribir" in capsys.readouterr().err
    assert run(keyed, "restore", tmp_path / "nada", "--replace") == 1
    assert "No se pudo leer" in capsys.readouterr().err
    assert titles(keyed) == ["Soldadura submarina"]


def test_a_wrong_key_and_a_full_database_are_told(
    keyed: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(keyed, "backup", tmp_path / "copia")
    capsys.readouterr()
    assert run(keyed, "restore", tmp_path / "copia") == 1
    assert "--replace" in capsys.readouterr().err
    other = replace(keyed, console=ConsoleSettings(backup_key="otra frase que nadie adivina"))
    assert run(other, "restore", tmp_path / "copia", "--replace") == 1
    assert "no es la de esta copia" in capsys.readouterr().err
    assert run(keyed, "restore", tmp_path / "copia", "--replace") == 0
    assert titles(keyed) == ["Soldadura submarina"]


def test_the_log_is_whole_after_a_restore_and_tells_of_it(
    keyed: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    engine = open_database(keyed.database_url)
    AuditLog(engine).record("rosa", "resource.publish", "resource:excel")
    engine.dispose()
    run(keyed, "backup", tmp_path / "copia")
    assert run(elsewhere, "restore", tmp_path / "copia") == 0
    engine = open_database(elsewhere.database_url)
    log = AuditLog(engine)
    with engine.connect() as connection:
        rows = connection.execute(select(audit.c.action).order_by(audit.c.number))
        assert list(rows.scalars()) == ["resource.publish", "backup.restore"]
    assert log.first_broken() is None
    engine.dispose()


def test_the_command_line_has_both(
    keyed: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environ = {
        **os.environ,
        "TECHHUB_VAR": str(tmp_path / "none"),
        "KNOWLEDGE_BASE_DATABASE_URL": keyed.database_url,
        "KNOWLEDGE_BASE_BACKUP_KEY": KEY,
    }
    command = [sys.executable, "-m", "knowledge_base.console"]
    for given in (["backup", "copia"], ["restore", "copia", "--replace"]):
        given[1] = str(tmp_path / given[1])
        ran = subprocess.run([*command, *given], env=environ, capture_output=True, text=True)
        assert (ran.returncode, ran.stderr) == (0, "")
    assert titles(keyed) == ["Soldadura submarina"]
