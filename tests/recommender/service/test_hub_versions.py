"""Two editors of one hub: the second is told, and nothing is lost."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

HUB = {"name": "Biblioteca", "kind": "library", "latitude": -12.9401, "longitude": -74.2501}
PATH = "/v1/hubs/version-1"


@pytest.fixture(autouse=True)
def tidy(client: FlaskClient, editor: dict[str, str]) -> Iterator[None]:
    yield
    client.delete(PATH, headers=editor)


def put(client: FlaskClient, editor: dict[str, str], name: str, **headers: str) -> Any:
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return client.put(PATH, json={**HUB, "name": name}, headers={**editor, **named})


def test_a_change_of_what_was_seen_is_made(client: FlaskClient, editor: dict[str, str]) -> None:
    tag = put(client, editor, "A").headers["ETag"]
    read = client.get(PATH, headers=editor)
    assert read.headers["ETag"] == tag == f'"{read.json["hub"]["version"]}"'
    again = put(client, editor, "B", If_Match=tag)
    assert again.status_code == 200 and again.headers["ETag"] != tag
    assert put(client, editor, "C", If_Match="*").status_code == 200
    assert put(client, editor, "D").status_code == 200
    weak = "W/" + client.get(PATH).headers["ETag"]
    assert put(client, editor, "E", If_Match=weak).status_code == 200


@pytest.mark.parametrize("method", ["put", "delete"])
def test_the_second_editor_is_told_what_the_hub_is_now(
    client: FlaskClient, editor: dict[str, str], method: str
) -> None:
    tag = put(client, editor, "A").headers["ETag"]
    now = put(client, editor, "B", If_Match=tag)
    late = getattr(client, method)(PATH, json=HUB, headers={**editor, "If-Match": tag})
    problem = late.get_json(force=True)
    assert (late.status_code, problem["code"]) == (412, "hub_changed")
    assert problem["errors"]["hub"] == now.json["hub"] and problem["errors"]["hub"]["name"] == "B"
    assert late.headers["ETag"] == now.headers["ETag"]
    assert client.get(PATH).json["hub"]["name"] == "B"


@pytest.mark.parametrize("tag", ["7", "seven", '""', "", "'"])
def test_a_tag_that_is_none_changes_nothing(
    client: FlaskClient, editor: dict[str, str], tag: str
) -> None:
    put(client, editor, "A")
    assert put(client, editor, "B", If_Match=tag).status_code == 412
    assert client.get(PATH).json["hub"]["name"] == "A"


def test_a_hub_deleted_meanwhile_is_not_made_again(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    tag = put(client, editor, "A").headers["ETag"]
    client.delete(PATH, headers={**editor, "If-Match": tag})
    late = put(client, editor, "B", If_Match=tag)
    assert (late.status_code, late.get_json(force=True)["code"]) == (412, "hub_changed")
    assert client.get(PATH).status_code == 404
    gone = client.delete(PATH, headers={**editor, "If-Match": tag})
    assert gone.status_code == 404


def test_only_a_new_hub_is_made_where_that_is_asked(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    assert put(client, editor, "A", If_None_Match="*").status_code == 200
    late = put(client, editor, "B", If_None_Match="*")
    problem = late.get_json(force=True)
    assert (late.status_code, problem["code"]) == (412, "hub_exists")
    assert problem["errors"]["hub"]["name"] == "A"


def test_people_see_nothing_that_is_the_editors(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    put(client, editor, "A")
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        public = client.get(PATH, headers=headers).json["hub"]
        assert not {"version", "updated_at", "edited", "newer_seed"} & public.keys()
    own = client.get(PATH, headers=editor)
    assert (own.json["hub"]["edited"], own.json["hub"]["newer_seed"]) == (True, None)
    assert own.headers["Vary"] == "Authorization"
