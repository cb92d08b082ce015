import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete

from knowledge_base.resources import tables
from knowledge_base.resources.__main__ import main
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.resources.export import WRITERS, write_whole
from knowledge_base.resources.formats.files import read_file
from knowledge_base.resources.imports import Judge
from knowledge_base.resources.records import InvalidResource, Resource, resource_from
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import SHIPPED_CATALOGUE
from tests.knowledge_base.conftest import CATALOGUE

FORMS = ["csv", "json", "jsonl", "yaml"]
NASTY = [
    'Dijo "hola", y; se fue',
    "=1+1",
    "'=1+1",
    "''citado''",
    "+51 y -3 @ casa",
    "@SUMA(A1)",
    "uno|dos\\|tres\\",
    "emoji 👩🏽‍🏫 y ñandú \u2028 \u0085 fin",
    "no",
    "null",
    "1e3",
    "2026-11-25",
    "- a: [b, {c}] # d & *e !f %g",
    "\u200b\ufeffinvisible\ufffe",
    "#título",
    "0x1F",
    "~",
    "C:\\dir",
]


def _odd(number: int, text: str) -> Resource:
    rest = {"tags": [text[:60], "a|b", "\\", "x"], "author": text, "licence": text[:80]}
    base = {"id": f"rara-{number}", "title": text, "description": text, "topic": "x"}
    link = {"url": f"https://example.org/{number}", "language": "qu", "kind": "tool"}
    more = {"megabytes": 12.5 / (number + 1) ** 4, "free": False, "offline": True, "source": text}
    return resource_from(base | link | rest | more | {"level": "avanzado", "text": text})


def _everything(welding: Resource) -> list[Resource]:
    in_chat = replace(welding, url="", offline=True)
    lesson = replace(in_chat, id="l-1", kind="lesson", number=1, steps=("Uno|a", "=2\\"))
    answer = replace(in_chat, id="r-1", kind="answer", text="Sí; «claro».")
    section = replace(welding, id="s-1", kind="section", url="", text="Palabras.")
    odd = [_odd(number, text) for number, text in enumerate(NASTY)]
    return [*read_catalogue(SHIPPED_CATALOGUE), *odd, lesson, answer, section, welding]


def _emptied(database: Engine) -> ResourceStore:
    with database.begin() as connection:
        connection.execute(delete(tables.resources))
    return ResourceStore(database)


@pytest.mark.parametrize("form", FORMS)
def test_an_export_is_what_an_import_reads(
    database: Engine, tmp_path: Path, welding: Resource, form: str
) -> None:
    store = ResourceStore(database)
    # Numbers of lessons are unique; those that ship keep theirs.
    everything = {one.number or one.id: one for one in _everything(welding)}.values()
    store.import_all(everything)
    before, path = store.all(), tmp_path / f"todo.{form}"
    write_whole(path, WRITERS[form](before))

    store = _emptied(database)
    report = Judge(keep_similar=True).judge(read_file(path))
    assert ([str(one) for one in report.rejected], report.left_out) == ([], [])
    store.import_all(report.resources)
    assert store.all() == before
    assert WRITERS[form](store.all()).encode() == path.read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_texts_of_any_characters_come_back(tmp_path: Path, welding: Resource, form: str) -> None:
    choice = random.Random(7)
    letters = "aé\"';,|\\=+-@\t\u00a0\u0085\u2028\u200b\ufeff😀#:*&![]{}<>%~`$0 \x80\x9f\ufffe"
    made = []
    for number in range(300):
        text = "".join(choice.choices(letters, k=choice.randint(1, 30)))
        fields: dict[str, Any] = {"id": f"r-{number}", "url": f"https://example.org/{number}"}
        fields |= {"title": text, "author": text, "description": text, "tags": [text, text[::-1]]}
        try:
            made.append(resource_from(welding.as_dict() | fields))
        except InvalidResource:
            continue
    path = tmp_path / f"todo.{form}"
    write_whole(path, WRITERS[form](made))
    report = Judge(keep_similar=True).judge(read_file(path))
    assert len(made) > 100
    assert report.resources == made


def test_no_cell_is_a_formula(welding: Resource) -> None:
    odd = replace(welding, title="=1+1", author="@a", tags=("-x", "=y"), description="+d")
    table = WRITERS["csv"]([odd])
    assert table.startswith("\ufeffid,title,")
    assert ",'=1+1,https:" in table and ",'+d,'@a," in table and "'-x|=y" in table


def test_the_markdown_list_is_read_as_a_list(tmp_path: Path, welding: Resource) -> None:
    odd = replace(welding, title="Soldar [bien] *ya*", url="https://example.org/a_(b)")
    lesson = replace(welding, id="l-1", title="En el chat", kind="lesson", url="", number=1)
    path = tmp_path / "cursos-es.md"
    path.write_text(WRITERS["md"]([odd, lesson]), "utf-8")
    rows = read_file(path)
    assert rows.rows[0].fields["title"] == "Soldar [bien] *ya*"
    assert rows.rows[0].fields["url"] == "https://example.org/a_%28b%29"
    assert [one.errors[""] for one in rows.rejected] == [["no tiene enlace"]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    monkeypatch.setenv("TECHHUB_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("KNOWLEDGE_BASE_CATALOGUE", str(CATALOGUE))
    monkeypatch.delenv("KNOWLEDGE_BASE_DATABASE_URL", raising=False)
    return lambda *words: main([str(word) for word in words])


def test_the_command_writes_a_file_that_changes_nothing(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", tmp_path / "todo.csv") == 0
    assert run("import", tmp_path / "todo.csv") == 0
    assert "0 nuevos, 0 cambiados" in capsys.readouterr().out
    assert {one.name for one in tmp_path.iterdir()} == {"todo.csv", "var"}


def test_the_command_writes_to_standard_output(
    run: Callable[..., int], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("export", "-", "--format", "json") == 0
    said = capfdbinary.readouterr().out
    assert run("export", tmp_path / "todo.json") == 0
    assert said == (tmp_path / "todo.json").read_bytes()


def test_what_cannot_be_written_is_said(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "carpeta.csv").mkdir()
    assert run("export", tmp_path / "carpeta.csv") == 1
    assert run("export", tmp_path / "nada" / "todo.csv") == 1
    assert run("export", tmp_path / "todo.doc") == 1
    assert capsys.readouterr().err.count("no se puede escribir") == 2


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "todo.csv"
    path.write_text("viejo", "utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "medio \ud800")
    assert path.read_text("utf-8") == "viejo"
    assert [one.name for one in tmp_path.iterdir()] == ["todo.csv"]
