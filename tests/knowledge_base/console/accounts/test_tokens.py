"""Tokens of people's programs: kept as a digest, worth nothing when their owner may not work."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select, update

from knowledge_base.console.accounts.people import PeopleStore, Person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.accounts.tables import api_tokens
from knowledge_base.console.accounts.tokens import MOST_TOKENS, TokenStore, TooManyTokens
from tests.knowledge_base.console.conftest import PASSWORD


@pytest.fixture
def rosa(people: PeopleStore) -> Person:
    return people.create("rosa", Role.PUBLISHER, PASSWORD, must_change=False)


def test_a_token_stands_for_its_person(tokens: TokenStore, rosa: Person) -> None:
    token = tokens.create(rosa.id, "hoja de  cálculo", 30)
    assert tokens.person_of(token) == rosa
    (kept,) = tokens.of(rosa.id)
    assert (kept.label, kept.start) == ("hoja de cálculo", token[:10])
    assert kept.expires_at and timedelta(days=29) < kept.expires_at - datetime.now(UTC)
    assert kept.last_used_at


def test_only_a_digest_is_kept(tokens: TokenStore, rosa: Person, database: Engine) -> None:
    token = tokens.create(rosa.id, "x")
    with database.connect() as connection:
        row = connection.execute(select(api_tokens)).mappings().one()
    assert row["digest"] == hashlib.sha256(token.encode()).hexdigest()
    assert not any(token in str(value) for value in row.values())
    assert len(token) > 40


@pytest.mark.parametrize(
    "wrong", ["", "tht_", "x", "tht_ñ", "tht_\ud800", "tht_\0", "tht_' OR 1=1 --"]
)
def test_what_is_no_token_is_nobody_s(tokens: TokenStore, rosa: Person, wrong: str) -> None:
    token = tokens.create(rosa.id, "x")
    assert tokens.person_of(wrong) is None
    assert tokens.person_of(token[:-1]) is None
    assert tokens.person_of(token.upper()) is None


def test_a_revoked_token_opens_nothing(tokens: TokenStore, rosa: Person) -> None:
    kept, other = tokens.create(rosa.id, "queda"), tokens.create(rosa.id, "se va")
    number = tokens.of(rosa.id)[0].id
    assert not tokens.revoke(number, rosa.id + 1), "somebody else's"
    assert tokens.person_of(other)
    assert tokens.revoke(number, rosa.id)
    assert not tokens.revoke(number)
    assert tokens.person_of(other) is None
    assert tokens.person_of(kept) == rosa


def test_an_expired_token_opens_nothing(tokens: TokenStore, rosa: Person, database: Engine) -> None:
    token = tokens.create(rosa.id, "x", 30)
    with database.begin() as connection:
        past = datetime.now(UTC) - timedelta(seconds=1)
        connection.execute(update(api_tokens).values(expires_at=past))
    assert tokens.person_of(token) is None
    assert not tokens.of(rosa.id)[0].valid(datetime.now(UTC))


def test_a_token_is_worth_what_its_person_is(
    tokens: TokenStore, people: PeopleStore, rosa: Person
) -> None:
    token = tokens.create(rosa.id, "x")
    people.set_role(rosa.id, Role.VIEWER)
    person = tokens.person_of(token)
    assert person and person.role is Role.VIEWER
    people.set_password(rosa.id, "otra frase de prueba 8", must_change=True)
    assert tokens.person_of(token) is None
    people.set_password(rosa.id, "otra frase de prueba 9", must_change=False)
    assert tokens.person_of(token)
    people.set_active(rosa.id, False)
    assert tokens.person_of(token) is None


def test_nobody_has_tokens_without_end(tokens: TokenStore, rosa: Person) -> None:
    for number in range(MOST_TOKENS):
        tokens.create(rosa.id, f"clave {number}")
    with pytest.raises(TooManyTokens):
        tokens.create(rosa.id, "una más")
    assert tokens.revoke(tokens.of(rosa.id)[0].id)
    tokens.create(rosa.id, " " * 90)
    assert tokens.of(rosa.id)[0].label == "sin nombre"
    assert len(tokens.of()) == MOST_TOKENS + 1
