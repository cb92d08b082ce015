"""`python -m knowledge_base.migrate`: the database at the newest schema, with what ships in it."""

from __future__ import annotations

import os
import sys

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from knowledge_base.database.engine import cause, is_ahead, make_engine
from knowledge_base.database.engine import migrate as migrate_schema
from knowledge_base.ending import end_on_term
from knowledge_base.resources.catalogue import CatalogueError, read_catalogue
from knowledge_base.resources.store import Changes, ResourceStore
from knowledge_base.settings import Settings
from knowledge_base.variables import SettingsError


def migrate(settings: Settings) -> str:
    """Migrate and take in the shipped catalogue; return a sentence on what was done.

    Raises CatalogueError, or SQLAlchemyError where the database does not do as it is told.
    """
    shipped = read_catalogue(settings.catalogue)
    engine = make_engine(settings.database_url)
    try:
        before, after = migrate_schema(engine)
        if is_ahead(engine):
            return f"the database is of a newer program (revision {after}); nothing was done"
        changes = ResourceStore(engine).sync_catalogue(shipped)
    finally:
        engine.dispose()
    steps = f"from {before or 'nothing'} to {after}"
    schema = f"schema {after}, as before" if before == after else f"schema {steps}"
    return f"{schema}; shipped catalogue: {_counts(changes)}"


def _counts(changes: Changes) -> str:
    return (
        f"{changes.created} created, {changes.updated} updated, {changes.withdrawn} withdrawn, "
        f"{changes.unchanged} unchanged, {changes.kept_for_editors} kept for editors"
    )


def main() -> int:
    """Migrate with the settings of the environment; 1 with a sentence where that fails."""
    try:
        print(f"knowledge_base.migrate: {migrate(Settings.from_environment(os.environ))}")
    except (SettingsError, CatalogueError) as error:
        return _failed(str(error))
    except OperationalError as error:
        return _failed(f"the database cannot be reached: {cause(error)}")
    except (SQLAlchemyError, OSError) as error:
        return _failed(f"the database cannot be migrated: {cause(error)}")
    return 0


def _failed(why: str) -> int:
    print(f"knowledge_base.migrate: {why}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    end_on_term()
    sys.exit(main())
