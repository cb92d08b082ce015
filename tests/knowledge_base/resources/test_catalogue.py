from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_base.resources.catalogue import CatalogueError, read_catalogue
from knowledge_base.settings import SHIPPED_CATALOGUE

# What SMS carries in 7 bits, and the accents that the channel writes without their marks.
GSM_7 = set(
    "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà" + "áíóúÁÍÓÚ"
)

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    item: dict[str, Any] = {
        "id": "algebra",
        "title": "Algebra",
        "author": None,
        "url": "https://es.khanacademy.org/math/algebra",
        "language": "es",
        "level": "basico",
        "kind": "course",
        "description": "Ecuaciones paso a paso.",
        "tags": ["algebra"],
        "free": True,
        "offline": False,
        "megabytes": None,
        "licence": None,
    }

    def put(*changes: dict[str, Any], without: str = "") -> Path:
        rows = [{k: v for k, v in (item | c).items() if k != without} for c in changes]
        text = yaml.safe_dump({"topic": "matematica", "resources": rows})
        (tmp_path / "matematica.yaml").write_text(text, "utf-8")
        return tmp_path

    return put


def test_the_shipped_catalogue_is_whole() -> None:
    resources = read_catalogue(SHIPPED_CATALOGUE)
    assert len(resources) >= 150
    assert len({r.id for r in resources}) == len(resources)
    linked = [r.url for r in resources if r.url]
    assert len(set(linked)) == len(linked) >= 150
    assert all(r.level and r.tags and r.free for r in resources)


def test_shipped_descriptions_fit_a_text_message() -> None:
    for resource in read_catalogue(SHIPPED_CATALOGUE):
        assert len(resource.description) <= 120, resource.id
        strange = set(resource.description) - GSM_7
        assert not strange, f"{resource.id}: {strange}"


def test_a_good_file_is_read(write: Write) -> None:
    (resource,) = read_catalogue(write({}))
    assert (resource.topic, resource.source, resource.licence) == ("matematica", "project", "")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"url": "no es un enlace"}, "url"),
        ({"level": None}, "level"),
        ({"tags": []}, "tags"),
        ({"description": "x" * 121}, "description"),
        ({"language": "fr"}, "language"),
        ({"precio": 0}, "precio"),
    ],
)
def test_a_fault_names_file_item_and_field(
    write: Write, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(write(change))
    (fault,) = caught.value.faults
    assert fault.startswith(f"matematica.yaml: recurso 1 (algebra): {field}: ")


def test_a_missing_field_is_named(write: Write) -> None:
    with pytest.raises(CatalogueError, match=r"\(algebra\): licence: falta"):
        read_catalogue(write({}, without="licence"))


@pytest.mark.parametrize("field", ["id", "url"])
def test_what_must_be_unique_is(write: Write, field: str) -> None:
    other = {"id": "otra", "url": "https://www.example.org/"}
    del other[field]
    with pytest.raises(CatalogueError, match=f"{field}: repite"):
        read_catalogue(write({}, other))


@pytest.mark.parametrize("text", ["{", "- a\n- b", "topic: otra\nresources: []", "topic: 1"])
def test_a_file_of_another_form_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "matematica.yaml").write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match=r"matematica\.yaml"):
        read_catalogue(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="nada"):
        read_catalogue(tmp_path / "nada")
