from dataclasses import replace

import pytest

from knowledge_base.resources.records import Resource
from knowledge_base.resources.titles import TitleIndex


def found(welding: Resource, one: str, other: str, **changes: str | None) -> bool:
    """Tell whether the second title is taken for the first, in a resource changed so."""
    first = replace(welding, id="primero", title=one, url="https://a.example.org/1")
    fields = {"id": "segundo", "title": other, "url": "https://b.example.org/2"} | changes
    return TitleIndex([first]).same_as(replace(first, **fields)) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Programación en Java", "PROGRAMACION, en Java."),
        ("Presentaciones efectivas", "Presentacioens efectivas"),
        ("Matemáticas para la vida", "Matemática para la vida"),
        ("El camino del programador", "Camino de programador"),
        ("Física II", "fisica ii"),
    ],
)
def test_near_equal_titles_are_found(welding: Resource, one: str, other: str) -> None:
    assert found(welding, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Python 2", "Python 3"),
        ("Física I", "Física II"),
        ("Matemática 3", "Matemática 4"),
        ("Curso de C", "Curso de C++"),
        ("Curso de C", "Curso de C#"),
        ("Microeconomía básica", "Macroeconomía básica"),
        ("Adición de fracciones", "Edición de fracciones"),
        ("Java", "JavaScript"),
        ("Excel básico", "Excel avanzado"),
        ("Vitamina A", "Vitamina E"),
        ("Java a fondo", "Lava a fondo"),
    ],
)
def test_titles_that_differ_in_what_counts_are_not(welding: Resource, one: str, other: str) -> None:
    assert not found(welding, one, other)


def test_another_language_or_kind_is_another_work(welding: Resource) -> None:
    assert not found(welding, "Python", "Python", language="en")
    assert not found(welding, "Python", "Python", kind="book")


def test_authors_decide_where_they_are_known(welding: Resource) -> None:
    known = replace(welding, author="Ana Díaz")
    title = "Introducción a la programación"
    assert found(known, title, title, author="ana diaz", topic="otro")
    assert not found(known, title, title, author="Luis Rojas")
    assert found(known, title, title, author=None)


def test_without_authors_the_host_or_the_topic_decides(welding: Resource) -> None:
    assert not found(welding, "Python", "Python", topic="otro")
    assert found(welding, "Python", "Python", topic="otro", url="http://www.a.example.org/x")
