"""Tokens by which a person's programs use the API, with the person's own role."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert, select, update

from knowledge_base.console.accounts.people import PeopleStore, Person
from knowledge_base.console.accounts.tables import api_tokens

PREFIX = "tht_"
MOST_TOKENS = 20
# The time of the last use is written at most so often.
_USE_NOTED_EVERY = timedelta(minutes=5)


class TooManyTokens(ValueError):
    """A person has as many valid tokens as anybody may."""

    def __init__(self) -> None:
        super().__init__(f"ya tienes {MOST_TOKENS} claves: revoca antes una")


@dataclass(frozen=True)
class ApiToken:
    """What is known of a token; `start` are its first characters, by which people tell it."""

    id: int
    person_id: int
    label: str
    start: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None

    def valid(self, now: datetime) -> bool:
        """Tell whether it still opens anything."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now)


class TokenStore:
    """The tokens table; a token itself is shown once and never kept."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._people = PeopleStore(engine)

    def create(self, person_id: int, label: str, days: int | None = None) -> str:
        """Return a new token, valid for so many days or until it is revoked.

        Raises TooManyTokens.
        """
        now = datetime.now(UTC)
        if sum(token.valid(now) for token in self.of(person_id)) >= MOST_TOKENS:
            raise TooManyTokens
        token = PREFIX + secrets.token_urlsafe(32)
        values = {
            "person_id": person_id,
            "label": " ".join(label.split())[:80] or "sin nombre",
            "digest": _digest(token),
            "start": token[:10],
            "created_at": now,
            "expires_at": now + timedelta(days=days) if days else None,
        }
        with self._engine.begin() as connection:
            connection.execute(insert(api_tokens).values(values))
        return token

    def of(self, person_id: int | None = None) -> list[ApiToken]:
        """Return the tokens of a person, or of everybody, newest first."""
        query = select(api_tokens).order_by(api_tokens.c.id.desc())
        if person_id is not None:
            query = query.where(api_tokens.c.person_id == person_id)
        with self._engine.connect() as connection:
            return [_token(row) for row in connection.execute(query).mappings()]

    def revoke(self, token_id: int, person_id: int | None = None) -> bool:
        """Revoke a token (of this person, if one is named); tell whether there was one to."""
        where = [api_tokens.c.id == token_id, api_tokens.c.revoked_at.is_(None)]
        if person_id is not None:
            where.append(api_tokens.c.person_id == person_id)
        with self._engine.begin() as connection:
            now = datetime.now(UTC)
            return (
                connection.execute(update(api_tokens).where(*where).values(revoked_at=now)).rowcount
                == 1
            )

    def person_of(self, token: str) -> Person | None:
        """Return whose token it is, if it is valid and the person may work here."""
        if not token.startswith(PREFIX):
            return None
        query = select(api_tokens).where(api_tokens.c.digest == _digest(token))
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        found, now = _token(row) if row else None, datetime.now(UTC)
        if found is None or not found.valid(now):
            return None
        person = self._people.get(found.person_id)
        if person is None or not person.active or person.must_change:
            return None
        if found.last_used_at is None or found.last_used_at < now - _USE_NOTED_EVERY:
            self._note_use(found.id, now)
        return person

    def _note_use(self, token_id: int, now: datetime) -> None:
        where = api_tokens.c.id == token_id
        with self._engine.begin() as connection:
            connection.execute(update(api_tokens).where(where).values(last_used_at=now))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _token(row: Mapping[Any, Any]) -> ApiToken:
    values = {name: row[name] for name in ApiToken.__dataclass_fields__}
    times = {name: _utc(at) for name, at in values.items() if name.endswith("_at")}
    return ApiToken(**values | times)


def _utc(at: datetime | None) -> datetime | None:
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)
