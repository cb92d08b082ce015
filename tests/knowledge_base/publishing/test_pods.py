"""Two pods, each with a folder of its own and both with one store, as they run in a cluster."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from knowledge_base.settings import Settings
from tests.knowledge_base.conftest import CATALOGUE, wait_until
from tests.knowledge_base.publishing.serving import Service, running

WELDING = {
    "id": "soldadura-submarina",
    "title": "Soldadura submarina",
    "url": "https://www.example.org/soldadura",
    "language": "es",
    "kind": "course",
    "topic": "oficios",
    "description": "Como se une metal bajo el agua.",
    "tags": ["soldadura", "buceo"],
}

NEW_TITLE = "Soldar bajo el mar"


@pytest.fixture
def pods(postgres_server: Path, tmp_path: Path) -> list[Settings]:
    """The settings of two pods on one fresh PostgreSQL database."""
    name = f"kb_{uuid.uuid4().hex}"
    address = f"host={postgres_server} user=test dbname=postgres"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    one = Settings(
        var=tmp_path / "one" / "knowledge_base",
        database_url=f"postgresql+psycopg://test@/{name}?host={postgres_server}",
        catalogue=CATALOGUE,
    )
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    return [one, replace(one, var=tmp_path / "two" / "knowledge_base")]


def _finds(pod: Service) -> bool:
    return bool({WELDING["title"], NEW_TITLE} & set(_titles(pod)))


def _titles(pod: Service) -> list[str]:
    return [result["title"] for result in pod.search("soldadura submarina")["results"]]


def test_an_edit_at_one_pod_is_found_at_the_other_and_by_one_that_comes_later(
    pods: list[Settings],
) -> None:
    with running(pods[0], 1) as one, running(pods[1], 1) as two:
        assert not _finds(one) and not _finds(two)
        one.ask("/v1/resources", "POST", WELDING)
        wait_until(lambda: _finds(one) and _finds(two))
        folders = [settings.index_folder for settings in pods]
        assert all(list(folder.iterdir()) for folder in folders)
        two.ask(f"/v1/resources/{WELDING['id']}", "PUT", {**WELDING, "title": "Soldar bajo el mar"})
        wait_until(
            lambda: one.search("soldadura submarina")["results"][0]["title"] != WELDING["title"]
        )
    # In place of the first: its folder has gone with it.
    later = replace(pods[0], var=pods[0].var.parent.parent / "three" / "knowledge_base")
    later.var.parent.mkdir()
    with running(later, 1) as three:
        assert _finds(three)
