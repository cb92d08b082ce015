"""The migration of the workflow keeps what was there, up and down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect, text

from knowledge_base.database import engine as opening
from knowledge_base.editing import tables
from knowledge_base.editing.drafts import DraftStore
from knowledge_base.editing.listed import Filters
from knowledge_base.editing.listing import list_resources
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore

BEFORE = "0003"


def _move(engine: Engine, move: Callable[[Config, str], Any], revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(opening._MIGRATIONS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        move(config, revision)
        connection.commit()


def test_the_tables_are_those_that_the_code_uses(database: Engine) -> None:
    seen = inspect(database)
    for table in (tables.drafts, tables.uploads):
        columns = {column["name"] for column in seen.get_columns(table.name)}
        assert columns == {column.name for column in table.columns}
        indices = {index["name"] for index in seen.get_indexes(table.name)}
        assert indices == {index.name for index in table.indexes}


def test_what_was_kept_before_is_found_after(database: Engine, welding: Resource) -> None:
    store = ResourceStore(database)
    store.save(welding, who="ana")
    DraftStore(database).begin(welding.id, None, "ana")
    _move(database, command.downgrade, BEFORE)
    with database.connect() as connection:
        names = connection.execute(text("SELECT id, title FROM resources")).all()
        bodies = connection.execute(text("SELECT number, body FROM revisions")).all()
    assert [tuple(row) for row in names] == [(welding.id, welding.title)]
    assert [row[0] for row in bodies] == [1]
    assert not inspect(database).has_table("drafts")
    _move(database, command.upgrade, "head")
    assert store.all() == [welding]
    assert store.revisions(welding.id)[0]["who"] == ""
    found = list_resources(database, Filters(text="SOLDADÚRA"))
    assert [(one.id, one.state) for one in found.items] == [(welding.id, "published")]


def test_revisions_are_never_numbered_twice(database: Engine, welding: Resource) -> None:
    store = ResourceStore(database)
    for _ in range(3):
        store.save(welding)
    with database.begin() as connection:
        connection.execute(text("DELETE FROM revisions WHERE number = 3"))
    _move(database, command.downgrade, BEFORE)
    _move(database, command.upgrade, "head")
    store.save(welding)
    assert store.revision() == 4
