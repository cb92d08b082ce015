"""Write every published resource to a file that the importer reads back without loss."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.resources.formats.cells import cell_of
from knowledge_base.resources.markdown_page import to_markdown
from knowledge_base.resources.records import Resource

_FIELDS = tuple(Resource.__dataclass_fields__)
_Dumper: type = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def to_csv(resources: Iterable[Resource]) -> str:
    """Return a table; its mark at the start tells Excel that it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_FIELDS)
    for resource in resources:
        writer.writerow([cell_of(name, getattr(resource, name)) for name in _FIELDS])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()


def to_json(resources: Iterable[Resource]) -> str:
    """Return one array."""
    rows = [resource.as_dict() for resource in resources]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def to_json_lines(resources: Iterable[Resource]) -> str:
    """Return one object a line."""
    rows = (json.dumps(resource.as_dict(), ensure_ascii=False) for resource in resources)
    return "".join(f"{row}\n" for row in rows)


def to_yaml(resources: Iterable[Resource]) -> str:
    """Return one list."""
    rows = [resource.as_dict() for resource in resources]
    options: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 100}
    return str(yaml.dump(rows, Dumper=_Dumper, **options))


WRITERS: dict[str, Callable[[Iterable[Resource]], str]] = {
    "csv": to_csv,
    "json": to_json,
    "jsonl": to_json_lines,
    "yaml": to_yaml,
    "md": to_markdown,
}


def write_whole(path: Path, text: str) -> None:
    """Put a text in place of a file at once: a reader finds the old or the new, never a half.

    Raises OSError.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise OSError(f"{path} no es un archivo")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("xb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
