"""A copy put back is what it was, from either database to either; and all that may go wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, inspect, select, text

from knowledge_base.console.backup import copying
from knowledge_base.console.backup.copying import make_backup, restore_backup
from knowledge_base.console.backup.errors import BackupError, DamagedFile, WrongKey
from knowledge_base.database.engine import migration_config, open_database
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore
from knowledge_base.resources.tables import resources, revisions
from tests.knowledge_base.console.backup.rows import contents, fill

ROOT = Path(__file__).parents[4]
KEY = "una frase que nadie adivina 2026"
HEADER = 64
KINDS = ("sqlite", "postgresql")
NewDatabase = Callable[[str], str]


def filled(url: str, rows: int = 40) -> dict[str, list[object]]:
    engine = open_database(url)
    fill(engine, rows)
    found = contents(engine)
    engine.dispose()
    return found


def held(url: str) -> dict[str, list[object]]:
    engine = create_engine(url)
    found = contents(engine)
    engine.dispose()
    return found


@pytest.mark.parametrize("source", KINDS)
@pytest.mark.parametrize("target", KINDS)
def test_what_is_put_back_is_what_was_copied(
    new_database: NewDatabase, tmp_path: Path, source: str, target: str
) -> None:
    before, url = new_database(source), new_database(target)
    rows = filled(before)
    hubs = b'{"type": "FeatureCollection"}' * 5_000
    copied = make_backup(before, KEY, tmp_path / "copia", {"hubs.geojson": hubs})
    restored = restore_backup(url, KEY, tmp_path / "copia", replace=False)
    assert held(url) == rows
    assert all(rows.values())
    assert restored.parts == copied
    assert restored.files == {"hubs.geojson": hubs}
    assert held(before) == rows


@pytest.mark.parametrize("target", KINDS)
def test_the_restored_database_goes_on_counting(
    new_database: NewDatabase, tmp_path: Path, welding: Resource, target: str
) -> None:
    """A number that was given out and deleted is not given out again."""
    before, url = new_database(KINDS[1 - KINDS.index(target)]), new_database(target)
    engine = open_database(before)
    store = ResourceStore(engine)
    for _ in range(3):
        store.save(welding)
    with engine.begin() as connection:
        numbers = list(connection.execute(select(revisions.c.number)).scalars())
        connection.execute(revisions.delete().where(revisions.c.number == max(numbers)))
    engine.dispose()
    make_backup(before, KEY, tmp_path / "copia", {})
    restore_backup(url, KEY, tmp_path / "copia", replace=False)
    engine = open_database(url)
    ResourceStore(engine).save(welding)
    with engine.connect() as connection:
        after = max(connection.execute(select(revisions.c.number)).scalars())
    engine.dispose()
    assert after == max(numbers) + 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_database_that_holds_something_is_replaced_only_on_demand(
    new_database: NewDatabase, tmp_path: Path, kind: str
) -> None:
    before, url = new_database("sqlite"), new_database(kind)
    rows = filled(before, 5)
    make_backup(before, KEY, tmp_path / "copia", {})
    other = filled(url, 9)
    with pytest.raises(BackupError, match="--replace"):
        restore_backup(url, KEY, tmp_path / "copia", replace=False)
    assert held(url) == other
    restore_backup(url, KEY, tmp_path / "copia", replace=True)
    assert held(url) == rows


@pytest.mark.parametrize("kind", KINDS)
def test_tables_of_others_are_neither_copied_nor_touched(
    new_database: NewDatabase, tmp_path: Path, kind: str
) -> None:
    url = new_database(kind)
    rows = filled(url, 3)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE strange (id INTEGER)"))
        connection.execute(text("INSERT INTO strange VALUES (7)"))
    parts = make_backup(url, KEY, tmp_path / "copia", {})
    assert "strange" not in {part.name for part in parts}
    restore_backup(url, KEY, tmp_path / "copia", replace=True)
    assert held(url) == {**rows, "strange": [[7]]}
    engine.dispose()


@pytest.mark.parametrize("kind", KINDS)
def test_an_older_copy_is_brought_forward(
    new_database: NewDatabase, tmp_path: Path, welding: Resource, kind: str
) -> None:
    before, url = new_database("sqlite"), new_database(kind)
    engine = open_database(before)
    ResourceStore(engine).save(welding)
    with engine.begin() as connection:
        command.downgrade(migration_config(connection), "0002")
    engine.dispose()
    make_backup(before, KEY, tmp_path / "copia", {})
    restored = restore_backup(url, KEY, tmp_path / "copia", replace=False)
    assert restored.head.revision == "0002"
    engine = open_database(url)
    assert ResourceStore(engine).owner_of_link("http://example.org/soldadura/") == welding.id
    engine.dispose()


@pytest.mark.parametrize("kind", KINDS)
def test_a_newer_copy_is_refused(new_database: NewDatabase, tmp_path: Path, kind: str) -> None:
    before, url = new_database("sqlite"), new_database(kind)
    filled(before, 2)
    make_backup(before, KEY, tmp_path / "copia", {})
    seen = copying.is_known
    copying.is_known = lambda connection, revision: False
    try:
        with pytest.raises(BackupError, match="más nueva"):
            restore_backup(url, KEY, tmp_path / "copia", replace=True)
    finally:
        copying.is_known = seen
    engine = create_engine(url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_an_empty_database_gives_no_copy(new_database: NewDatabase, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="vacía"):
        make_backup(new_database("sqlite"), KEY, tmp_path / "copia", {})
    assert not (tmp_path / "copia").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_key_or_any_damage_changes_nothing(
    new_database: NewDatabase, tmp_path: Path, kind: str
) -> None:
    before, url = new_database("sqlite"), new_database(kind)
    filled(before, 60)
    whole = tmp_path / "copia"
    make_backup(before, KEY, whole, {"hubs.geojson": os.urandom(200_000)})
    rows = filled(url, 4)
    with pytest.raises(WrongKey, match="KNOWLEDGE_BASE_BACKUP_KEY"):
        restore_backup(url, KEY + "x", whole, replace=True)
    content = whole.read_bytes()
    head, sealed = content[:HEADER], content[HEADER:]
    size = 64 * 1024 + 16
    chunks = [sealed[start : start + size] for start in range(0, len(sealed), size)]
    assert len(chunks) > 3
    flipped = bytearray(content)
    flipped[-20] ^= 1
    damages = {
        "empty": b"",
        "no copy": b"PK\x03\x04" + content,
        "short header": content[:30],
        "header alone": head,
        "cut inside": content[: len(content) // 2],
        "cut between chunks": head + b"".join(chunks[:-1]),
        "last byte missing": content[:-1],
        "more behind": content + b"x",
        "a bit": bytes(flipped),
        "swapped": head + b"".join([chunks[1], chunks[0], *chunks[2:]]),
        "one left out": head + b"".join([chunks[0], *chunks[2:]]),
        "one twice": head + b"".join([chunks[0], *chunks]),
        "doubled": content + content,
        "costly header": content[:6] + b"\xff" + content[7:],
    }
    for name, damaged in damages.items():
        (tmp_path / "mala").write_bytes(damaged)
        with pytest.raises(BackupError, match="no se cambió nada"):
            restore_backup(url, KEY, tmp_path / "mala", replace=True)
        assert held(url) == rows, name


def test_an_altered_byte_is_noticed_wherever_it_stands(
    new_database: NewDatabase, tmp_path: Path
) -> None:
    before, url = new_database("sqlite"), new_database("sqlite")
    filled(before, 1)
    make_backup(before, KEY, tmp_path / "copia", {})
    content = (tmp_path / "copia").read_bytes()
    for place in [*range(6, 70, 7), *range(70, len(content), max(1, len(content) // 15))]:
        altered = bytearray(content)
        altered[place] ^= 0x04
        (tmp_path / "mala").write_bytes(altered)
        with pytest.raises((DamagedFile, WrongKey)):
            restore_backup(url, KEY, tmp_path / "mala", replace=True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_is_one_moment_of_a_database_that_others_write(
    new_database: NewDatabase, tmp_path: Path, welding: Resource, kind: str
) -> None:
    """Each save writes a resource and a revision at once: a copy holds both or neither."""
    before, url = new_database(kind), new_database("sqlite")
    engine = open_database(before)
    store = ResourceStore(engine)
    fill(engine, 2_000)
    ended, begun = threading.Event(), threading.Event()
    written = []

    def write() -> None:
        while not ended.is_set():
            name = f"nuevo-{len(written)}"
            url = f"https://example.org/{name}"
            store.save(replace(welding, id=name, url=url, title=name))
            written.append(name)
            begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(20)
        before_copy = len(written)
        make_backup(before, KEY, tmp_path / "copia", {})
        assert len(written) > before_copy, "nobody wrote while the copy was made"
    finally:
        ended.set()
        writer.join()
    engine.dispose()
    restore_backup(url, KEY, tmp_path / "copia", replace=False)
    engine = create_engine(url)
    with engine.connect() as connection:
        new = select(resources.c.id).where(resources.c.id.like("nuevo-%"))
        noted = select(revisions.c.resource_id).where(revisions.c.resource_id.like("nuevo-%"))
        found = set(connection.execute(new).scalars())
        assert found == set(connection.execute(noted).scalars())
        assert before_copy <= len(found) < len(written)
    engine.dispose()


def test_the_file_is_the_owners_alone_and_holds_no_word_of_the_database(
    new_database: NewDatabase, tmp_path: Path, welding: Resource
) -> None:
    before = new_database("sqlite")
    engine = open_database(before)
    ResourceStore(engine).save(welding)
    engine.dispose()
    make_backup(before, KEY, tmp_path / "copia", {})
    assert (tmp_path / "copia").stat().st_mode & 0o777 == 0o600
    content = (tmp_path / "copia").read_bytes()
    assert b"soldadura" not in content and b"resources" not in content
    make_backup(before, KEY, tmp_path / "otra", {})
    assert (tmp_path / "otra").read_bytes()[14:] != content[14:]


def test_a_run_that_is_killed_leaves_the_copy_before_it(
    new_database: NewDatabase, tmp_path: Path
) -> None:
    before, url = new_database("sqlite"), new_database("sqlite")
    rows = filled(before, 3)
    folder = tmp_path / "copias"
    folder.mkdir()
    target = folder / "copia"
    make_backup(before, KEY, target, {})
    content = target.read_bytes()
    engine = open_database(before)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120000) "
            "INSERT INTO links SELECT 'https://x/' || i, 'ok', hex(randomblob(60)), 0, "
            "'2026-01-01 00:00:00.000000' FROM n"
        )
    engine.dispose()
    code = (
        "import sys; from pathlib import Path;"
        "from knowledge_base.console.backup.copying import make_backup;"
        "make_backup(sys.argv[1], sys.argv[2], Path(sys.argv[3]), {})"
    )
    process = subprocess.Popen([sys.executable, "-c", code, before, KEY, str(target)], cwd=ROOT)
    while not any(left.stat().st_size > 300_000 for left in folder.glob(".copia.*.part")):
        assert process.poll() is None, "it ended before it could be killed"
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert target.read_bytes() == content
    restore_backup(url, KEY, target, replace=False)
    assert held(url) == rows
    assert len(list(folder.iterdir())) == 2
    make_backup(before, KEY, target, {})
    assert [left.name for left in folder.iterdir()] == ["copia"]
    restore_backup(url, KEY, target, replace=True)
    assert len(held(url)["links"]) == 120_003


@pytest.mark.parametrize("kind", KINDS)
def test_a_hundred_thousand_rows_do_not_fill_the_memory(
    new_database: NewDatabase, tmp_path: Path, kind: str
) -> None:
    """100,000 rows of 1.7 kB go through a process that may hold little more than its modules."""
    before, url = new_database(kind), new_database(kind)
    engine = open_database(before)
    numbers = (
        "generate_series(1, 100000) AS n(i)"
        if kind == "postgresql"
        else "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
        "SELECT i FROM n)"
    )
    body = json.dumps({"text": "x" * 1_500})
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO revisions (resource_id, action, actor, at, body) SELECT 'uno', 'save', "
            f"'editor', '2026-01-01 00:00:00.000000', '{body}' FROM {numbers}"
        )
    engine.dispose()
    code = (
        "import resource, sys; from pathlib import Path;"
        "from knowledge_base.console.backup.copying import make_backup, restore_backup;"
        "before, url, key, path = sys.argv[1:];"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024;"
        "start = peak();"
        "make_backup(before, key, Path(path), {});"
        "restored = restore_backup(url, key, Path(path), replace=False);"
        "print(start, peak(), [p.count for p in restored.parts if p.name == 'revisions'][0])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, before, url, KEY, str(tmp_path / "copia")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    start, peak, rows_back = map(int, ran.stdout.split())
    assert rows_back == 100_000
    # The rows are 170 MB of text; scrypt alone takes 32 MB.
    assert peak - start < 110
