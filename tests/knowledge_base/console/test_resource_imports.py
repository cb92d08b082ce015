"""A file comes in: what it would change is shown first, and taken in once, by whoever may."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from knowledge_base.console.parts import Parts
from knowledge_base.editing.imports import Importer
from knowledge_base.editing.uploads import CHECKING
from knowledge_base.resources.store import ResourceStore
from tests.knowledge_base.conftest import wait_until
from tests.knowledge_base.console.conftest import Visitor

BASE = "/console/resources"
SignedIn = Callable[[str], Visitor]
COLUMNS = ("title", "url", "language", "kind", "topic", "description")
BAD = range(100, 1100, 100)


def table(rows: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([COLUMNS, *rows])
    return out.getvalue().encode()


def row(number: int, **changes: str) -> tuple[str, ...]:
    usual = {
        "title": f"Oficio {number} de madera",
        "url": f"https://www.example.org/oficio/{number}",
        "language": "es",
        "kind": "course",
        "topic": "oficios",
        "description": f"Curso {number} para trabajar la madera.",
    }
    return tuple((usual | changes)[name] for name in COLUMNS)


def a_thousand() -> bytes:
    return table(
        [
            row(number, language="xx", title="=1+1") if number in BAD else row(number)
            for number in range(1, 1001)
        ]
    )


def upload(visitor: Visitor, data: bytes, name: str = "lista.csv", **more: str) -> Any:
    fields = {"file": (io.BytesIO(data), name), **more}
    return visitor.post(f"{BASE}/import", fields, content_type="multipart/form-data")


def checked(visitor: Visitor, parts: Parts, data: bytes, **more: str) -> str:
    """Upload a file and wait for its report; return the report's address."""
    answer = upload(visitor, data, **more)
    assert answer.status_code == 302, answer.get_data(as_text=True)
    where: str = answer.headers["Location"]
    importer = Importer(parts.base.engine)
    wait_until(lambda: importer.uploads.get(where.rsplit("/", 1)[1]).state != CHECKING)
    return where


def test_a_thousand_rows_with_ten_bad_ones(app: Flask, signed_in: SignedIn, parts: Parts) -> None:
    publisher, store = signed_in("publisher"), parts.base.store
    before = len(store.all())
    where = checked(publisher, parts, a_thousand(), similar="yes")
    page = publisher.get(where).get_data(as_text=True)
    assert "Todavía no se guardó nada" in page and len(store.all()) == before
    places = [f"línea {number + 1}" for number in BAD]  # the first line names the columns
    assert all(f'<th scope="row">{place}</th>' in page for place in places)
    assert "debe ser uno de: es, en, qu" in page

    table_of_faults = publisher.get(f"{where}/rejected.csv")
    assert "filas-rechazadas.csv" in table_of_faults.headers["Content-Disposition"]
    faults = list(csv.reader(io.StringIO(table_of_faults.get_data().decode("utf-8-sig"))))
    assert [line[0] for line in faults[1:]] == places
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in faults for cell in line)

    applied = publisher.post(f"{where}/apply", {"as": "published"}, follow_redirects=True)
    assert "Publicados: 990 nuevos y 0 cambiados." in applied.get_data(as_text=True)
    assert len(store.all()) == before + 990
    newest = store.revisions("oficio-1-de-madera-" + _suffix(store))[-1]
    assert newest["actor"] == "import" and newest["who"] == "publisher"

    def found() -> bool:
        answer = app.test_client().get("/v1/search", query_string={"q": "trabajar la madera"})
        return any(one["id"].startswith("oficio-") for one in answer.get_json()["results"])

    wait_until(found)
    actions = [one.action for one in parts.audit.page(5)[0]]
    assert actions[:2] == ["import.apply", "import.upload"]


def _suffix(store: ResourceStore) -> str:
    ids = [one.id for one in store.all() if one.id.startswith("oficio-1-de-madera-")]
    return ids[0].removeprefix("oficio-1-de-madera-")


def test_an_editor_takes_a_file_in_as_drafts_in_review(signed_in: SignedIn, parts: Parts) -> None:
    editor = signed_in("editor")
    where = checked(editor, parts, table([row(1), row(2, title="Bordado")]))
    before = len(parts.base.store.all())
    assert "Publicarlas ahora" not in editor.get(where).get_data(as_text=True)
    assert editor.post(f"{where}/apply", {"as": "published"}).status_code == 403
    answer = editor.post(f"{where}/apply", {"as": "drafts"}, follow_redirects=True)
    assert "Quedaron como borradores en revisión: 2." in answer.get_data(as_text=True)
    assert len(parts.base.store.all()) == before
    assert parts.drafts.counts()["review"] == 2


def test_a_file_is_taken_in_once(signed_in: SignedIn, parts: Parts) -> None:
    publisher = signed_in("publisher")
    where = checked(publisher, parts, table([row(1)]))
    publisher.post(f"{where}/apply", {"as": "published"})
    again = publisher.post(f"{where}/apply", {"as": "published"}, follow_redirects=True)
    assert "ya se importó" in again.get_data(as_text=True)


def test_what_a_file_would_change_is_shown_field_by_field(
    signed_in: SignedIn, parts: Parts
) -> None:
    publisher = signed_in("publisher")
    where = checked(publisher, parts, table([row(1)]))
    publisher.post(f"{where}/apply", {"as": "published"})
    where = checked(publisher, parts, table([row(1, description="Otra frase <b>.")]))
    page = publisher.get(where).get_data(as_text=True)
    assert "<del>Curso 1 para trabajar la madera.</del>" in page
    assert "<ins>Otra frase &lt;b&gt;.</ins>" in page


def test_what_an_editor_wrote_stays_unless_a_publisher_says_otherwise(
    signed_in: SignedIn, parts: Parts
) -> None:
    editor, publisher = signed_in("editor"), signed_in("publisher")
    some = next(one for one in parts.base.store.all() if one.kind == "course")
    fields = some.as_dict() | {"title": "Escrito a mano", "free": "y", "then": "publish"}
    typed = {k: "\n".join(v) if isinstance(v, list) else v for k, v in fields.items() if v}
    opened = {"version": "0", "revision": str(parts.base.store.revision())}
    newest = parts.base.store.revisions(some.id)[-1]["number"]
    answer = publisher.post(
        f"{BASE}/item/{some.id}/edit", typed | opened | {"revision": str(newest)}
    )
    assert answer.status_code == 302, answer.get_data(as_text=True)
    out = io.StringIO(newline="")
    csv.writer(out).writerows(
        [("id", *COLUMNS), (some.id, *row(1, url=some.url, title="De la lista"))]
    )
    data = out.getvalue().encode()
    kept = editor.get(checked(editor, parts, data, overwrite="yes")).get_data(as_text=True)
    assert "Se quedan como los escribió una persona" in kept
    where = checked(publisher, parts, data, overwrite="yes")
    publisher.post(f"{where}/apply", {"as": "published"})
    found = parts.base.store.get(some.id)
    assert found and found.resource.title == "De la lista"


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"MZ", "virus.exe", "debe terminar en .csv"),
        (b"PK", "lista.zip", "debe terminar en .csv"),
        (b"x" * 20_000_001, "lista.csv", "más de 20 MB"),
    ],
)
def test_files_of_another_kind_or_size_are_refused(
    data: bytes, name: str, why: str, signed_in: SignedIn
) -> None:
    answer = upload(signed_in("editor"), data, name)
    assert answer.status_code == 422
    assert why in answer.get_data(as_text=True)


def test_no_file_and_far_too_large_a_one(signed_in: SignedIn) -> None:
    editor = signed_in("editor")
    answer = editor.post(f"{BASE}/import", {}, content_type="multipart/form-data")
    assert answer.status_code == 422 and "Elige primero" in answer.get_data(as_text=True)
    assert upload(editor, b"x" * 21_000_000).status_code == 413


def test_a_file_that_cannot_be_read_says_why(signed_in: SignedIn, parts: Parts) -> None:
    editor = signed_in("editor")
    where = checked(editor, parts, b'[{"title": ', name="roto.json")
    assert "no se puede leer" in editor.get(where).get_data(as_text=True)


def test_a_file_that_is_gone_is_told(signed_in: SignedIn) -> None:
    editor = signed_in("editor")
    for path in ("0" * 32, "..%2f..", f"{'0' * 32}/rejected.csv"):
        answer = editor.get(f"{BASE}/import/{path}", follow_redirects=True)
        assert answer.status_code in (200, 404)
        if answer.status_code == 200:
            assert "Súbelo de nuevo" in answer.get_data(as_text=True)


def test_viewers_take_nothing_in(signed_in: SignedIn) -> None:
    viewer = signed_in("viewer")
    assert viewer.get(f"{BASE}/import").status_code == 403
    assert upload(viewer, table([row(1)])).status_code == 403


def test_the_page_of_a_check_asks_again_by_itself_and_ends(
    signed_in: SignedIn, parts: Parts
) -> None:
    editor = signed_in("editor")
    where = checked(editor, parts, table([row(1)]))
    done = editor.get(where, headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"
    waiting = Importer(parts.base.engine).uploads.add(
        "otra.csv", table([row(3)]), "editor", overwrite_edited=False, keep_similar=False
    )
    page = editor.get(f"{BASE}/import/{waiting.id}").get_data(as_text=True)
    assert 'hx-trigger="every 1s"' in page and "Actualizar esta página" in page
    part = editor.get(f"{BASE}/import/{waiting.id}", headers={"HX-Request": "true"})
    assert "<html" not in part.get_data(as_text=True)
    refused = editor.post(f"{BASE}/import/{waiting.id}/apply", follow_redirects=True)
    assert "todavía se está revisando" in refused.get_data(as_text=True)
    editor.post(f"{BASE}/import/{waiting.id}/check")
    wait_until(lambda: Importer(parts.base.engine).uploads.get(waiting.id).state != CHECKING)
