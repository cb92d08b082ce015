"""Stores on one database of each kind, and the day of these tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from knowledge_base.editing.drafts import DraftStore
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore

TODAY = date(2026, 11, 25)


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def store(database: Engine) -> ResourceStore:
    return ResourceStore(database)


@pytest.fixture
def drafts(database: Engine) -> DraftStore:
    return DraftStore(database, lambda: TODAY)


@pytest.fixture
def fields(welding: Resource) -> Callable[..., dict[str, Any]]:
    """What an editor types for a whole resource, with some of it changed."""

    def typed(**changed: Any) -> dict[str, Any]:
        whole = welding.as_dict() | changed
        return {name: value for name, value in whole.items() if name != "id" or "id" in changed}

    return typed
