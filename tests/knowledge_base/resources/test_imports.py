import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from knowledge_base.database.engine import open_database
from knowledge_base.resources.__main__ import main
from knowledge_base.resources.formats.json_rows import read_json_lines
from knowledge_base.resources.formats.rows import Hints
from knowledge_base.resources.imports import Judge, Report
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore
from tests.knowledge_base.conftest import CATALOGUE
from tests.knowledge_base.resources.test_lists import ROW

Run = Callable[..., int]


def _lines(*rows: dict[str, Any]) -> list[str]:
    return [json.dumps(ROW | row, ensure_ascii=False) for row in rows]


def _judged(lines: list[str], published: list[Resource] | None = None) -> Report:
    return Judge(published or []).judge(read_json_lines("\n".join(lines), Hints()))


def _other(name: str, **changes: Any) -> dict[str, Any]:
    return {"id": name, "title": name, "url": f"https://example.org/{name}"} | changes


def test_every_rejected_row_is_named_and_the_rest_is_kept() -> None:
    bad = _lines({"id": "b", "url": "x"}, {"url": 3, "id": "c", "title": "Otro"})
    report = _judged([*_lines({}), "", "{roto", "[]", *bad, *_lines(_other("z"))])
    assert [r.id for r in report.resources] == ["boo-1", "z"]
    assert [one.where for one in report.rejected] == [f"línea {n}" for n in (3, 4, 5, 6)]
    assert str(report.rejected[2]).startswith("línea 5 (b): url: debe empezar con http")
    assert str(report.rejected[3]) == "línea 6 (c): url: debe ser texto"


def test_a_repeated_id_is_rejected_and_a_repeated_link_left_out() -> None:
    other = "https://www.example.org/otro"
    again = {"id": "boo-2", "url": "http://example.org/python.pdf?utm_source=x"}
    report = _judged(_lines({}, {"url": other}, again, {}))
    assert [r.id for r in report.resources] == ["boo-1"]
    assert [str(r) for r in report.rejected] == ["línea 2 (boo-1): id: boo-1 ya está en la línea 1"]
    assert report.left_out == [
        "línea 3: boo-2 repite el enlace de boo-1",
        "línea 4: boo-1 está igual en la línea 1",
    ]


def test_a_near_equal_title_is_left_out_unless_asked_for(welding: Resource) -> None:
    same = {**welding.as_dict(), "id": "otra", "url": "https://b.example.org/"}
    rows = read_json_lines(json.dumps(same | {"title": "soldaduras SUBMARINA"}), Hints())
    report = Judge([welding]).judge(rows)
    assert report.left_out == [
        "línea 1: otra repite el título de soldadura-submarina («Soldadura submarina»)"
    ]
    assert [r.id for r in Judge([welding], keep_similar=True).judge(rows).resources] == ["otra"]
    # What is published already was judged before.
    published = [welding, replace(welding, id="otra", url="https://b.example.org/")]
    assert [r.id for r in Judge(published).judge(rows).resources] == ["otra"]


def test_a_lessons_number_is_taken_once(welding: Resource) -> None:
    lesson = replace(welding, id="leccion", kind="lesson", url="", steps=("Uno.",), number=2)
    row = json.dumps(lesson.as_dict() | {"id": "otra", "title": "Otra lección"})
    (rejected,) = _judged([row], [lesson]).rejected
    assert str(rejected) == "línea 1 (otra): number: la lección 2 ya es leccion"


def test_sections_without_a_link_repeat_only_word_for_word(welding: Resource) -> None:
    one = replace(welding, kind="section", url="", text="Uno.").as_dict()
    rows = [one, one | {"id": "b", "text": "Dos."}, one | {"id": "c"}]
    report = _judged([json.dumps(row) for row in rows])
    assert [r.id for r in report.resources] == [welding.id, "b"]
    assert report.left_out == ["línea 3: c repite las palabras de soldadura-submarina"]


def test_a_link_that_an_editor_withdrew_stays_away(database: Engine, welding: Resource) -> None:
    store = ResourceStore(database)
    store.save(welding)
    store.delete(welding.id)
    again = welding.as_dict() | {"id": "otra", "url": "http://example.org/soldadura/"}
    rows = read_json_lines(json.dumps(again), Hints())
    report = Judge(store.all(), store.withdrawn_links()).judge(rows)
    assert report.left_out == [
        "línea 1: otra tiene el enlace de soldadura-submarina, que un editor retiró"
    ]
    store.save(replace(welding, id="otra"))
    assert Judge(store.all(), store.withdrawn_links()).judge(rows).resources != []


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TECHHUB_VAR", str(tmp_path))
    monkeypatch.setenv("KNOWLEDGE_BASE_CATALOGUE", str(CATALOGUE))
    monkeypatch.delenv("KNOWLEDGE_BASE_DATABASE_URL", raising=False)

    def command(*lines: str, options: tuple[str, ...] = ()) -> int:
        path = tmp_path / "lista.jsonl"
        path.write_text("\n".join(lines), "utf-8")
        return main(["import", str(path), *options])

    return command


def _store(folder: Path) -> ResourceStore:
    return ResourceStore(open_database(f"sqlite:///{folder}/knowledge_base/resources.sqlite"))


def test_the_command_takes_a_file_in_once(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*_lines({})) == 0
    assert "1 nuevos" in capsys.readouterr().out
    revision = _store(tmp_path).revision()
    assert run(*_lines({})) == 0
    assert "0 nuevos, 0 cambiados, 1 iguales" in capsys.readouterr().out
    assert _store(tmp_path).revision() == revision


def test_a_file_with_a_fault_keeps_the_good_rows(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*_lines({}), "{roto") == 2
    said = capsys.readouterr()
    assert "lista.jsonl: línea 2: no es JSON" in said.err
    assert "1 nuevos" in said.out and "1 rechazadas" in said.out
    assert _store(tmp_path).get("boo-1") is not None


def test_all_or_nothing_keeps_none(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*_lines({}), "{roto", options=("--all-or-nothing",)) == 1
    assert "no se guardó nada" in capsys.readouterr().err
    assert _store(tmp_path).get("boo-1") is None


def test_a_file_without_a_good_row_says_so(run: Run) -> None:
    assert run("{roto", "[]") == 1
    assert run("") == 1


def test_a_link_of_the_catalogue_is_not_listed_twice(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*_lines({"url": "http://www.scratch.mit.edu/?utm_source=lista"})) == 0
    assert "repite el enlace de scratch" in capsys.readouterr().out
    assert _store(tmp_path).get("boo-1") is None


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert main(["import", str(tmp_path / "nada.jsonl")]) == 1
