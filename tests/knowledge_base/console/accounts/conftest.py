"""The stores of the accounts, on each kind of database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from sqlalchemy import Engine

from knowledge_base.console.accounts.people import PeopleStore
from knowledge_base.console.accounts.sign_in import SignIn
from knowledge_base.console.accounts.tokens import TokenStore


@pytest.fixture
def people(database: Engine) -> PeopleStore:
    return PeopleStore(database)


@pytest.fixture
def sign_in(database: Engine) -> SignIn:
    return SignIn(database)


@pytest.fixture
def tokens(database: Engine) -> TokenStore:
    return TokenStore(database)


Given = TypeVar("Given")


def at_once(works: list[Callable[[], Given]]) -> list[Given]:
    """Do all of it at the same time, each in a thread of its own."""
    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(work) for work in works]]
