from typing import Any

import pytest

from knowledge_base.resources.lists import author_in, fields_of
from knowledge_base.resources.records import Resource, resource_from

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


def made(**changes: Any) -> Resource:
    fields, errors = fields_of(ROW | changes)
    assert not errors
    return resource_from(fields)


def test_facts_are_taken_over_and_mapped() -> None:
    resource = made()
    assert (resource.author, resource.topic, resource.kind) == ("Ana Diaz", "programming", "book")
    assert resource.offline is True
    assert resource.description == "Libro sobre Python, Django, de Ana Diaz"


def test_the_licence_of_a_list_is_not_that_of_what_it_links_to() -> None:
    resource = made()
    assert resource.licence == ""
    assert resource.source == "una/lista (CC BY 4.0)"


def test_a_heading_that_is_not_ours_stays() -> None:
    resource = made(topic="1 - Agnósticos", kind="podcast")
    assert (resource.topic, resource.kind) == ("agnosticos", "website")


def test_a_textbook_section_brings_its_words_and_their_licence() -> None:
    row = {
        "id": "m90605",
        "title": "El alcance de la Física",
        "book": "Física universitaria volumen 1",
        "chapter": "Unidades y medidas",
        "objectives": ["Describir el alcance."],
        "text": "La física se dedica a los fenómenos naturales.",
        "kind": "textbook-section",
        "lang": "es",
        "source": "una/fuente",
        "path": "modules/m90605/index.cnxml",
        "licence": "CC BY 4.0",
    }
    section = resource_from(fields_of(row)[0])
    assert (section.kind, section.topic, section.url) == ("section", "physics", "")
    assert (section.licence, section.source) == ("CC BY 4.0", "una/fuente")
    assert section.text == "La física se dedica a los fenómenos naturales. Describir el alcance."
    assert section.tags == ("Unidades y medidas",)


def test_a_row_with_a_description_is_taken_as_it_stands() -> None:
    own = {"title": "T", "description": "D", "kind": "Libro", "topic": "Matemática", "tags": ["x"]}
    fields, errors = fields_of(own | {"lang": "es", "url": "https://example.org/t"})
    resource = resource_from(fields)
    assert not errors
    assert (resource.kind, resource.topic, resource.tags) == ("book", "mathematics", ("x",))


def test_an_id_that_is_missing_follows_from_title_and_link() -> None:
    one = made(id=None)
    assert one.id.startswith("aprender-python-")
    assert made(id=None, url="http://example.org/python.pdf/").id == one.id
    assert made(id=None, url="https://example.org/otro").id != one.id


@pytest.mark.parametrize(
    ("note", "author"),
    [
        ("Ana Diaz (HTML, PDF) (2012)", "Ana Diaz"),
        ("(Udemy)", "Udemy"),
        ("Jim Weirich, `trl.:` Espartaco Palma", "Jim Weirich, Espartaco Palma"),
        ("Freddy Montes (PDF) (se solicita email)", "Freddy Montes"),
        ("(PDF)", None),
        ("", None),
    ],
)
def test_the_author_is_found_in_a_note(note: str, author: str | None) -> None:
    assert author_in(note) == author


@pytest.mark.parametrize("field", ["title", "url", "kind", "lang", "note", "topic", "objectives"])
def test_a_wrong_type_is_told_by_field(field: str) -> None:
    assert list(fields_of(ROW | {field: {"a": 1}})[1]) == [field]


def test_a_field_nobody_knows_is_named() -> None:
    assert list(fields_of(ROW | {"precio": 3})[1]) == ["precio"]
