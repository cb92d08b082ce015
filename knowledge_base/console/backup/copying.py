"""Make a copy of the database, and put one back: each in one transaction, whole or not at all."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.console.backup.crypt import DecryptingReader, EncryptedWriter
from knowledge_base.console.backup.dump import End, write_dump
from knowledge_base.console.backup.errors import BackupError, DamagedFile
from knowledge_base.console.backup.load import Head, load, read_head, read_through
from knowledge_base.console.backup.schema import (
    clear,
    empty,
    is_empty,
    is_known,
    move,
    revision_of,
    tables,
)
from knowledge_base.console.backup.whole_file import whole_file
from knowledge_base.database.engine import cause

_BUSY_MS = 30_000
# Speed counts for more than the last tenth: most of a copy is text.
_COMPRESSION = 5


@dataclass(frozen=True)
class Restored:
    """What was put back; `files` are the parts that are no tables, by name."""

    head: Head
    parts: list[End]
    files: Mapping[str, bytes]


def make_backup(
    database_url: str, passphrase: str, path: Path, files: Mapping[str, bytes]
) -> list[End]:
    """Write one consistent state of the database and `files`; raises BackupError, OSError."""
    with whole_file(path) as out, _reading(database_url) as connection:
        revision = revision_of(connection)
        if revision is None:
            raise BackupError("La base de datos está vacía: todavía no hay nada que copiar.")
        with (
            EncryptedWriter(out, passphrase) as sealed,
            gzip.GzipFile(fileobj=sealed, mode="wb", compresslevel=_COMPRESSION) as packed,
        ):
            now = datetime.now(UTC).replace(microsecond=0)
            return write_dump(connection, cast(IO[bytes], packed), revision, now, files)


def check_backup(passphrase: str, path: Path) -> list[End]:
    """Read a copy from end to end as a restore would; raises BackupError, OSError."""
    with path.open("rb") as source:
        reader = DecryptingReader(source, passphrase)
        with _unpacked(reader) as lines:
            read_head(lines)
            ends = read_through(lines)
            reader.finish()
            return ends


def restore_backup(database_url: str, passphrase: str, path: Path, *, replace: bool) -> Restored:
    """Put a copy back; the database is as before where BackupError or OSError is raised.

    Only an empty database is written to, unless `replace`: then all that it holds goes.
    """
    files: dict[str, bytes] = {}
    with path.open("rb") as source:
        reader = DecryptingReader(source, passphrase)
        with _unpacked(reader) as lines:
            head = read_head(lines)
            with _writing(database_url) as connection:
                _make_room(connection, head, replace)
                into = tables(connection, head.revision)
                empty(connection, into)
                parts = load(connection, lines, into, files.__setitem__)
                reader.finish()
                move(connection, "head")
    return Restored(head, parts, files)


@contextmanager
def _unpacked(reader: DecryptingReader) -> Iterator[IO[bytes]]:
    """The lines within; raises DamagedFile where they cannot be unpacked."""
    try:
        with gzip.GzipFile(fileobj=io.BufferedReader(reader)) as packed:
            yield cast(IO[bytes], packed)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise DamagedFile(
            "El archivo está dañado o incompleto; no se cambió nada. Usa otra copia."
        ) from None


def _make_room(connection: Connection, head: Head, replace: bool) -> None:
    """Leave empty tables of the copy's own revision."""
    if not is_known(connection, head.revision):
        raise BackupError(
            f"La copia es de una versión más nueva del programa ({head.revision}); no se cambió "
            "nada. Instala esa versión y vuelve a intentarlo."
        )
    now = revision_of(connection)
    if now is not None and not is_known(connection, now):
        raise BackupError(
            f"La base de datos es de una versión más nueva del programa ({now}); no se cambió nada."
        )
    if not replace and not is_empty(connection):
        raise BackupError(
            "La base de datos no está vacía; no se cambió nada. Para borrar lo que tiene y poner "
            "la copia en su lugar, repite la orden con --replace."
        )
    if now is not None:
        clear(connection)
    move(connection, head.revision)


@contextmanager
def _reading(url: str) -> Iterator[Connection]:
    """A transaction that sees one moment of the database and cannot write."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection = connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            else:
                # The driver begins a transaction only before a write.
                connection.exec_driver_sql("BEGIN")
            yield connection
            connection.rollback()
    except SQLAlchemyError as error:
        raise BackupError(f"No se pudo leer la base de datos: {cause(error)}") from error
    finally:
        engine.dispose()


@contextmanager
def _writing(url: str) -> Iterator[Connection]:
    """A transaction that holds changes of tables too; committed only where nothing was raised."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        if engine.url.database:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        _let_us_begin(engine)
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_BUSY_MS}")
            yield connection
    except SQLAlchemyError as error:
        raise BackupError(
            f"No se pudo escribir en la base de datos; no se cambió nada: {cause(error)}"
        ) from error
    finally:
        engine.dispose()


def _let_us_begin(engine: Engine) -> None:
    """Python's driver leaves changes of tables outside its transactions, so ours is begun by us."""

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
