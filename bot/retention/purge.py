"""One purge: every conversation that ended long ago, and what else has outlived its promise.

Each statement deletes what is old at its own moment, so that a purge may be broken off, repeated,
and run beside a bot that answers.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Float, String, column, delete, func, inspect, select, table
from sqlalchemy.engine import Engine

from bot.channel.database import fold_log, open_engine
from bot.retention.promises import BESIDE_A_CONVERSATION, DAY_S, EVENTS, FIXED

# People whose rows go in one transaction: a bot that wants to write waits for no more.
AT_ONCE = 100


def purge(
    database_url: str, tracker_url: str, keep_days: int, *, dry_run: bool = False
) -> dict[str, int]:
    """Delete what is too old and return how many rows of each table that was.

    With `dry_run` they are counted and stay.
    """
    with _opened(database_url) as channel, _opened(tracker_url) as tracker:
        before = time.time() - keep_days * DAY_S
        counts = {EVENTS: _old_conversations(tracker, before, dry_run)}
        for promise in FIXED:
            where = column(promise.column, Float()) <= time.time() - promise.kept_s
            counts[promise.table] = _old_rows(channel, promise.table, where, dry_run)
        for name, moment in BESIDE_A_CONVERSATION.items():
            counts[name] = _left_over(channel, tracker, name, moment, before, dry_run)
        if not dry_run:
            # What was deleted must not be readable in SQLite's log either.
            fold_log(channel)
            fold_log(tracker)
    return counts


@contextmanager
def _opened(url: str) -> Iterator[Engine]:
    engine = open_engine(url, patient=True)
    try:
        yield engine
    finally:
        engine.dispose()


def _has(engine: Engine, name: str) -> bool:
    """Whether the bot has made this table yet."""
    return bool(inspect(engine).has_table(name))


def _old_rows(engine: Engine, name: str, where: Any, dry_run: bool) -> int:
    if not _has(engine, name):
        return 0
    if dry_run:
        with engine.connect() as connection:
            query = select(func.count()).select_from(table(name)).where(where)
            return int(connection.execute(query).scalar_one())
    with engine.begin() as connection:
        return int(connection.execute(delete(table(name)).where(where)).rowcount)


def _old_conversations(tracker: Engine, before: float, dry_run: bool) -> int:
    """Delete all events of everyone whose last one is older than `before`."""
    if not _has(tracker, EVENTS):
        return 0
    sender, moment = column("sender_id", String()), column("timestamp", Float())
    ended = select(sender).select_from(table(EVENTS)).group_by(sender)
    ended = ended.having(func.max(moment) <= before)
    with tracker.connect() as connection:
        senders = [str(row[0]) for row in connection.execute(ended)]
    gone = 0
    for part in _parts(senders):
        # Asked again, since one of them may have written meanwhile.
        still = ended.where(sender.in_(part)).correlate(None)
        gone += _old_rows(tracker, EVENTS, sender.in_(still), dry_run)
    return gone


def _left_over(
    channel: Engine, tracker: Engine, name: str, moment: str, before: float, dry_run: bool
) -> int:
    """Delete rows older than `before` of senders who have no conversation any more."""
    if not _has(channel, name):
        return 0
    sender, old = column("sender", String()), column(moment, Float()) <= before
    with channel.connect() as connection:
        query = select(sender).select_from(table(name)).where(old)
        senders = [str(row[0]) for row in connection.execute(query)]
    gone = 0
    for part in _parts(senders):
        alone = set(part) - _with_conversation(tracker, part, before)
        if alone:
            where = old & sender.in_(sorted(alone))
            gone += _old_rows(channel, name, where, dry_run)
    return gone


def _with_conversation(tracker: Engine, senders: Sequence[str], before: float) -> set[str]:
    """Which of these senders said or heard something after `before`."""
    if not _has(tracker, EVENTS):
        return set()
    sender = column("sender_id", String())
    recent = sender.in_(senders) & (column("timestamp") > before)
    query = select(sender).select_from(table(EVENTS)).where(recent).distinct()
    with tracker.connect() as connection:
        return {str(row[0]) for row in connection.execute(query)}


def _parts(senders: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(senders), AT_ONCE):
        yield list(senders[start : start + AT_ONCE])
