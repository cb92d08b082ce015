"""`python -m bot.retention [--dry-run]`: purge now, and print how many rows went."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from bot.retention.purge import purge
from bot.retention.turns import Turns
from bot.settings import Settings, SettingsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Purge with the settings of the environment; 1 where they do not fit."""
    parser = argparse.ArgumentParser(prog="python -m bot.retention", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="count, and delete nothing")
    dry_run = parser.parse_args(arguments).dry_run
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        print(f"bot.retention: {error}", file=sys.stderr)
        return 1
    turns = Turns(settings.database_url)
    if not dry_run and not turns.take():
        print("bot.retention: another process is purging just now")
        return 0
    whole = False
    try:
        counts = purge(
            settings.database_url, settings.tracker_url, settings.keep_days, dry_run=dry_run
        )
        whole = True
    finally:
        if not dry_run:
            turns.done(whole=whole)
    verb = "would delete" if dry_run else "deleted"
    told = ", ".join(f"{name} {count}" for name, count in counts.items())
    print(f"bot.retention: {verb} what is older than promised: {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
