"""Hubs from files: seen first, taken in after, all or none; and all hubs as files."""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from knowledge_base.console.clients.recommender import Recommender, UnknownHub
from knowledge_base.console.pages.hubs.packing import LARGEST_BYTES
from knowledge_base.console.parts import Parts
from tests.knowledge_base.console.conftest import Visitor
from tests.knowledge_base.console.hubs.conftest import Register
from tests.knowledge_base.console.hubs.forms import MADE, NEW, text_of

SignIn = Callable[[str], Visitor]
IMPORT = "/console/hubs/import"
APPLY = "/console/hubs/import/apply"
CSV = (
    "id,name,kind,latitude,longitude,source\n"
    "uno,Uno,library,-12.94,-74.25,Municipalidad\n"
    "dos,Dos,library,-12.9403,-74.25,Municipalidad\n"
    f"{MADE},Otro nombre,library,-13.5,-74.25,Municipalidad de Huanta\n"
)


@pytest.fixture
def publisher(signed_in: SignIn) -> Visitor:
    """A publisher who has added a library."""
    found = signed_in("publisher")
    assert found.post("/console/hubs/new", NEW | {"latitude": "-13.5"}).status_code == 303
    return found


def upload(visitor: Visitor, text: str | bytes, name: str = "hubs.csv") -> TestResponse:
    data = text.encode() if isinstance(text, str) else text
    form: dict[str, Any] = {"file": (io.BytesIO(data), name)}
    return visitor.post(IMPORT, form, content_type="multipart/form-data")


def packed(answer: TestResponse) -> dict[str, str]:
    page = answer.get_data(as_text=True)
    return {
        name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0]
        for name in ("name", "packed", "digest")
    }


def test_a_file_is_seen_first_and_then_taken_in_with_each_change_noted(
    publisher: Visitor, client: Recommender, world: Register, parts: Parts
) -> None:
    before = client.hub(MADE).body()
    looked = upload(publisher, CSV)
    page = text_of(looked)
    assert "2 hubs nuevos" in page and "1 hub cambia" in page and "1 par de hubs" in page
    assert "<del>Biblioteca Municipal de Huanta</del>" in page
    with pytest.raises(UnknownHub):
        client.hub("uno")
    answer = publisher.post(APPLY, packed(looked), follow_redirects=True)
    assert "Entraron 2 hubs nuevos y cambiaron 1" in text_of(answer)
    assert world.nearest(-12.94, -74.25)[:2] == ["uno", "dos"]
    entries, total = parts.audit.page(10, action="hub.import")
    assert total == 3 and {entry.who for entry in entries} == {"publisher"}
    changed = next(entry for entry in entries if entry.subject == f"hub:{MADE}")
    assert changed.detail["before"] == before
    assert changed.detail["after"] == client.hub(MADE).body()
    assert changed.detail["sha256"] == hashlib.sha256(CSV.encode()).hexdigest()
    created = next(entry for entry in entries if entry.subject == "hub:uno")
    assert created.detail["before"] is None
    assert created.detail["after"] == client.hub("uno").body()
    assert parts.audit.first_broken() is None


def test_bad_rows_are_named_and_none_is_taken(publisher: Visitor, client: Recommender) -> None:
    answer = upload(publisher, CSV + "tres,Tres,library,hola,-74.25,x\n")
    page = text_of(answer)
    assert answer.status_code == 422 and "Línea 5" in page and "No es un número" in page
    with pytest.raises(UnknownHub):
        client.hub("uno")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("hubs.xlsx", b"PK", "Solo se leen archivos .csv y .geojson"),
        ("hubs", b"x", "Solo se leen"),
        ("hubs.csv", b" \n", "vacío"),
        ("hubs.csv", b"id\n" + b"x" * LARGEST_BYTES, "pasa de 2 MB"),
        ("hubs.csv", "id,nombre\nuno,Ñandú\n".encode("latin-1"), "UTF-8"),
        ("hubs.geojson", b"{}", "FeatureCollection"),
    ],
)
def test_files_that_are_none_are_refused_in_words(
    name: str, data: bytes, reason: str, signed_in: SignIn
) -> None:
    answer = upload(signed_in("publisher"), data, name)
    assert answer.status_code == 422 and reason in text_of(answer)


def test_no_file_at_all(signed_in: SignIn) -> None:
    answer = signed_in("publisher").post(IMPORT)
    assert answer.status_code == 422 and "Elige un archivo" in text_of(answer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"packed": "no"},
        {"packed": base64.b64encode(gzip.compress(CSV.encode() + b"x")).decode()},
        {"packed": base64.b64encode(gzip.compress(b"0" * 50_000_000)).decode()},
        {"digest": "0" * 64},
    ],
)
def test_only_the_file_that_was_seen_is_taken_in(
    wrong: dict[str, str], publisher: Visitor, client: Recommender
) -> None:
    form = packed(upload(publisher, CSV))
    answer = publisher.post(APPLY, form | wrong)
    assert answer.status_code == 422 and "no llegó completo" in text_of(answer)
    with pytest.raises(UnknownHub):
        client.hub("uno")


def test_a_large_file_travels_with_its_page(signed_in: SignIn, client: Recommender) -> None:
    rows = "".join(
        f"grande-{n},{hashlib.sha256(str(n).encode()).hexdigest() * 2},library,"
        f"{-12 - n / 1000:.3f},-74.25\n"
        for n in range(4000)
    )
    publisher = signed_in("publisher")
    looked = upload(publisher, "id,name,kind,latitude,longitude\n" + rows)
    assert "4000" in text_of(looked).replace(".", "").replace(",", "")
    answer = publisher.post(APPLY, packed(looked))
    assert answer.status_code == 303
    assert client.hubs({"kind": "library"}).total == 4000


@pytest.mark.parametrize("name", ["viewer", "editor"])
def test_only_publishers_import(name: str, signed_in: SignIn) -> None:
    someone = signed_in(name)
    assert someone.get(IMPORT).status_code == 403
    assert upload(someone, CSV).status_code == 403
    assert someone.post(APPLY, {"packed": "x"}).status_code == 403


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_exports_come_back_without_loss(form: str, publisher: Visitor, client: Recommender) -> None:
    answer = publisher.get(f"/console/hubs/export/{form}")
    assert f"hubs.{form}" in answer.headers["Content-Disposition"]
    page = text_of(upload(publisher, answer.get_data(), f"hubs.{form}"))
    assert "0 hubs nuevos" in page and "0 hubs cambian" in page and "515 quedan" in page
    assert "Guardar estos cambios" not in page


def test_the_exports_hold_every_hub(publisher: Visitor) -> None:
    text = publisher.get("/console/hubs/export/csv").get_data().decode("utf-8-sig")
    assert MADE in {row["id"] for row in csv.DictReader(io.StringIO(text))}
    collection = json.loads(publisher.get("/console/hubs/export/geojson").get_data())
    assert len(collection["features"]) == 515
    assert publisher.get("/console/hubs/export/xml").status_code == 404


def test_visits_for_the_model(signed_in: SignIn, world: Register) -> None:
    world.report("tambo-2768", "worked", 2)
    viewer = signed_in("viewer")
    assert viewer.get("/console/hubs/outcomes.csv").get_data(as_text=True) == (
        "hub_id,visits_per_month\ntambo-2768,2\n"
    )
    assert "es lo mínimo" in text_of(viewer.get("/console/hubs/"))
