"""Lists of resources in and out, and their links: `python -m knowledge_base.resources`."""

from __future__ import annotations

import argparse
import os
import sys

from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.database.engine import cause
from knowledge_base.ending import end_on_term
from knowledge_base.resources.catalogue import CatalogueError, read_catalogue
from knowledge_base.resources.commands.giving_out import add_export, run_export
from knowledge_base.resources.commands.links import (
    add_check_links,
    add_links,
    run_check_links,
    run_links,
)
from knowledge_base.resources.commands.taking_in import add_import, run_import
from knowledge_base.settings import Settings
from knowledge_base.variables import SettingsError


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge_base.resources")
    commands = parser.add_subparsers(dest="command", required=True)
    into = commands.add_parser(
        "import", help="take in a list: CSV, JSON, JSON lines, YAML, Markdown"
    )
    add_import(into)
    into.set_defaults(run=run_import)
    out = commands.add_parser("export", help="write every published resource to a file")
    add_export(out)
    out.set_defaults(run=run_export)
    check_links = commands.add_parser("check-links", help="open every link and note the dead ones")
    add_check_links(check_links)
    check_links.set_defaults(run=run_check_links)
    links = commands.add_parser("links", help="list what the checks of links found")
    add_links(links)
    links.set_defaults(run=run_links)
    check = commands.add_parser("check", help="check the shipped catalogue and say what is wrong")
    check.set_defaults(run=_check)
    return parser


def _check(_chosen: argparse.Namespace, settings: Settings) -> int:
    found = read_catalogue(settings.catalogue)
    print(f"{len(found)} recursos sobre {len({r.topic for r in found})} temas")
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return the exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        settings = Settings.from_environment(os.environ)
        status: int = chosen.run(chosen, settings)
        return status
    except (SettingsError, CatalogueError) as error:
        print(error, file=sys.stderr)
        return 1
    except SQLAlchemyError as error:
        print(f"la base de datos no responde: {cause(error)}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    end_on_term()
    sys.exit(main())
