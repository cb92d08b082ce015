"""The console's tables come and go without touching what was there."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect

from knowledge_base.console.accounts.people import PeopleStore
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.accounts.tokens import TokenStore
from knowledge_base.console.audit import AuditLog
from knowledge_base.database import engine as opening
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore
from tests.knowledge_base.console.conftest import PASSWORD

BEFORE, WITH = "0003", "0004"
TABLES = {"people", "sign_ins", "api_tokens", "audit", "audit_head"}


def _move(engine: Engine, move: str, revision: str) -> set[str]:
    """Move to a revision and return the names of the tables there are then."""
    config = Config()
    config.set_main_option("script_location", str(opening._MIGRATIONS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        getattr(command, move)(config, revision)
        connection.commit()
        return set(inspect(connection).get_table_names())


def test_the_console_s_tables_go_and_come_back_empty(database: Engine, welding: Resource) -> None:
    store = ResourceStore(database)
    store.save(welding)
    people, log = PeopleStore(database), AuditLog(database)
    person = people.create("rosa", Role.ADMIN, PASSWORD, must_change=False)
    TokenStore(database).create(person.id, "x")
    log.record("rosa", "resource.publish", "resource:x")
    assert not TABLES & _move(database, "downgrade", BEFORE)
    assert TABLES <= _move(database, "upgrade", WITH)
    _move(database, "upgrade", "head")
    assert [one.id for one in store.all()] == [welding.id]
    assert people.all() == [] and log.page(1) == ([], 0)
    log.record("rosa", "resource.publish", "resource:x")
    assert log.first_broken() is None


def test_what_the_console_keeps_outlives_the_migrations_after_it(database: Engine) -> None:
    person = PeopleStore(database).create("rosa", Role.ADMIN, PASSWORD, must_change=False)
    token = TokenStore(database).create(person.id, "x")
    AuditLog(database).record("rosa", "resource.publish", "resource:x")
    _move(database, "downgrade", WITH)
    _move(database, "upgrade", "head")
    assert TokenStore(database).person_of(token) == person
    assert AuditLog(database).first_broken() is None
