"""`export FILE`: write what is published, in a form that `import` reads back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from knowledge_base.resources.commands.opened import opened_database
from knowledge_base.resources.export import WRITERS, write_whole
from knowledge_base.resources.formats.files import format_of
from knowledge_base.resources.formats.rows import UnreadableFile
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import Settings

_STDOUT = Path("-")


def add_export(command: argparse.ArgumentParser) -> None:
    """Tell the parser what the command takes."""
    command.add_argument("file", type=Path, help="- writes to standard output (jsonl)")
    command.add_argument("--format", choices=WRITERS, help="default: as the file's name says")


def run_export(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write every published resource; return the exit status."""
    path: Path = chosen.file
    try:
        form = chosen.format or ("jsonl" if path == _STDOUT else format_of(path))
    except UnreadableFile as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 1
    resources = ResourceStore(opened_database(settings)).all()
    text = WRITERS[form](resources)
    if path == _STDOUT:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.flush()
        return 0
    try:
        write_whole(path, text)
    except OSError as error:
        print(f"{path}: no se puede escribir: {error}", file=sys.stderr)
        return 1
    print(f"{path}: {len(resources)} recursos")
    return 0
