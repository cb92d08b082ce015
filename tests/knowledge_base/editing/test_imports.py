"""A list from an editor: shown before it is taken in, taken in once, and nothing lost."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from knowledge_base.editing.drafts import DraftStore
from knowledge_base.editing.import_report import Line, report_of
from knowledge_base.editing.imports import Applied, Importer
from knowledge_base.editing.uploads import NoSuchUpload, UploadRefused
from knowledge_base.resources.export import WRITERS
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore

NOW = datetime(2026, 11, 25, 15, tzinfo=UTC)


@pytest.fixture
def importer(database: Engine, today: date) -> Importer:
    return Importer(database, lambda: today, lambda: NOW)


def _file(resources: Iterable[Resource], form: str = "csv") -> bytes:
    return WRITERS[form](resources).encode("utf-8")


def _ids(lines: Iterable[Line]) -> list[str]:
    return [one.id for one in lines]


def _many(welding: Resource, number: int) -> list[Resource]:
    return [
        replace(
            welding,
            id=f"r-{n}",
            title=f"Curso número {n} de {n * 7919}",
            url=f"https://example.org/{n}",
            tags=(),
        )
        for n in range(number)
    ]


def test_a_dry_run_shows_and_changes_nothing(
    importer: Importer, store: ResourceStore, welding: Resource
) -> None:
    same, other, edited, new, gone = _many(welding, 5)
    store.import_all([same, other])
    store.save(edited)
    store.save(gone)
    store.delete(gone.id)
    before = store.revision()
    rows = [same, replace(other, title="Cambiado", tags=("mar",)), replace(edited, title="Otro")]
    again = replace(new, id="repetido", title="Repite el enlace")
    upload = importer.dry_run("lista.csv", _file([*rows, new, again, gone]), "ana")
    report = upload.report
    assert report and (upload.state, upload.progress, upload.who) == ("ready", 100, "ana")
    assert _ids(report.created) == [new.id] and _ids(report.unchanged) == [same.id]
    assert [one.field for one in report.updated[0].differences] == ["title", "tags"]
    assert report.updated[0].where == "línea 3"
    assert [(one.id, one.reason) for one in report.kept] == [
        (edited.id, "un editor lo cambió"),
        (gone.id, "se archivó en la consola"),
    ]
    assert len(report.left_out) == 1 and "repite el enlace de r-3" in report.left_out[0]
    assert store.revision() == before
    assert report_of(json.loads(json.dumps(report.as_json()))) == report


def test_what_was_shown_is_taken_in_once(
    importer: Importer, database: Engine, store: ResourceStore, welding: Resource, today: date
) -> None:
    old, new = _many(welding, 2)
    store.import_all([old])
    changed = replace(old, title="Cambiado")
    upload = importer.dry_run("lista.json", _file([changed, new], "json"), "ana")
    other_pod = Importer(database, lambda: today, lambda: NOW)
    done = other_pod.apply(upload.id, "luis")
    assert (done.differs, done.report) == (False, upload.report)
    assert store.all() == [changed, new]
    last = store.revisions(new.id)[-1]
    assert (last["action"], last["actor"], last["who"]) == ("create", "import", "luis")
    revision = store.revision()
    with pytest.raises(UploadRefused, match="ya se importó"):
        importer.apply(upload.id, "luis")
    assert store.revision() == revision and importer.uploads.get(upload.id).state == "applied"
    assert importer.check(upload.id).state == "applied"


def test_of_two_who_apply_at_once_one_does(
    importer: Importer, store: ResourceStore, welding: Resource
) -> None:
    upload = importer.dry_run("lista.csv", _file(_many(welding, 20)), "ana")
    together, done = threading.Barrier(4), list[Applied | UploadRefused]()

    def apply() -> None:
        together.wait()
        try:
            done.append(importer.apply(upload.id, "luis"))
        except UploadRefused as error:
            done.append(error)

    threads = [threading.Thread(target=apply) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([one for one in done if isinstance(one, Applied)]) == 1
    assert len(done) == 4 and store.revision() == 20


def test_what_changed_since_is_judged_again(
    importer: Importer, store: ResourceStore, welding: Resource
) -> None:
    first, second = _many(welding, 2)
    upload = importer.dry_run("lista.csv", _file([first, second]), "ana")
    edited = replace(first, title="De un editor")
    store.save(edited)
    done = importer.apply(upload.id, "ana")
    assert done.differs and _ids(done.report.kept) == [first.id]
    assert store.all() == [edited, second]


def test_an_editor_may_overwrite_what_editors_wrote(
    importer: Importer, store: ResourceStore, welding: Resource
) -> None:
    edited, gone = _many(welding, 2)
    for one in (edited, gone):
        store.save(one)
    store.delete(gone.id)
    rows = [replace(edited, title="De la lista"), gone]
    upload = importer.dry_run("l.csv", _file(rows), "ana", overwrite_edited=True)
    importer.apply(upload.id, "ana")
    assert store.all() == rows
    # It stays an editor's: neither the catalogue nor a list of others takes it back.
    assert store.import_all([edited]).kept_for_editors == 1


def test_rows_become_drafts_in_review(
    importer: Importer, store: ResourceStore, drafts: DraftStore, welding: Resource
) -> None:
    old, busy, new = _many(welding, 3)
    store.import_all([old, busy])
    mine = drafts.begin(busy.id, None, "eva")
    rows = [replace(old, title="Dos"), replace(busy, title="Tres"), new]
    upload = importer.dry_run("l.csv", _file(rows), "ana")
    assert upload.report and _ids(upload.report.drafted) == [busy.id]
    done = importer.apply(upload.id, "ana", as_drafts=True)
    assert (_ids(done.report.created), _ids(done.report.updated)) == ([new.id], [old.id])
    assert _ids(done.report.drafted) == [busy.id] and drafts.get(busy.id) == mine
    assert store.all() == [old, busy] and drafts.counts() == {"draft": 1, "review": 2}
    for name in (old.id, new.id):
        drafts.publish(name, 1, "luis")
    assert [one.title for one in store.all()] == ["Dos", busy.title, new.title]


def test_a_thousand_rows_with_ten_bad_ones(
    importer: Importer, store: ResourceStore, welding: Resource
) -> None:
    rows = _file(_many(welding, 1000), "csv").decode().splitlines()
    bad = list(range(50, 1001, 100))
    for line in bad:
        rows[line] = rows[line].replace("https://", "ftp://")
    upload = importer.dry_run("mil.csv", "\n".join(rows).encode(), "ana")
    report = upload.report
    assert report and len(report.created) == 990 and report.rejected_rows == 10
    assert [(one.where, one.field) for one in report.rejected] == [
        (f"línea {line + 1}", "url") for line in bad
    ]
    assert all("debe empezar con http" in one.reason for one in report.rejected)
    assert report.rejected[0].name == "r-49"
    importer.apply(upload.id, "ana")
    assert len(store.all()) == 990


def test_a_failure_on_the_way_takes_in_nothing(
    importer: Importer,
    database: Engine,
    store: ResourceStore,
    welding: Resource,
    today: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload = importer.dry_run("l.csv", _file(_many(welding, 3)), "ana")
    with monkeypatch.context() as broken:

        def fall(*_: Any) -> bool:
            raise OSError("the disk is full")

        broken.setattr("knowledge_base.editing.imports.mark_applied", fall)
        with pytest.raises(OSError, match="disk"):
            importer.apply(upload.id, "ana")
    assert store.all() == [] and store.revision() == 0
    assert len(Importer(database, lambda: today, lambda: NOW).apply(upload.id, "a").report.created)


@pytest.mark.parametrize(
    "name", ["lista.zip", "lista.xlsx", "lista", "", "csv", "../../etc/passwd", "a.csv.exe"]
)
def test_other_kinds_of_files_are_refused(importer: Importer, name: str) -> None:
    with pytest.raises(UploadRefused, match=r"\.csv, \.json"):
        importer.dry_run(name, b"x", "ana")


def test_a_file_that_is_too_large_is_refused(importer: Importer) -> None:
    with pytest.raises(UploadRefused, match="20 MB"):
        importer.dry_run("l.csv", b"x" * 20_000_001, "ana")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("l.csv", b"", "vac"),
        ("l.csv", "título\nñandú".encode("latin-1"), "UTF-8"),
        ("l.yaml", b"- !!python/object/apply:os.system ['true']", "no es YAML"),
        ("l.yaml", b"a: &a [x]\nb: [*a, *a]", "alias"),
        ("l.json", b"{", "no es JSON"),
        ("l.csv", b"PK\x03\x04", "columnas"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    importer: Importer, name: str, data: bytes, why: str
) -> None:
    upload = importer.dry_run(name, data, "ana")
    assert upload.state == "failed" and why in upload.reason and upload.report is None
    with pytest.raises(UploadRefused, match="no se puede leer"):
        importer.apply(upload.id, "ana")


def test_a_path_is_no_part_of_the_name(importer: Importer, welding: Resource) -> None:
    names = ["C:\\Users\\ana\\lista.csv", "../../var/lista.csv", "lista\n.csv"]
    kept = [importer.dry_run(name, _file([welding]), "ana").name for name in names]
    assert kept == ["lista.csv", "lista.csv", "lista .csv"]


def test_a_file_is_kept_for_a_day(database: Engine, today: date, welding: Resource) -> None:
    moment = [NOW]
    clock: Callable[[], datetime] = lambda: moment[0]  # noqa: E731
    importer = Importer(database, lambda: today, clock)
    upload = importer.dry_run("l.csv", _file([welding]), "ana")
    moment[0] = NOW + timedelta(hours=23)
    assert importer.uploads.get(upload.id).name == "l.csv"
    moment[0] = NOW + timedelta(hours=25)
    for step in (importer.check, importer.uploads.content, lambda one: importer.apply(one, "a")):
        with pytest.raises(NoSuchUpload):
            step(upload.id)
    importer.dry_run("otra.csv", _file([welding]), "ana")
    moment[0] = NOW
    with pytest.raises(NoSuchUpload):  # deleted, not only hidden
        importer.uploads.get(upload.id)


@pytest.mark.parametrize("name", ["", "x", "\x00" * 32, "' OR 1=1 --", "a" * 32])
def test_a_file_that_is_not_there_is_said(importer: Importer, name: str) -> None:
    with pytest.raises(NoSuchUpload):
        importer.apply(name, "ana")


def test_what_is_over_already_is_rejected(importer: Importer, welding: Resource) -> None:
    upload = importer.dry_run("l.csv", _file([replace(welding, expires_on="2026-11-24")]), "ana")
    assert upload.report and [one.field for one in upload.report.rejected] == ["expires_on"]
