"""`python -m bot.retention [--dry-run]`: purge now, and print how many rows went."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from bot.channel.database import cause
from bot.channel.schema import SchemaError
from bot.ending import end_on_term
from bot.retention.purge import purge
from bot.retention.turns import Turns
from bot.settings import Settings
from bot.variables import SettingsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Purge with the settings of the environment; 1 with a sentence where that fails."""
    parser = argparse.ArgumentParser(prog="python -m bot.retention", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="count, and delete nothing")
    dry_run = parser.parse_args(arguments).dry_run
    try:
        counts = _purge(Settings.from_environment(os.environ), dry_run)
    except (SettingsError, SchemaError) as error:
        return _failed(str(error))
    except SQLAlchemyError as error:
        return _failed(f"a database does not answer: {cause(error)}")
    if counts is None:
        print("bot.retention: another process is purging just now")
        return 0
    verb = "would delete" if dry_run else "deleted"
    told = ", ".join(f"{name} {count}" for name, count in counts.items())
    print(f"bot.retention: {verb} what is older than promised: {told}")
    return 0


def _purge(settings: Settings, dry_run: bool) -> dict[str, int] | None:
    """Purge in our turn; None where it is another process's. Broken off, it gives the turn back."""
    turns = Turns(settings.database_url)
    if not dry_run and not turns.take():
        return None
    whole = False
    try:
        counts = purge(
            settings.database_url, settings.tracker_url, settings.keep_days, dry_run=dry_run
        )
        whole = True
        return counts
    finally:
        if not dry_run:
            turns.done(whole=whole)


def _failed(why: str) -> int:
    print(f"bot.retention: {why}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    end_on_term()
    sys.exit(main())
