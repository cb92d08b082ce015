"""The hub register: seeded from the bundle, kept by editors, the same for every worker."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, delete, func, insert, select, update

from recommender.hubs.merging import Kept, acknowledged, merge, still_newer
from recommender.hubs.rows import (
    ENTRY_COLUMNS,
    entry_of,
    hub_of,
    hub_values,
    newer_of,
    newer_values,
)
from recommender.records import Hub, HubEntry, RegisterState
from recommender.store import alone, hubs, register

# Says whether a hub, by id, may be changed at its present version, which is None where it is not.
Fits = Callable[[str, int | None], bool]
# Databases bear only so many values in one query.
ROWS_AT_ONCE = 500


class UnknownHub(LookupError):
    """No hub has this id."""


class HubChanged(Exception):
    """The hub is not at the version that a change was meant for; `entry` is what it is now."""

    def __init__(self, hub_id: str, entry: HubEntry | None) -> None:
        super().__init__(hub_id)
        self.entry = entry


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


def at_any_version(_hub_id: str, _version: int | None) -> bool:
    """Let a change be made whatever the hub is now."""
    return True


class HubRegister:
    """Reads and changes of the register; each change raises its version."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def seed(self, seed: Seed) -> bool:
        """Merge in the bundle's hubs unless this edition is in already; say whether it was new.

        What editors did stays: `merging.merge` has the rule.
        """
        with alone(self.engine), self.engine.begin() as connection:
            known = connection.execute(select(register.c.seed_digest)).scalar_one_or_none()
            if known == seed.digest:
                return False
            edition = {
                "seed_digest": seed.digest,
                "as_of": seed.as_of,
                "source": seed.source,
                "licence": seed.licence,
            }
            if known is None:
                connection.execute(insert(register).values(id=1, version=0, **edition))
            _merge(connection, seed.hubs, _bump(connection, edition))
            return True

    def version(self) -> int:
        """Return the register's version: one indexed read, cheap enough for every request."""
        with self.engine.connect() as connection:
            return int(connection.execute(select(register.c.version)).scalar_one())

    def read(self) -> tuple[RegisterState, list[Hub]]:
        """Return the state and all open hubs, sorted by id, of one and the same version."""
        query = select(*ENTRY_COLUMNS).where(_open()).order_by(hubs.c.id)
        with self.engine.connect() as connection:
            rows = connection.execute(query).all()
            state = connection.execute(select(register)).one()
        return _state(state, len(rows)), [entry_of(row).hub for row in rows]

    def entries(self) -> list[HubEntry]:
        """Return every hub that is not deleted, closed and moved ones too, sorted by id."""
        query = select(*ENTRY_COLUMNS).where(hubs.c.deleted.is_(False)).order_by(hubs.c.id)
        with self.engine.connect() as connection:
            return [entry_of(row) for row in connection.execute(query)]

    def state(self) -> RegisterState:
        """Return which edition is served and how many hubs are open."""
        count = select(func.count()).select_from(hubs).where(_open())
        with self.engine.connect() as connection:
            total = connection.execute(count).scalar_one()
            return _state(connection.execute(select(register)).one(), int(total))

    def added_by_editors(self) -> frozenset[str]:
        """Return the ids of the open hubs that no bundle has named."""
        query = select(hubs.c.id).where(_open(), hubs.c.seed.is_(None))
        with self.engine.connect() as connection:
            return frozenset(str(hub_id) for hub_id in connection.execute(query).scalars())

    def get(self, hub_id: str) -> Hub:
        """Return a hub, open or not; raise UnknownHub."""
        return self.entry(hub_id).hub

    def entry(self, hub_id: str) -> HubEntry:
        """Return a hub with what only editors see; raise UnknownHub."""
        query = select(*ENTRY_COLUMNS).where(hubs.c.id == hub_id, hubs.c.deleted.is_(False))
        with self.engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise UnknownHub(hub_id)
        return entry_of(row)

    def put(
        self, changed: Iterable[Hub], fits: Fits = at_any_version, *, acknowledge: bool = True
    ) -> None:
        """Add or replace hubs, all or none, as an editor's own; raise HubChanged where one is not
        at a version that `fits`.

        `acknowledge` says that the editor has seen what the source says otherwise of these hubs.
        """
        wanted = {hub.id: hub for hub in changed}
        with self.engine.begin() as connection:
            # The version row first: writers then queue on it instead of meeting halfway.
            version = _bump(connection, {})
            rows = _rows(connection, wanted)
            after = {}
            for hub_id, hub in wanted.items():
                _check(rows.get(hub_id), hub_id, fits)
                after[hub_id] = _edited(rows.get(hub_id), hub, acknowledge)
            _write(connection, after, rows.keys(), version)

    def delete(self, hub_id: str, fits: Fits = at_any_version) -> None:
        """Take a hub out for good, later seeds included; raise UnknownHub or HubChanged."""
        with self.engine.begin() as connection:
            version = _bump(connection, {})
            row = _rows(connection, [hub_id]).get(hub_id)
            if row is None or row.deleted:
                raise UnknownHub(hub_id)
            _check(row, hub_id, fits)
            gone = {"deleted": True, "edited": True, "newer_seed": None, "version": version}
            connection.execute(update(hubs).where(hubs.c.id == hub_id).values(**gone))


def _merge(connection: Connection, listed: Iterable[Hub], version: int) -> None:
    rows = connection.execute(select(hubs)).all()
    kept = {row.id: _kept_of(row) for row in rows}
    merged = merge(kept, listed)
    if merged.gone:
        connection.execute(delete(hubs).where(hubs.c.id.in_(sorted(merged.gone))))
    seen = {hub_id: row for hub_id, row in merged.changed.items() if _seen(kept.get(hub_id), row)}
    _write(connection, seen, kept.keys(), version)
    for hub_id in merged.changed.keys() - seen.keys():
        seed = _seed_values(merged.changed[hub_id].seed)
        connection.execute(update(hubs).where(hubs.c.id == hub_id).values(seed=seed))


def _seen(before: Kept | None, after: Kept) -> bool:
    """Whether a change shows to editors: if not, a form that one has open stays good."""
    return before is None or (before.hub, before.newer) != (after.hub, after.newer)


def _bump(connection: Connection, edition: Mapping[str, Any]) -> int:
    """Raise the register's version and return it; other writers wait from here on."""
    connection.execute(update(register).values(version=register.c.version + 1, **edition))
    return int(connection.execute(select(register.c.version)).scalar_one())


def _check(row: Row[Any] | None, hub_id: str, fits: Fits) -> None:
    entry = None
    if row is not None and not row.deleted:
        kept = _kept_of(row)
        entry = HubEntry(kept.hub, row.version, row.updated_at, kept.edited, kept.newer)
    if not fits(hub_id, None if entry is None else entry.version):
        raise HubChanged(hub_id, entry)


def _edited(row: Row[Any] | None, hub: Hub, acknowledge: bool) -> Kept:
    if row is None:
        return Kept(hub, True, False, None)
    before = _kept_of(row)
    if acknowledge:
        return acknowledged(before, hub)
    return Kept(hub, True, False, before.seed, still_newer(before.newer, hub))


def _rows(connection: Connection, ids: Iterable[str]) -> dict[str, Row[Any]]:
    """Return the rows of these hubs by id, deleted ones too."""
    wanted = list(ids)
    found: list[Row[Any]] = []
    for start in range(0, len(wanted), ROWS_AT_ONCE):
        some = wanted[start : start + ROWS_AT_ONCE]
        found += connection.execute(select(hubs).where(hubs.c.id.in_(some))).all()
    return {row.id: row for row in found}


def _kept_of(row: Row[Any]) -> Kept:
    values = row._asdict()
    return Kept(
        hub_of(values),
        bool(values["edited"]),
        bool(values["deleted"]),
        None if values["seed"] is None else hub_of(values["seed"]),
        newer_of(values["newer_seed"]),
    )


def _write(
    connection: Connection, rows: Mapping[str, Kept], known: Collection[str], version: int
) -> None:
    fresh = [_values(row, version) for hub_id, row in rows.items() if hub_id not in known]
    if fresh:
        connection.execute(insert(hubs), fresh)
    again = [{**_values(rows[key], version), "key": key} for key in rows.keys() & set(known)]
    if again:
        connection.execute(update(hubs).where(hubs.c.id == bindparam("key")), again)


def _values(row: Kept, version: int) -> dict[str, Any]:
    return {
        **hub_values(row.hub),
        "edited": row.edited,
        "deleted": row.deleted,
        "seed": _seed_values(row.seed),
        "newer_seed": newer_values(row.newer),
        "version": version,
        "updated_at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    }


def _seed_values(seed: Hub | None) -> dict[str, Any] | None:
    return None if seed is None else hub_values(seed)


def _open() -> Any:
    return (hubs.c.deleted.is_(False)) & (hubs.c.status == "open")


def _state(row: Row[Any], total: int) -> RegisterState:
    return RegisterState(int(row.version), total, row.as_of, row.source, row.licence)
