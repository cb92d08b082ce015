"""The hub register: seeded from the bundle, kept by editors, the same for every worker."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from recommender.records import Hub, RegisterState
from recommender.store import alone, hubs, register


class UnknownHub(LookupError):
    """No hub has this id."""


@dataclass(frozen=True)
class Seed:
    """The hubs that the bundle ships, with the edition of their source."""

    hubs: tuple[Hub, ...]
    as_of: str
    source: str
    licence: str

    @property
    def digest(self) -> str:
        text = repr((self.as_of, self.source, self.licence, self.hubs))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()


class HubRegister:
    """Reads and changes of the register; each change raises its version."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def seed(self, seed: Seed) -> bool:
        """Bring in the bundle's hubs unless this edition is in already; say whether it was new.

        Hubs that an editor changed or deleted stay as the editor left them.
        """
        with alone(self.engine), self.engine.begin() as connection:
            known = connection.execute(select(register.c.seed_digest)).scalar_one_or_none()
            if known == seed.digest:
                return False
            _merge(connection, seed.hubs)
            edition = {
                "seed_digest": seed.digest,
                "as_of": seed.as_of,
                "source": seed.source,
                "licence": seed.licence,
            }
            if known is None:
                connection.execute(insert(register).values(id=1, version=1, **edition))
            else:
                _bump(connection, edition)
            return True

    def version(self) -> int:
        """Return the register's version: one indexed read, cheap enough for every request."""
        with self.engine.connect() as connection:
            return int(connection.execute(select(register.c.version)).scalar_one())

    def read(self) -> tuple[RegisterState, list[Hub]]:
        """Return the state and all hubs, sorted by id, of one and the same version."""
        with self.engine.connect() as connection:
            rows = connection.execute(
                select(hubs).where(hubs.c.deleted.is_(False)).order_by(hubs.c.id)
            ).all()
            state = connection.execute(select(register)).one()
        return _state(state, len(rows)), [_hub(row) for row in rows]

    def state(self) -> RegisterState:
        """Return which edition is served and how many hubs it has."""
        with self.engine.connect() as connection:
            count = select(func.count()).select_from(hubs).where(hubs.c.deleted.is_(False))
            total = connection.execute(count).scalar_one()
            return _state(connection.execute(select(register)).one(), int(total))

    def get(self, hub_id: str) -> Hub:
        """Return a hub; raise UnknownHub."""
        query = select(hubs).where(hubs.c.id == hub_id, hubs.c.deleted.is_(False))
        with self.engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise UnknownHub(hub_id)
        return _hub(row)

    def put(self, changed: Iterable[Hub]) -> None:
        """Add or replace hubs, all or none, as an editor's own."""
        with self.engine.begin() as connection:
            # The version row first: writers then queue on it instead of meeting halfway.
            _bump(connection, {})
            for hub in changed:
                _write(connection, hub, edited=True)

    def delete(self, hub_id: str) -> None:
        """Take a hub out for good, later seeds included; raise UnknownHub."""
        with self.engine.begin() as connection:
            _bump(connection, {})
            gone = connection.execute(
                update(hubs)
                .where(hubs.c.id == hub_id, hubs.c.deleted.is_(False))
                .values(deleted=True, edited=True)
            )
            if gone.rowcount == 0:
                raise UnknownHub(hub_id)


def _merge(connection: Connection, seed: Iterable[Hub]) -> None:
    """Replace what editors have not touched by the seed."""
    edited = set(connection.execute(select(hubs.c.id).where(hubs.c.edited.is_(True))).scalars())
    connection.execute(hubs.delete().where(hubs.c.edited.is_(False)))
    rows = [
        {**_columns(hub), "edited": False, "deleted": False} for hub in seed if hub.id not in edited
    ]
    if rows:
        connection.execute(insert(hubs), rows)


def _bump(connection: Connection, edition: Mapping[str, Any]) -> None:
    connection.execute(update(register).values(version=register.c.version + 1, **edition))


def _write(connection: Connection, hub: Hub, *, edited: bool) -> None:
    values = {**_columns(hub), "edited": edited, "deleted": False}
    done = connection.execute(update(hubs).where(hubs.c.id == hub.id).values(**values))
    if done.rowcount == 0:
        connection.execute(insert(hubs).values(**values))


def _columns(hub: Hub) -> dict[str, Any]:
    return {**asdict(hub), "services": list(hub.services)}


def _hub(row: Row[Any]) -> Hub:
    columns = {name: row._mapping[name] for name in Hub.__dataclass_fields__}
    return Hub(**{**columns, "services": tuple(columns["services"])})


def _state(row: Row[Any], total: int) -> RegisterState:
    return RegisterState(int(row.version), total, row.as_of, row.source, row.licence)
