from pathlib import Path

from knowledge_base.resources.formats.files import read_file
from knowledge_base.resources.formats.markdown import read_markdown
from knowledge_base.resources.formats.rows import Hints, Rows
from knowledge_base.resources.imports import Judge

LIST = """\ufeff# Lista

### Índice

* [Python](#python)
    * [Django](#django)

<!-- un comentario
* [Oculto](https://example.org/oculto)
-->

### <a id="cpp"></a>C++ ###

* [Piensa \\[bien\\]](https://example.org/a_(b)) - Ana Díaz, `trl.:` Luis Rojas (PDF) [(EPUB)](https://example.org/e)
* [**Aprende**](<https://example.org/c> "título") *(en proceso)*
* Sin enlace (PDF)

#### Qt &amp; más

- [A &amp; B](https://example.org/d?a=1&amp;copy=2) – Eva (HTML)
1. [Docker](https://example.org/docker) - Bruno *(:construction: *in process*)*

### Python

* Django
    * [Uno](https://example.org/uno)
        + [Dos](https://example.org/dos)
* [Relativo](../otro.md)

```
* [En código](https://example.org/codigo)
```
"""
TOLD = Hints(language="es", kind="book", source="una lista")


def by_title(rows: Rows) -> dict[object, dict[str, object]]:
    return {row.fields["title"]: row.fields for row in rows.rows}


def test_items_bring_topic_link_and_note() -> None:
    found = by_title(read_markdown(LIST, TOLD))
    piensa = found["Piensa [bien]"]
    assert (piensa["topic"], piensa["subtopic"]) == ("C++", "")
    assert piensa["url"] == "https://example.org/a_(b)"
    assert piensa["note"] == "Ana Díaz, `trl.:` Luis Rojas (PDF) (EPUB)"
    assert (piensa["lang"], piensa["kind"], piensa["source"]) == ("es", "book", "una lista")
    assert found["A & B"]["url"] == "https://example.org/d?a=1&copy=2"
    assert found["A & B"]["subtopic"] == "Qt & más"
    assert found["Aprende"]["url"] == "https://example.org/c"


def test_asides_are_no_author() -> None:
    found = by_title(read_markdown(LIST, TOLD))
    assert found["Aprende"]["note"] == ""
    assert found["Docker"]["note"] == "Bruno"


def test_nested_lists_and_their_group() -> None:
    found = by_title(read_markdown(LIST, TOLD))
    assert (found["Uno"]["topic"], found["Uno"]["subtopic"]) == ("Python", "Django")
    assert found["Dos"]["subtopic"] == "Django"


def test_comments_code_and_the_index_are_passed_over() -> None:
    titles = by_title(read_markdown(LIST, TOLD)).keys()
    assert not titles & {"Oculto", "En código", "Python", "Django"}


def test_an_item_without_a_link_is_named_by_its_line() -> None:
    rows = read_markdown(LIST, TOLD)
    assert [str(one) for one in rows.rejected] == ["línea 16 (Sin enlace (PDF)): no tiene enlace"]
    rejected = [str(one) for one in Judge().judge(rows).rejected]
    assert rejected[1].startswith("línea 28 (Relativo): url: debe empezar con http")


def test_language_and_kind_follow_from_the_files_name(tmp_path: Path) -> None:
    for name, told in {
        "books/free-programming-books-es.md": ("es", "book"),
        "courses/free-courses-en.md": ("en", "course"),
        "casts/free-podcasts-screencasts-es.md": ("es", "podcast"),
        "courses/lista-qu.md": ("qu", "course"),
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("### T\n* [A](https://example.org)\n", "utf-8")
        (row,) = read_file(path).rows
        assert (row.fields["lang"], row.fields["kind"]) == told
