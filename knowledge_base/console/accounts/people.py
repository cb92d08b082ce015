"""Keep the people of the console."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge_base.console.accounts import passwords
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.accounts.tables import people

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
LANGUAGES = ("es", "en")


class InvalidPerson(ValueError):
    """A person cannot be written so; the message says why, in Spanish."""


class LastAdmin(InvalidPerson):
    """Without this person nobody could keep the accounts."""

    def __init__(self) -> None:
        super().__init__("es la única persona que administra la consola: nombra antes a otra")


@dataclass(frozen=True)
class Person:
    """Somebody who may sign in, if `active`."""

    id: int
    name: str
    role: Role
    must_change: bool
    active: bool
    session_key: str
    language: str
    created_at: datetime
    last_sign_in_at: datetime | None


class PeopleStore:
    """The people table. Names are compared in small letters."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, name: str, role: Role, password: str, *, must_change: bool) -> Person:
        """Add a person; raises InvalidPerson or WeakPassword."""
        name = plain_name(name)
        if not NAME.fullmatch(name):
            raise InvalidPerson(
                "el usuario debe tener de 2 a 60 letras sin tilde, cifras, puntos o guiones"
            )
        passwords.check_strength(password, name)
        values = {
            "name": name,
            "role": role.word,
            "password_hash": passwords.hash_password(password),
            "must_change": must_change,
            "active": True,
            "session_key": secrets.token_hex(16),
            "language": "es",
            "created_at": datetime.now(UTC),
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(people).values(values))
        except IntegrityError:
            raise InvalidPerson(f"ya existe el usuario {name}") from None
        found = self.named(name)
        assert found is not None, "it was written a moment ago"
        return found

    def all(self) -> list[Person]:
        """Return everybody, by name."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(people).order_by(people.c.name)).mappings()
            return [_person(row) for row in rows]

    def get(self, person_id: int) -> Person | None:
        """Return a person by number, or None."""
        return self._one(people.c.id == person_id)

    def named(self, name: str) -> Person | None:
        """Return a person by name, or None."""
        return self._one(people.c.name == plain_name(name))

    def password_hash(self, name: str) -> str | None:
        """Return what is kept of the password of somebody who may sign in, or None."""
        query = select(people.c.password_hash).where(people.c.name == plain_name(name))
        with self._engine.connect() as connection:
            return connection.execute(query.where(people.c.active)).scalar_one_or_none()

    def set_password(self, person_id: int, password: str, *, must_change: bool) -> None:
        """Change a password and end every session of the person; raises WeakPassword."""
        person = self._existing(person_id)
        passwords.check_strength(password, person.name)
        hashed = passwords.hash_password(password)
        self._write(person_id, {"password_hash": hashed, "must_change": must_change}, ends=True)

    def rehash(self, person_id: int, password: str) -> None:
        """Keep the same password under today's parameters."""
        self._write(person_id, {"password_hash": passwords.hash_password(password)})

    def set_role(self, person_id: int, role: Role) -> None:
        """Give another role; raises LastAdmin. Open sessions have it at once."""
        with self._engine.begin() as connection:
            if role is not Role.ADMIN:
                _spare_last_admin(connection, person_id)
            where = people.c.id == person_id
            connection.execute(update(people).where(where).values(role=role.word))

    def set_active(self, person_id: int, active: bool) -> None:
        """Let a person sign in, or no more (which ends the sessions); raises LastAdmin."""
        with self._engine.begin() as connection:
            if not active:
                _spare_last_admin(connection, person_id)
            values = {"active": active, "session_key": secrets.token_hex(16)}
            connection.execute(update(people).where(people.c.id == person_id).values(values))

    def set_language(self, person_id: int, language: str) -> None:
        """Choose the language of the pages."""
        if language in LANGUAGES:
            self._write(person_id, {"language": language})

    def end_sessions(self, person_id: int) -> None:
        """Sign a person out everywhere."""
        self._write(person_id, {}, ends=True)

    def signed_in(self, person_id: int) -> None:
        """Note when."""
        self._write(person_id, {"last_sign_in_at": datetime.now(UTC)})

    def _write(self, person_id: int, values: Mapping[str, Any], *, ends: bool = False) -> None:
        key = {"session_key": secrets.token_hex(16)} if ends else {}
        with self._engine.begin() as connection:
            where = people.c.id == person_id
            connection.execute(update(people).where(where).values({**values, **key}))

    def _existing(self, person_id: int) -> Person:
        person = self.get(person_id)
        if person is None:
            raise InvalidPerson("esa persona ya no existe")
        return person

    def _one(self, where: Any) -> Person | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(people).where(where)).mappings().first()
        return _person(row) if row else None


def plain_name(name: str) -> str:
    """Return a name as it is kept and compared."""
    # PostgreSQL has no text with a zero byte; so changed it is still nobody's name.
    return name.replace("\0", "\ufffd").strip().casefold()


def _spare_last_admin(connection: Connection, person_id: int) -> None:
    admin = (people.c.role == Role.ADMIN.word) & people.c.active
    if connection.dialect.name == "postgresql":
        # Two admins who take the role from each other at once must not both succeed.
        locked = select(people.c.id).where(admin).order_by(people.c.id).with_for_update()
        connection.execute(locked).all()
    else:
        # SQLite has one writer: whoever writes first is alone from here on.
        connection.execute(update(people).where(people.c.id == person_id).values(id=people.c.id))
    others = select(func.count()).select_from(people).where(admin, people.c.id != person_id)
    is_admin = connection.execute(select(people.c.id).where(admin, people.c.id == person_id))
    if is_admin.first() and not connection.execute(others).scalar_one():
        raise LastAdmin


def _person(row: Mapping[Any, Any]) -> Person:
    values = {name: row[name] for name in Person.__dataclass_fields__}
    times = {name: _utc(row[name]) for name in ("created_at", "last_sign_in_at")}
    return Person(**values | times | {"role": Role.named(row["role"])})


def _utc(at: datetime | None) -> datetime | None:
    # SQLite keeps no zone; what was written is UTC.
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)
