from typing import Any

import pytest

from knowledge_base.resources.records import InvalidResource, Resource, resource_from, slug

GOOD: dict[str, Any] = {
    "id": "algebra",
    "title": "Álgebra",
    "url": "https://es.khanacademy.org/math/algebra",
    "language": "es",
    "kind": "course",
    "topic": "matematica",
    "description": "Ecuaciones paso a paso.",
}


def test_what_is_not_said_gets_a_plain_default() -> None:
    resource = resource_from(GOOD)
    assert (resource.free, resource.offline, resource.level, resource.tags) == (
        True,
        False,
        None,
        (),
    )


def test_a_resource_survives_its_json_form(welding: Resource) -> None:
    assert resource_from(welding.as_dict()) == welding


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "Con Espacios"),
        ("id", None),
        ("title", "  "),
        ("title", "x" * 201),
        ("title", "dos\nlineas"),
        ("title", 7),
        ("title", "medio par \ud800"),
        ("url", "https://example.org/\ud800"),
        ("tags", ["\ud800"]),
        ("url", "javascript:alert(1)"),
        ("url", "ftp://example.org/a"),
        ("url", "https://example.org/a b"),
        ("url", "https://[roto"),
        ("url", "https://nadie@example.org/"),
        ("language", "fr"),
        ("level", "experto"),
        ("kind", "podcast"),
        ("tags", "python"),
        ("tags", [1]),
        ("tags", [""]),
        ("free", "si"),
        ("megabytes", -1),
        ("megabytes", float("nan")),
        ("megabytes", True),
        ("precio", 3),
    ],
)
def test_a_fault_is_told_by_field(field: str, value: Any) -> None:
    with pytest.raises(InvalidResource) as caught:
        resource_from(GOOD | {field: value})
    assert list(caught.value.errors) == [field]


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(InvalidResource) as caught:
        resource_from({})
    assert {"id", "title", "url", "language", "kind", "topic", "description"} == set(
        caught.value.errors
    )


def test_a_title_becomes_an_id() -> None:
    assert slug("¿Qué es la Física I?") == "que-es-la-fisica-i"
