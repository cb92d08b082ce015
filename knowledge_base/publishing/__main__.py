"""Versions of the index from the command line: `python -m knowledge_base.publishing build`.

A running service follows within seconds whatever is activated here.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys

from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.database.engine import open_database
from knowledge_base.evaluation.pinned import GoldenStore
from knowledge_base.index.built import UnusableIndex
from knowledge_base.index.encoders.encoder import EncoderError
from knowledge_base.index.encoders.load import load_encoder
from knowledge_base.index.threads import one_thread_a_question
from knowledge_base.index.versions import AlreadyBuilding, IndexVersions, UnknownVersion
from knowledge_base.log_output import Printed, start_logging
from knowledge_base.publishing.activation import activate
from knowledge_base.publishing.build import Builder
from knowledge_base.publishing.check import RefusedIndex
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import LogSettings, Settings
from knowledge_base.variables import SettingsError

log = logging.getLogger("knowledge_base.publishing")

REFUSED, BUSY = 2, 3


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 1 failed, 2 refused by the checks, 3 another process builds."""
    chosen = _parser().parse_args(arguments)
    # It sets itself to DEBUG and would write a line for every build.
    logging.getLogger("bm25s").setLevel(logging.WARNING)
    one_thread_a_question()
    try:
        if chosen.events:
            start_logging(LogSettings.from_environment(os.environ))
        settings = Settings.from_environment(os.environ)
        versions = IndexVersions(settings.index_folder, settings.index_keep)
        if chosen.command == "build":
            return _build(settings, versions, chosen.force)
        if chosen.command == "activate":
            _activate(settings, versions, chosen.version)
        return _list(versions)
    except (SettingsError, EncoderError, UnusableIndex, SQLAlchemyError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except UnknownVersion as error:
        print(f"no version {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge_base.publishing")
    parser.add_argument("--events", action="store_true", help="tell all as a service's log does")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="build, check and activate a version")
    build.add_argument("--force", action="store_true", help="activate it without the checks")
    commands.add_parser("list", help="list the versions, the active one marked")
    activate = commands.add_parser("activate", help="go back to a version, or forward")
    activate.add_argument("version")
    return parser


def _build(settings: Settings, versions: IndexVersions, force: bool) -> int:
    engine = open_database(settings.database_url)
    golden = GoldenStore(engine)
    builder = Builder(ResourceStore(engine), versions, settings.index_folder, golden)
    try:
        index = builder.build(load_encoder(settings.encoder), force=force)
    except RefusedIndex as error:
        print(f"refused: {error}", file=sys.stderr)
        return REFUSED
    except AlreadyBuilding:
        print("another process builds", file=sys.stderr)
        return BUSY
    log.info("a version of the index is built: %d resources", index.about.resources)
    if not isinstance(sys.stdout, Printed):
        print(f"{index.about.version}: {index.about.resources} resources")
    return 0


def _activate(settings: Settings, versions: IndexVersions, version: str) -> None:
    encoder = load_encoder(settings.encoder)
    store = ResourceStore(open_database(settings.database_url))
    activate(version, versions, store, encoder)


def _list(versions: IndexVersions) -> int:
    active = versions.active()
    for about in versions.all():
        mark = "*" if about.version == active else " "
        print(f"{mark} {about.version}  {about.resources} resources  {about.encoder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
