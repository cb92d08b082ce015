"""Random rows for every table, the same on every run, and what a database holds, to compare."""

from __future__ import annotations

import json
import random
import struct
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    insert,
    select,
)

from knowledge_base.console.backup.counters import set_counters
from knowledge_base.console.backup.schema import VERSION_TABLE, empty

Made = dict[str, list[dict[str, Any]]]
LETTERS = "aZ9 áñ¿'\"\\\n\t,;{}[]%:😀\u2028\u00a0"


def fill(engine: Engine, rows: int, seed: int = 1) -> None:
    """Put `rows` random rows into every table of the newest schema."""
    chance = random.Random(seed)
    made: Made = {}
    with engine.begin() as connection:
        empty(connection, _tables(connection))
        for table in _tables(connection):
            made[table.name] = []
            for number in range(1, rows + 1):
                made[table.name].append(_row(chance, table, number, made))
            connection.execute(insert(table), made[table.name])
            set_counters(connection, table, None)


def contents(engine: Engine) -> dict[str, list[Any]]:
    """Every table's rows in one order, in the same Python values for either database."""
    with engine.connect() as connection:
        return {
            table.name: sorted(
                ([_plain(value) for value in row] for row in connection.execute(select(table))),
                key=repr,
            )
            for table in _tables(connection)
        }


def _tables(connection: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != VERSION_TABLE]


def _row(chance: random.Random, table: Table, number: int, made: Made) -> dict[str, Any]:
    return {column.name: _value(chance, column, number, made) for column in table.columns}


def _value(chance: random.Random, column: Column[Any], number: int, made: Made) -> Any:
    for key in column.foreign_keys:
        # Rows of one number belong together; a table that refers to itself begins with nothing.
        referred = made[key.column.table.name][number - 1 :]
        return referred[0][key.column.name] if referred else None
    kind = column.type
    if column.nullable and chance.random() < 0.3:
        return None
    if isinstance(kind, JSON):
        return _json(chance, 3)
    if isinstance(kind, Boolean):
        return chance.random() < 0.5
    if isinstance(kind, Float):
        return struct.unpack(">d", struct.pack(">d", chance.uniform(-1e9, 1e9)))[0]
    if isinstance(kind, Integer):
        return number if column.primary_key else chance.randrange(0, 2**31)
    if isinstance(kind, DateTime):
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(microseconds=chance.randrange(10**15))
        return moment if kind.timezone else moment.replace(tzinfo=None)
    if isinstance(kind, Date):
        return date(2026, 1, 1) + timedelta(days=chance.randrange(3000))
    if isinstance(kind, LargeBinary):
        return chance.randbytes(chance.randrange(0, 4_000))
    longest = getattr(kind, "length", None) or 300
    # The number makes every text its own, where a key asks for that.
    own = str(number)[:longest]
    return own + "".join(chance.choices(LETTERS, k=chance.randrange(0, longest - len(own) + 1)))


def _json(chance: random.Random, depth: int) -> Any:
    # No smaller: with a library in the process that flushes denormals (TensorFlow, in the tests of
    # another room) Python itself reads 1e-300 a little off.
    simple = [None, True, 0.1, -1e-200, 2**60, "ñ😀'\"", ""]
    if not depth or chance.random() < 0.3:
        return chance.choice(simple)
    if chance.random() < 0.5:
        return [_json(chance, depth - 1) for _ in range(chance.randrange(4))]
    return {f"z{9 - at}": _json(chance, depth - 1) for at in range(chance.randrange(4))}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value)
    return value
