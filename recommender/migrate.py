"""`python -m recommender.migrate`: bring the store to the newest schema, with the shipped hubs."""

from __future__ import annotations

import os
import signal
import sys

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from recommender.hubs.register import HubRegister
from recommender.model.bundle import BundleError, load_bundle
from recommender.service.editions import hub_seed
from recommender.settings import Settings
from recommender.store import alone, is_ahead, make_engine, revision_of, upgrade


def migrate(settings: Settings) -> str:
    """Migrate and seed what is missing; return a sentence on what was done.

    Raises BundleError, or SQLAlchemyError where the database does not do as it is told.
    """
    seed = hub_seed(load_bundle(settings.bundle))
    engine = make_engine(settings.store_url)
    try:
        before, after = _upgrade(engine)
        if is_ahead(engine):
            return f"the store is of a newer program (revision {after}); nothing was done"
        seeded = HubRegister(engine).seed(seed)
    finally:
        engine.dispose()
    schema = (
        f"schema {after}, as before"
        if before == after
        else f"schema from {before or 'nothing'} to {after}"
    )
    hubs = f"{len(seed.hubs)} hubs as of {seed.as_of}"
    return f"{schema}; {hubs} {'taken in' if seeded else 'were in already'}"


def _upgrade(engine: Engine) -> tuple[str | None, str | None]:
    """The revisions before and after, read while no other process migrates."""
    with alone(engine), engine.connect() as connection:
        before = revision_of(connection)
        upgrade(connection)
        return before, revision_of(connection)


def main() -> int:
    """Migrate with the settings of the environment; 1 with a sentence where that fails."""
    try:
        print(f"recommender.migrate: {migrate(Settings.from_environment(os.environ))}")
    except OperationalError as error:
        return _failed(f"the database cannot be reached: {_cause(error)}")
    except (SQLAlchemyError, OSError) as error:
        return _failed(f"the store cannot be migrated: {_cause(error)}")
    except (ValueError, BundleError) as error:
        return _failed(str(error))
    return 0


def _cause(error: Exception) -> str:
    """One line without the statement, whose values may be private."""
    said = getattr(error, "orig", None) or error
    return (str(said).strip() or type(said).__name__).splitlines()[0]


def _failed(why: str) -> int:
    print(f"recommender.migrate: {why}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    # The first process of a container would not hear it otherwise.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    sys.exit(main())
