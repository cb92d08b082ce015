"""`python -m bot.migrate`: bring the bot's two databases to the newest schema."""

from __future__ import annotations

import os
import sys

from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy.exc import OperationalError, SQLAlchemyError

# Each of these adds its tables to METADATA.
from bot.channel import claims, first_contact, languages, replies_store  # noqa: F401
from bot.channel.database import cause, open_engine
from bot.channel.late import table as late_table  # noqa: F401
from bot.channel.outbound import queue as outbound_queue  # noqa: F401
from bot.channel.schema import METADATA, SchemaError, make_tables
from bot.channel.visits import store as visits_store  # noqa: F401
from bot.ending import end_on_term
from bot.retention import turns  # noqa: F401
from bot.settings import Settings
from bot.variables import SettingsError


def migrate(settings: Settings) -> list[str]:
    """Make what is missing in both databases; return what was made, tables and columns."""
    conversations = SQLTrackerStore.SQLEvent.__table__
    made: list[str] = []
    for url, tables in (
        (settings.database_url, METADATA.sorted_tables),
        (settings.tracker_url, [conversations]),
    ):
        engine = open_engine(url, patient=True)
        try:
            made += make_tables(engine, *tables)
        finally:
            engine.dispose()
    return made


def main() -> int:
    """Migrate with the settings of the environment; 1 with a sentence where that fails."""
    try:
        made = migrate(Settings.from_environment(os.environ))
    except (SettingsError, SchemaError) as error:
        return _failed(str(error))
    except OperationalError as error:
        return _failed(f"a database cannot be reached: {cause(error)}")
    except (SQLAlchemyError, OSError) as error:
        return _failed(f"the tables cannot be made: {cause(error)}")
    print(f"bot.migrate: {'made ' + ', '.join(made) if made else 'nothing to do'}")
    return 0


def _failed(why: str) -> int:
    print(f"bot.migrate: {why}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    end_on_term()
    sys.exit(main())
