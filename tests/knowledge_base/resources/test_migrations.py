from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from knowledge_base.database import engine as opening
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore

BEFORE_KEYS = "0002"


def _move(engine: Engine, move: str, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(opening._MIGRATIONS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        getattr(command, move)(config, revision)
        connection.commit()


def _ids(connection: Connection) -> list[str]:
    return list(connection.execute(text("SELECT id FROM resources ORDER BY id")).scalars())


def test_links_that_were_kept_before_get_their_key(database: Engine, welding: Resource) -> None:
    store = ResourceStore(database)
    store.save(welding)
    _move(database, "downgrade", BEFORE_KEYS)
    with database.connect() as connection:
        assert _ids(connection) == [welding.id]
    _move(database, "upgrade", "head")
    assert store.owner_of_link("http://example.org/soldadura/") == welding.id
