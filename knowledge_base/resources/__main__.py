"""Take in a list of resources: `python -m knowledge_base.resources import FILE`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from knowledge_base.resources.catalogue import CatalogueError, read_catalogue
from knowledge_base.resources.database import open_database
from knowledge_base.resources.imports import read_lines
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import Settings, SettingsError


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge_base.resources")
    commands = parser.add_subparsers(dest="command", required=True)
    into = commands.add_parser("import", help="take in a file of JSON lines, all or nothing")
    into.add_argument("file", type=Path)
    commands.add_parser("check", help="check the shipped catalogue and say what is wrong")
    return parser


def _import(path: Path, settings: Settings) -> int:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        print(f"{path}: no se puede leer: {error}", file=sys.stderr)
        return 1
    store = ResourceStore(open_database(settings.database_url))
    store.sync_catalogue(read_catalogue(settings.catalogue))
    known = {resource.url.rstrip("/"): resource.id for resource in store.all()}
    # Only line feeds end a JSON line; splitlines would also cut at U+2028 inside a title.
    reading = read_lines(text.split("\n"), known)
    for line in reading.left_out:
        print(f"omitida: {line}")
    if reading.faults:
        for fault in reading.faults:
            print(fault, file=sys.stderr)
        print(f"{path}: {len(reading.faults)} errores; no se guardó nada", file=sys.stderr)
        return 1
    changes = store.import_all(reading.resources)
    print(
        f"{path}: {changes.created} nuevos, {changes.updated} cambiados, "
        f"{changes.unchanged} iguales, {changes.kept_for_editors} quedan como los dejó un editor, "
        f"{len(reading.left_out)} líneas omitidas"
    )
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return the exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        settings = Settings.from_environment(os.environ)
        if chosen.command == "import":
            return _import(chosen.file, settings)
        found = read_catalogue(settings.catalogue)
        print(f"{len(found)} recursos sobre {len({r.topic for r in found})} temas")
        return 0
    except (SettingsError, CatalogueError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
