"""Read the catalogue that ships with the project: one YAML file a topic, checked strictly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from knowledge_base.resources.own_content import read_own_content
from knowledge_base.resources.records import InvalidResource, Resource, resource_from
from knowledge_base.resources.urls import url_key

PROJECT = "project"
LONGEST_DESCRIPTION = 120
_REQUIRED = {
    "id",
    "title",
    "author",
    "url",
    "language",
    "level",
    "kind",
    "description",
    "tags",
    "free",
    "offline",
    "megabytes",
    "licence",
}
_OPTIONAL = {"source", "asked"}


class CatalogueError(ValueError):
    """The catalogue cannot be used; the message lists file, item, field and reason."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("el catálogo tiene errores:\n  " + "\n  ".join(faults))
        self.faults = faults


def read_catalogue(folder: Path) -> list[Resource]:
    """Read all `*.yaml` of `folder`; raises CatalogueError with every fault of every file."""
    faults: list[str] = []
    resources: list[Resource] = []
    if not folder.is_dir():
        raise CatalogueError([f"{folder}: no existe la carpeta"])
    for path in sorted(folder.glob("*.yaml")):
        resources += _read_file(path, faults)
    resources += read_own_content(folder, faults)
    for field in ("id", "url", "number"):
        faults += _repeated(resources, field)
    if faults:
        raise CatalogueError(faults)
    return resources


def _read_file(path: Path, faults: list[str]) -> list[Resource]:
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults.append(f"{path.name}: no es YAML: {' '.join(str(error).split())}")
        return []
    if not isinstance(content, dict) or content.keys() != {"topic", "resources"}:
        faults.append(f"{path.name}: debe tener solo `topic` y `resources`")
        return []
    if content["topic"] != path.stem:
        faults.append(f"{path.name}: topic: es {content['topic']!r} y no el nombre del archivo")
    if not isinstance(content["resources"], list) or not content["resources"]:
        faults.append(f"{path.name}: resources: debe ser una lista que no esté vacía")
        return []
    read = [
        _read_item(item, content["topic"], f"{path.name}: recurso {number}", faults)
        for number, item in enumerate(content["resources"], start=1)
    ]
    return [resource for resource in read if resource]


def _read_item(item: Any, topic: Any, where: str, faults: list[str]) -> Resource | None:
    if not isinstance(item, dict):
        faults.append(f"{where}: debe tener campos")
        return None
    where += f" ({item.get('id', 'sin id')})"
    wrong = [f"{where}: {field}: falta" for field in sorted(_REQUIRED - item.keys())]
    wrong += [
        f"{where}: {field}: no es un campo conocido"
        for field in sorted(map(str, item.keys() - _REQUIRED - _OPTIONAL))
    ]
    if wrong:
        faults += wrong
        return None
    wrong += _stricter(item, where)
    try:
        resource = resource_from({"source": PROJECT} | item | {"topic": topic})
    except InvalidResource as error:
        wrong += [f"{where}: {field}: {' '.join(why)}" for field, why in error.errors.items()]
    faults += wrong
    return None if wrong else resource


def _stricter(item: dict[str, Any], where: str) -> list[str]:
    """Return what the shipped catalogue must keep beyond the rules for every resource."""
    wrong = []
    if item["level"] is None:
        wrong.append(f"{where}: level: falta")
    if not item["tags"]:
        wrong.append(f"{where}: tags: hace falta al menos una palabra de búsqueda")
    if len(str(item["description"])) > LONGEST_DESCRIPTION:
        wrong.append(f"{where}: description: tiene más de {LONGEST_DESCRIPTION} caracteres")
    return wrong


def _repeated(resources: list[Resource], field: str) -> list[str]:
    first: dict[str, str] = {}
    faults = []
    for resource in resources:
        value = str(getattr(resource, field) or "")
        value = url_key(value) if field == "url" else value
        if not value:
            continue
        if value in first:
            faults.append(
                f"{resource.topic}.yaml: {resource.id}: {field}: repite {first[value]} ({value})"
            )
        first.setdefault(value, f"{resource.topic}.yaml: {resource.id}")
    return faults
