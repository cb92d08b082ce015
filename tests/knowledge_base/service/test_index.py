from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from knowledge_base.settings import Settings
from tests.knowledge_base.conftest import wait_until


@pytest.fixture
def two_versions(client: FlaskClient, editor: dict[str, str]) -> tuple[str, str]:
    """Build a second version; return the older and the newer one."""
    older = client.get("/v1/index").get_json()["active"]
    answer = client.post("/v1/index", headers=editor)
    assert answer.status_code == 202
    wait_until(lambda: client.get("/v1/index").get_json()["active"] != older)
    return older, client.get("/v1/index").get_json()["active"]


def _version(client: FlaskClient) -> str:
    version: str = client.get("/v1/search?q=python").get_json()["index_version"]
    return version


def test_roll_back_and_activate(
    client: FlaskClient, editor: dict[str, str], two_versions: tuple[str, str]
) -> None:
    older, newer = two_versions
    wait_until(lambda: _version(client) == newer)
    back = client.post("/v1/index/rollback", headers=editor)
    assert (back.status_code, back.get_json()["active"], _version(client)) == (200, older, older)
    none = client.post("/v1/index/rollback", headers=editor)
    assert (none.status_code, none.get_json(force=True)["code"]) == (409, "no_previous_version")
    again = client.put("/v1/index/active", json={"version": newer}, headers=editor)
    assert (again.get_json()["active"], _version(client)) == (newer, newer)


@pytest.mark.parametrize(
    ("body", "status"),
    [({"version": "20200101-000000-00000000"}, 404), ({"version": "../.."}, 404), ({}, 422)],
)
def test_a_version_that_is_not_there(
    client: FlaskClient, editor: dict[str, str], body: dict[str, str], status: int
) -> None:
    assert client.put("/v1/index/active", json=body, headers=editor).status_code == status


def test_a_broken_version_is_refused_and_the_active_one_stays(
    client: FlaskClient,
    editor: dict[str, str],
    settings: Settings,
    two_versions: tuple[str, str],
) -> None:
    older, newer = two_versions
    (settings.index_folder / older / "vectors.faiss").unlink()
    answer = client.put("/v1/index/active", json={"version": older}, headers=editor)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (409, "index_broken")
    assert client.get("/v1/index").get_json()["active"] == newer


def test_a_start_on_a_broken_index_builds_a_new_one(
    start: Callable[[Settings], Flask], settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    broken = start(settings).test_client().get("/v1/index").get_json()["active"]
    (settings.index_folder / broken / "words.json").write_text("{", "utf-8")
    again = start(settings).test_client()
    assert _version(again) != broken
    assert again.get("/v1/search?q=python").get_json()["found"] is True
    assert broken in caplog.text and "cannot be read" in caplog.text


def test_a_broken_catalogue_does_not_take_the_service_down(
    start: Callable[[Settings], Flask],
    settings: Settings,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    start(settings)
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "mate.yaml").write_text("{", "utf-8")
    again = start(replace(settings, catalogue=folder)).test_client()
    assert again.get("/v1/search?q=python").get_json()["found"] is True
    assert "mate.yaml" in caplog.text
