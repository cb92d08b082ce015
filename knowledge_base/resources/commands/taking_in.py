"""`import FILE`: take in a list, say of every row that is not taken in why."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from knowledge_base.resources.commands.opened import opened_database
from knowledge_base.resources.expiry import today_in_peru
from knowledge_base.resources.formats.files import FORMATS, read_file
from knowledge_base.resources.formats.rows import Hints, UnreadableFile
from knowledge_base.resources.imports import Judge, Report
from knowledge_base.resources.records import KINDS, LANGUAGES
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import Settings

NOTHING_READ = 1
SOME_REJECTED = 2


def add_import(command: argparse.ArgumentParser) -> None:
    """Tell the parser what the command takes."""
    command.add_argument("file", type=Path)
    command.add_argument("--format", choices=FORMATS, help="default: as the file's name says")
    command.add_argument("--language", choices=LANGUAGES, help="of items that do not say theirs")
    command.add_argument("--kind", choices=KINDS, help="of items that do not say theirs")
    command.add_argument("--source", default="", help="name of the list, kept with each item")
    command.add_argument(
        "--all-or-nothing", action="store_true", help="take in nothing if one row is rejected"
    )
    command.add_argument(
        "--keep-similar",
        action="store_true",
        help="take in rows whose title only resembles another's, as an export may hold them",
    )


def run_import(chosen: argparse.Namespace, settings: Settings) -> int:
    """Take a file in; return 0, SOME_REJECTED or NOTHING_READ."""
    path: Path = chosen.file
    hints = Hints(chosen.language or "", chosen.kind or "", chosen.source)
    try:
        read = read_file(path, chosen.format, hints)
    except UnreadableFile as error:
        print(f"{path}: {error}", file=sys.stderr)
        return NOTHING_READ
    store = ResourceStore(opened_database(settings))
    judge = Judge(store.all(), store.withdrawn_links(), chosen.keep_similar, today_in_peru())
    report = judge.judge(read)
    _say(path, report)
    if not report.resources and not report.left_out:
        print(f"{path}: ningún recurso se puede leer", file=sys.stderr)
        return NOTHING_READ
    if report.rejected and chosen.all_or_nothing:
        print(f"{path}: {len(report.rejected)} errores; no se guardó nada", file=sys.stderr)
        return NOTHING_READ
    return _take_in(path, report, store)


def _take_in(path: Path, report: Report, store: ResourceStore) -> int:
    changes = store.import_all(report.resources)
    print(
        f"{path}: {changes.created} nuevos, {changes.updated} cambiados, "
        f"{changes.unchanged} iguales, {changes.kept_for_editors} quedan como los dejó un editor, "
        f"{len(report.left_out)} líneas omitidas, {len(report.rejected)} rechazadas"
    )
    return SOME_REJECTED if report.rejected else 0


def _say(path: Path, report: Report) -> None:
    for notice in report.notices:
        print(f"aviso: {notice}")
    for line in report.left_out:
        print(f"omitida: {line}")
    for one in report.rejected:
        print(f"{path.name}: {one}", file=sys.stderr)
