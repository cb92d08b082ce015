"""Copies by the clock: a dated name in a folder, and old ones go only when a good one is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from knowledge_base.console.backup import commands
from knowledge_base.console.backup.copying import check_backup, make_backup
from knowledge_base.console.backup.dated import copies, path_of
from knowledge_base.console.backup.dump import End
from knowledge_base.console.backup.errors import DamagedFile
from knowledge_base.database.engine import open_database
from knowledge_base.settings import Settings, SettingsError
from tests.knowledge_base.console.backup.conftest import NewDatabase
from tests.knowledge_base.console.backup.running import KEY, Recommender, beside, run

ROOT = Path(__file__).resolve().parents[4]
NOW = datetime.now(UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "copias"
    made.mkdir()
    return made


def old(folder: Path, days: int, *, whole: bool = True) -> Path:
    """A file named as a copy of so many days ago."""
    path = path_of(folder, NOW - timedelta(days=days), whole=whole)
    path.write_bytes(b"a copy")
    return path


def test_a_copy_has_its_moment_in_its_name_and_can_be_put_back(
    keyed: Settings, folder: Path, tmp_path: Path
) -> None:
    assert run(keyed, "backup", "--into", folder) == 0
    (copy,) = copies(folder)
    assert timedelta() <= datetime.now(UTC) - copy.made_at < timedelta(minutes=5)
    elsewhere = replace(keyed, database_url=f"sqlite:///{tmp_path / 'otra.sqlite'}")
    assert run(elsewhere, "restore", copy.path) == 0


def test_of_one_second_the_copy_with_the_hubs_comes_first(folder: Path) -> None:
    alone, whole = old(folder, 1, whole=False), old(folder, 1)
    assert [copy.path for copy in copies(folder)] == [whole, alone]


def test_what_is_too_old_goes_and_nothing_else(keyed: Settings, folder: Path) -> None:
    gone = [old(folder, 31), old(folder, 400)]
    kept = [old(folder, 29), old(folder, 1), old(folder, -3)]
    for name in ("copia.thb", "techhub-2020-01-01.thb", "techhub-2020-13-01T000000Z.thb"):
        (folder / name).write_bytes(b"another's")
        kept.append(folder / name)
    assert run(keyed, "backup", "--into", folder) == 0
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in kept) and len(list(folder.iterdir())) == len(kept) + 1


def test_how_long_is_a_setting_of_a_month(keyed: Settings, folder: Path) -> None:
    assert Settings.from_environment({}).console.backup_keep_days == 30
    with pytest.raises(SettingsError, match="KNOWLEDGE_BASE_BACKUP_KEEP_DAYS"):
        Settings.from_environment({"KNOWLEDGE_BASE_BACKUP_KEEP_DAYS": "0"})
    path = old(folder, 3)
    run(replace(keyed, console=replace(keyed.console, backup_keep_days=2)), "backup", "--into",
        folder)  # fmt: skip
    assert not path.exists()


def test_where_none_can_be_made_the_old_ones_stay(
    keyed: Settings, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = old(folder, 90)
    away = replace(keyed, database_url="postgresql+psycopg://u:secret@127.0.0.1:1/d")
    assert run(away, "backup", "--into", folder) == 1
    assert "secret" not in capsys.readouterr().err
    assert list(folder.iterdir()) == [path]
    assert run(keyed, "backup", "--into", folder / "not mounted") == 1


def test_where_the_new_one_cannot_be_read_the_old_ones_stay(
    keyed: Settings,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def torn(url: str, key: str, path: Path, files: Mapping[str, bytes]) -> list[End]:
        ends = make_backup(url, key, path, files)
        path.write_bytes(path.read_bytes()[:-1])
        return ends

    path = old(folder, 90)
    monkeypatch.setattr(commands, "make_backup", torn)
    assert run(keyed, "backup", "--into", folder) == 1
    assert "no se pudo volver a leer" in capsys.readouterr().err
    assert path.exists()


def test_without_the_hubs_it_fails_and_the_last_one_with_them_stays(
    keyed: Settings, folder: Path, recommender: Recommender, capsys: pytest.CaptureFixture[str]
) -> None:
    last, before = old(folder, 40), old(folder, 41)
    alone = old(folder, 39, whole=False)
    refused = beside(keyed, recommender.url, "another token")
    assert run(refused, "backup", "--into", folder) == 1
    assert "sin el registro de hubs" in capsys.readouterr().err
    assert last.exists() and not before.exists() and not alone.exists()
    (newest, *_) = copies(folder)
    assert not newest.whole and newest.path.name.endswith("-sin-hubs.thb")
    assert run(beside(keyed, recommender.url), "backup", "--into", folder) == 0
    assert not last.exists() and copies(folder)[0].whole


def test_any_damage_is_found_by_reading_a_copy_back(keyed: Settings, folder: Path) -> None:
    path = folder / "copia"
    files = {"hubs.geojson": b"x" * 100_000}
    ends = make_backup(keyed.database_url, KEY, path, files)
    assert check_backup(KEY, path) == ends
    whole = path.read_bytes()
    for at in (0, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(DamagedFile):
            check_backup(KEY, path)


def test_asked_to_end_it_does_at_once_and_leaves_no_half_copy(
    new_database: NewDatabase, folder: Path
) -> None:
    url = new_database("postgresql")
    open_database(url).dispose()
    killed = folder / ".techhub-2026-01-01T000000Z.thb.abc.part"
    killed.write_bytes(b"what a killed run left")
    socket_folder = make_url(url).query["host"]
    locked = f"host={socket_folder} user=test dbname={make_url(url).database}"
    environ = {
        **os.environ,
        "KNOWLEDGE_BASE_DATABASE_URL": url,
        "KNOWLEDGE_BASE_BACKUP_KEY": KEY,
        "KNOWLEDGE_BASE_RECOMMENDER_URL": "",
    }
    command = [sys.executable, "-m", "knowledge_base.console", "backup", "--into", str(folder)]
    with psycopg.connect(locked) as other:
        # The copy waits for this table in the middle.
        other.execute("LOCK TABLE resources IN ACCESS EXCLUSIVE MODE")
        running = subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.PIPE)
        while len(list(folder.iterdir())) < 2 and running.poll() is None:
            time.sleep(0.05)
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 128 + signal.SIGTERM
    assert list(folder.iterdir()) == [killed]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert [path for path in folder.iterdir()] == [copies(folder)[0].path]
