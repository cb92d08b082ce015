"""Empty databases of either kind, as many as a test asks for."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

NewDatabase = Callable[[str], str]
KEY = "una frase que nadie adivina 2026"


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> NewDatabase:
    """Returns the address of an empty database: "sqlite" or "postgresql"."""

    def make(kind: str) -> str:
        name = f"kb_{uuid.uuid4().hex}"
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / name}.sqlite"
        folder = request.getfixturevalue("postgres_server")
        with psycopg.connect(f"host={folder} user=test dbname=postgres", autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://test@/{name}?host={folder}"

    return make
