"""Sign in, and lock a name after too many failures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge_base.console.accounts import passwords
from knowledge_base.console.accounts.people import PeopleStore, Person, plain_name
from knowledge_base.console.accounts.tables import sign_ins

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
# Failures so far apart are slips.
FORGOTTEN_AFTER = timedelta(hours=1)


class WrongSignIn(ValueError):
    """Name and password do not belong together, or the person may not sign in."""


class Locked(WrongSignIn):
    """Too many failures under this name, whether somebody has it or not; `until` says how long.

    `begins` tells the try that locked it from those that came while it was.
    """

    def __init__(self, until: datetime, begins: bool) -> None:
        super().__init__(f"locked until {until:%H:%M} UTC")
        self.until, self.begins = until, begins


class SignIn:
    """Checks names and passwords, and counts failures by name for all processes together."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._people = PeopleStore(engine)

    def check(self, name: str, password: str, now: datetime | None = None) -> Person:
        """Return the person who signs in, and note when; raises WrongSignIn or Locked."""
        person = self.prove(name, password, now)
        self._people.signed_in(person.id)
        return person

    def prove(self, name: str, password: str, now: datetime | None = None) -> Person:
        """Return the person with this name and password; raises WrongSignIn or Locked.

        A try counts as failed before the password is looked at: however many come at once, no
        more than MOST_FAILURES of them are.
        """
        name, now = plain_name(name)[:60], now or datetime.now(UTC)
        self._count(name, now)
        person = self._people.named(name)
        if not passwords.matches(self._people.password_hash(name), password) or person is None:
            raise WrongSignIn
        self.unlock(name)
        kept = self._people.password_hash(name)
        if kept and passwords.needs_rehash(kept):
            self._people.rehash(person.id, password)
        return person

    def locked_until(self, name: str, now: datetime | None = None) -> datetime | None:
        """Return until when a name is locked, or None."""
        query = select(sign_ins.c.locked_until).where(sign_ins.c.name == plain_name(name))
        with self._engine.connect() as connection:
            until = _utc(connection.execute(query).scalar_one_or_none())
        return until if until and until > (now or datetime.now(UTC)) else None

    def unlock(self, name: str) -> None:
        """Forget the failures of a name."""
        with self._engine.begin() as connection:
            connection.execute(delete(sign_ins).where(sign_ins.c.name == plain_name(name)))

    def _count(self, name: str, now: datetime) -> None:
        try:
            with self._engine.begin() as connection:
                locked = self._counted(connection, name, now)
        except IntegrityError:
            # Another process counted the first failure of this name in the same moment.
            with self._engine.begin() as connection:
                locked = self._counted(connection, name, now)
        # Raised out here: an exception inside would take the count back.
        if locked:
            raise locked

    @staticmethod
    def _counted(connection: Connection, name: str, now: datetime) -> Locked | None:
        """Count a try and return the lock of the name, if there is one."""
        where = sign_ins.c.name == name
        old = sign_ins.c.last_failed_at < now - FORGOTTEN_AFTER
        connection.execute(delete(sign_ins).where(old))
        # Written first, read then: tries that come at once queue here.
        more = update(sign_ins).where(where).values(failures=sign_ins.c.failures + 1)
        if connection.execute(more).rowcount == 0:
            first = {"name": name, "failures": 1, "last_failed_at": now}
            connection.execute(insert(sign_ins).values(first))
            return None
        row = connection.execute(select(sign_ins).where(where)).one()
        until = _utc(row.locked_until)
        if until and until > now:
            return Locked(until, begins=False)
        if row.failures > MOST_FAILURES:
            # This try is the one too many; after the lock it begins anew.
            until = now + LOCKED_FOR
            values = {"failures": 0, "locked_until": until, "last_failed_at": now}
            connection.execute(update(sign_ins).where(where).values(values))
            return Locked(until, begins=True)
        connection.execute(update(sign_ins).where(where).values(last_failed_at=now))
        return None


def _utc(at: datetime | None) -> datetime | None:
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)
