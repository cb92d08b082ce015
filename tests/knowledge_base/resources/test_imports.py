import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge_base.resources.__main__ import main
from knowledge_base.resources.database import open_database
from knowledge_base.resources.imports import read_lines
from knowledge_base.resources.store import ResourceStore
from tests.knowledge_base.conftest import CATALOGUE

ROW: dict[str, Any] = {
    "id": "boo-1",
    "title": "Aprender Python",
    "topic": "Python",
    "subtopic": "Django",
    "note": "Ana Diaz (PDF)",
    "url": "https://www.example.org/python.pdf",
    "kind": "book",
    "lang": "es",
    "source": "una/lista",
    "licence": "CC BY 4.0",
}
Run = Callable[..., int]


def _lines(*rows: dict[str, Any]) -> list[str]:
    return [json.dumps(ROW | row, ensure_ascii=False) for row in rows]


def test_facts_are_taken_over_and_mapped() -> None:
    (resource,) = read_lines(_lines({})).resources
    assert (resource.author, resource.topic, resource.kind) == ("Ana Diaz", "programming", "book")
    assert resource.offline is True
    assert resource.description == "Libro sobre Python, Django, de Ana Diaz"


def test_the_licence_of_a_list_is_not_that_of_what_it_links_to() -> None:
    (resource,) = read_lines(_lines({})).resources
    assert resource.licence == ""
    assert resource.source == "una/lista (CC BY 4.0)"


def test_a_heading_that_is_not_ours_stays() -> None:
    (resource,) = read_lines(_lines({"topic": "1 - Agnósticos", "kind": "podcast"})).resources
    assert (resource.topic, resource.kind) == ("agnosticos", "website")


def test_every_fault_names_its_line() -> None:
    lines = [*_lines({}), "", "{roto", "[]", *_lines({"id": "b", "url": "x"}), *_lines({"url": 3})]
    reading = read_lines(lines)
    assert [fault.split(":")[0] for fault in reading.faults] == [
        "línea 3",
        "línea 4",
        "línea 5",
        "línea 6",
    ]
    assert "url" in reading.faults[2]


def test_a_repeated_id_is_a_fault_and_a_repeated_link_is_left_out() -> None:
    other = "https://www.example.org/otro"
    reading = read_lines(_lines({}, {"url": other}, {"id": "boo-2"}))
    assert [r.id for r in reading.resources] == ["boo-1"]
    assert reading.faults == ["línea 2: id: boo-1 ya está en la línea 1"]
    assert reading.left_out == ["línea 3: boo-2 repite el enlace de boo-1"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TECHHUB_VAR", str(tmp_path))
    monkeypatch.setenv("KNOWLEDGE_BASE_CATALOGUE", str(CATALOGUE))
    monkeypatch.delenv("KNOWLEDGE_BASE_DATABASE_URL", raising=False)

    def command(*lines: str) -> int:
        path = tmp_path / "lista.jsonl"
        path.write_text("\n".join(lines), "utf-8")
        return main(["import", str(path)])

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


def test_a_file_with_a_fault_changes_nothing(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*_lines({}), "{roto") == 1
    said = capsys.readouterr().err
    assert "línea 2: no es JSON" in said and "no se guardó nada" in said
    assert _store(tmp_path).get("boo-1") is None


def test_a_link_of_the_catalogue_is_not_listed_twice(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*_lines({"url": "https://scratch.mit.edu"})) == 0
    assert "repite el enlace de scratch" in capsys.readouterr().out
    assert _store(tmp_path).get("boo-1") is None


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert main(["import", str(tmp_path / "nada.jsonl")]) == 1
