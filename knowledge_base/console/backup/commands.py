"""`backup FILE` and `restore FILE`, for `python -m knowledge_base.console`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from knowledge_base.console.audit import AuditLog
from knowledge_base.console.backup.copying import (
    Restored,
    check_backup,
    make_backup,
    restore_backup,
)
from knowledge_base.console.backup.dated import drop_old, path_of
from knowledge_base.console.backup.dump import End
from knowledge_base.console.backup.errors import BackupError
from knowledge_base.console.backup.hubs import PART, HubsAway, HubSource, fetch_hubs
from knowledge_base.console.backup.whole_file import whole_file
from knowledge_base.database.engine import open_database
from knowledge_base.settings import Settings


def add_commands(subparsers: Any) -> None:
    """Add both commands; each sets `run`, which takes the choice and the settings."""
    backup = subparsers.add_parser("backup", help="write an encrypted copy of the database")
    where = backup.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "file", type=Path, nargs="?", help="the file to write; one of this name is replaced"
    )
    where.add_argument(
        "--into",
        type=Path,
        metavar="FOLDER",
        help="write a copy by date, and delete old ones once it was read back",
    )
    backup.set_defaults(run=run_backup)
    restore = subparsers.add_parser("restore", help="put an encrypted copy back")
    restore.add_argument("file", type=Path)
    restore.add_argument(
        "--replace", action="store_true", help="delete what the database holds now"
    )
    restore.add_argument(
        "--hubs-to",
        type=Path,
        metavar="FILE",
        help="write the copy's register of hubs to this file, for import in the console",
    )
    restore.set_defaults(run=run_restore)


def run_backup(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write the copy; return the exit status."""
    if not settings.console.backup_key:
        return _lacks_key()
    files = _hubs(settings)
    if chosen.into:
        return _write_dated(chosen.into, settings, files)
    return _write(chosen.file, settings, files)


def _write(path: Path, settings: Settings, files: Mapping[str, bytes]) -> int:
    try:
        parts = make_backup(settings.database_url, settings.console.backup_key, path, files)
    except BackupError as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(f"No se pudo escribir {path}: {error.strerror}.")
    print(f"Copia escrita en {path}: {_counts(parts)}.")
    print("Guarda la clave en otro lugar: sin ella nadie puede leer la copia.")
    return 0


def _write_dated(folder: Path, settings: Settings, files: Mapping[str, bytes]) -> int:
    """Write, read back, delete what is old; 1 too where the register of hubs is missing."""
    now, console = datetime.now(UTC), settings.console
    whole = PART in files or not console.recommender_url
    path = path_of(folder, now, whole=whole)
    if failed := _write(path, settings, files):
        return failed
    try:
        check_backup(console.backup_key, path)
        gone = drop_old(folder, path, console.backup_keep_days, now)
    except BackupError as error:
        return _failed(f"La copia no se pudo volver a leer ({error}). No se borró ninguna.")
    except OSError as error:
        return _failed(f"La carpeta {folder} no se pudo leer o limpiar: {error.strerror}.")
    print(f"Copias borradas, de hace más de {console.backup_keep_days} días: {len(gone)}.")
    return 0 if whole else _failed("La copia va sin el registro de hubs.")


def run_restore(chosen: argparse.Namespace, settings: Settings) -> int:
    """Put the copy back; return the exit status."""
    if not settings.console.backup_key:
        return _lacks_key()
    try:
        restored = restore_backup(
            settings.database_url, settings.console.backup_key, chosen.file, replace=chosen.replace
        )
    except BackupError as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(f"No se pudo leer {chosen.file}: {error.strerror}. No se cambió nada.")
    _note(settings, restored)
    print(f"Copia del {restored.head.made_at} restaurada: {_counts(restored.parts)}.")
    print(
        "Construye ahora el índice de búsqueda: "
        "python -m knowledge_base.publishing build --force, y reinicia el servicio."
    )
    return _give_hubs(restored.files.get(PART), chosen.hubs_to)


def _hubs(settings: Settings) -> dict[str, bytes]:
    source = HubSource(settings.console.recommender_url, settings.console.recommender_token)
    if not source.url:
        return {}
    try:
        return {PART: fetch_hubs(source)}
    except HubsAway as error:
        print(
            f"Aviso: el registro de hubs no se pudo leer ({error}); la copia va sin él.",
            file=sys.stderr,
        )
        return {}


def _give_hubs(content: bytes | None, path: Path | None) -> int:
    if content is None:
        return _failed("La copia no trae el registro de hubs.") if path else 0
    if path is None:
        print("La copia trae el registro de hubs: --hubs-to ARCHIVO lo escribe para importarlo.")
        return 0
    try:
        with whole_file(path) as out:
            out.write(content)
    except OSError as error:
        return _failed(f"La base se restauró; {path} no se pudo escribir: {error.strerror}.")
    print(f"Registro de hubs escrito en {path}: impórtalo en la página de hubs de la consola.")
    return 0


def _note(settings: Settings, restored: Restored) -> None:
    """Let the log that came with the copy say that it was put back."""
    engine = open_database(settings.database_url)
    detail = {"made_at": restored.head.made_at, "revision": restored.head.revision}
    AuditLog(engine).record("system", "backup.restore", "database", detail)
    engine.dispose()


def _counts(parts: list[End]) -> str:
    return ", ".join(f"{part.name} {part.count}" for part in parts)


def _lacks_key() -> int:
    return _failed(
        "Falta la clave de las copias: pon KNOWLEDGE_BASE_BACKUP_KEY con una frase de "
        "20 caracteres o más."
    )


def _failed(why: str) -> int:
    print(why, file=sys.stderr)
    return 1
