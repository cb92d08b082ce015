from pathlib import Path
from typing import Any

import pytest

from knowledge_base.resources.formats.files import LARGEST_BYTES, read_file
from knowledge_base.resources.formats.rows import Hints, Rows, UnreadableFile
from knowledge_base.resources.imports import Judge

HEADER = "id;titulo;enlace;idioma;tipo;tema;descripcion;etiquetas;gratis;megas;nivel"
ROW = (
    "excel;Excel básico;https://example.org/excel;es;Curso;Ofimática;Desde cero.;"
    "hojas|excel;sí;12,5;Básico"
)


def read(tmp_path: Path, name: str, text: str | bytes, **options: Any) -> Rows:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_file(path, **options)


def test_a_table_from_a_spanish_spreadsheet(tmp_path: Path) -> None:
    rows = read(tmp_path, "a.csv", f"\ufeff{HEADER}\r\n{ROW}\r\n")
    (resource,) = Judge().judge(rows).resources
    assert (resource.kind, resource.topic, resource.level) == ("course", "office-tools", "basico")
    assert (resource.tags, resource.free, resource.megabytes) == (("hojas", "excel"), True, 12.5)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_seen(tmp_path: Path, separator: str) -> None:
    text = "id;title\na;b\n".replace(";", separator)
    (row,) = read(tmp_path, "a.csv", text).rows
    assert (row.where, row.fields["id"], row.fields["title"]) == ("línea 2", "a", "b")


def test_a_line_that_a_spreadsheet_writes_for_itself(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "a.csv", "sep=;\ntitle;id\nA, B;c\n").rows
    assert (row.where, row.fields["title"]) == ("línea 3", "A, B")


def test_an_unknown_column_is_named_and_not_read(tmp_path: Path) -> None:
    rows = read(tmp_path, "a.csv", "id,title,Observaciones\na,b,c\n")
    assert rows.notices == ["columna Observaciones: no es un campo conocido; no se lee"]
    assert "Observaciones" not in rows.rows[0].fields


def test_a_row_with_other_columns_is_rejected(tmp_path: Path) -> None:
    rows = read(tmp_path, "a.csv", "id,title\na\nb,c\nd,e,\nf,g,h\n,\n")
    assert [str(one) for one in rows.rejected] == [
        "línea 2 (a): tiene 1 columnas y el encabezado 2",
        "línea 5 (f): tiene 3 columnas y el encabezado 2",
    ]
    assert [row.fields["id"] for row in rows.rows] == ["b", "d"]


def test_quotes_that_do_not_close_keep_what_stood_before(tmp_path: Path) -> None:
    rows = read(tmp_path, "a.csv", 'id,title\na,b\nc,"d\ne,f\n')
    assert [row.fields["id"] for row in rows.rows] == ["a"]
    (rejected,) = rows.rejected
    assert str(rejected).startswith("línea 3: las comillas no cierran bien")


def test_lines_are_counted_over_cells_of_several_lines(tmp_path: Path) -> None:
    rows = read(tmp_path, "a.csv", 'id,title\na,"b\nc"\nd,e\n')
    assert [row.where for row in rows.rows] == ["línea 2", "línea 4"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '[{"id": "a", "title": "b"}]'),
        ("a.json", '{"resources": [{"id": "a", "title": "b"}]}'),
        ("a.jsonl", '{"id": "a", "title": "b"}\r\n\r\n'),
        ("a.yaml", "- id: a\n  title: b\n"),
        ("a.yml", "topic: x\nresources:\n- {id: a, title: b}\n"),
    ],
)
def test_the_other_forms(tmp_path: Path, name: str, text: str) -> None:
    (row,) = read(tmp_path, name, text).rows
    assert (row.fields["id"], row.fields["title"]) == ("a", "b")


def test_the_topic_of_a_file_is_that_of_its_items(tmp_path: Path) -> None:
    rows = read(tmp_path, "a.yaml", "topic: x\nresources:\n- {id: a}\n- {id: b, topic: y}\n")
    assert [row.fields["topic"] for row in rows.rows] == ["x", "y"]


def test_an_item_that_is_no_object_is_rejected_by_number(tmp_path: Path) -> None:
    rows = read(tmp_path, "a.json", '[{"id": "a"}, 7, null]')
    assert [one.where for one in rows.rejected] == ["elemento 2", "elemento 3"]
    assert len(rows.rows) == 1


def test_the_format_can_be_told(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", '{"id": "a"}', form="jsonl").rows
    with pytest.raises(UnreadableFile, match="--format"):
        read(tmp_path, "a.txt", "x")


def test_what_the_command_says_is_of_items_that_do_not(tmp_path: Path) -> None:
    given = Hints(language="en", kind="book", source="mi lista")
    told, own = read(tmp_path, "a.json", '[{}, {"lang": "es", "kind": "tool"}]', given=given).rows
    assert told.fields == {"lang": "en", "kind": "book", "source": "mi lista"}
    assert (own.fields["lang"], own.fields["kind"]) == ("es", "tool")


def test_bytes_that_are_not_utf_8_are_named_by_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="línea 2 tiene el byte 0xED"):
        read(tmp_path, "a.csv", "id,title\na,Física\n".encode("latin-1"))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="20 MB"):
        read(tmp_path, "a.csv", b" " * (LARGEST_BYTES + 1))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no se puede leer"):
        read_file(tmp_path, "json")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.csv", "\n\n", "vacío"),
        ("a.csv", "uno,dos\n1,2\n", "nombrar las columnas"),
        ("a.csv", "title,titulo\n1,2\n", "dos veces"),
        ("a.json", "{", "no es JSON: línea 1"),
        ("a.json", "[" * 100_000, "demasiados niveles"),
        ("a.json", "9" * 5000, "número demasiado largo"),
        ("a.json", "{}", "lista"),
        ("a.yaml", "a: [", "no es YAML"),
        ("a.yaml", "- &a {x: 1}\n- *a\n", "línea 2: usa alias"),
        ("a.yaml", "[" * 100_000, "demasiados niveles"),
        ("a.yaml", "- !!timestamp 2026-99-99\n", "no es YAML"),
        ("a.yaml", "- !!python/object/apply:os.system [ls]\n", "no es YAML"),
        ("a.yaml", "7", "lista"),
        ("a.md", "* [A](https://example.org)", "--language y --kind"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, text: str, why: str) -> None:
    with pytest.raises(UnreadableFile, match=why):
        read(tmp_path, name, text)


HOSTILE = [
    "\x00",
    "\x00" * 1000,
    "x" * 1_000_000,
    "[" * 3000,
    "* " + "[" * 3000 + "](" * 3000,
    "* [a](" + "(" * 3000,
    "* [" * 2000,
    "<!--" * 3000,
    "(se solicita " * 500,
    '{"id": ["a"], "title": {"b": 1}, "url": 7, "lang": [], "kind": {}, "tags": 3}',
    '{"description": "d", "id": {}, "kind": [], "topic": 7, "url": [], "language": {}}',
    '{"description": "d", "megabytes": NaN, "number": 1e999, "steps": {"a": 1}}',
    '{"title": "\\ud800", "url": "https://a.pe/\\ud800", "kind": "book", "lang": "es"}',
    '[{"title": "\\ud800", "url": "https://[", "description": "x"}]',
    "- 1: 2\n  ? [a]\n  : b\n",
    "- {2026-01-01: x, null: y, true: z, title: 2026-01-01}\n",
    'id,title,tags,megabytes,number\n"a,b\n',
    "id,title,tags,megabytes,number\na,b,|\\|\\,NaN,٣\n",
    "id;title;url\n=1+1;'=2;https://a.pe\n",
    "# a\n## b\n* c\n    * [d](e 'f')\n1. [g]()\n* ![i](j)\n```\n* [k](l)\n",
]


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "yaml", "md"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_input_breaks_a_reader_or_the_judge(tmp_path: Path, form: str, text: str) -> None:
    given = Hints(language="es", kind="book")
    try:
        rows = read(tmp_path, "a", text, form=form, given=given)
    except UnreadableFile as error:
        assert str(error)
        return
    report = Judge().judge(rows)
    assert all(str(one).isprintable() for one in report.rejected)
    assert len(report.resources) + len(report.rejected) + len(report.left_out) >= len(rows.rows)
