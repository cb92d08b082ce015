"""From a file to its rows: its size, its encoding, and which reader it needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from knowledge_base.resources.formats.json_rows import read_json, read_json_lines
from knowledge_base.resources.formats.markdown import read_markdown
from knowledge_base.resources.formats.rows import Hints, Rows, UnreadableFile
from knowledge_base.resources.formats.table import read_csv
from knowledge_base.resources.formats.yaml_rows import read_yaml

LARGEST_BYTES = 20_000_000
_READERS: dict[str, Callable[[str, Hints], Rows]] = {
    "csv": read_csv,
    "json": read_json,
    "jsonl": read_json_lines,
    "yaml": read_yaml,
    "md": read_markdown,
}
FORMATS = tuple(_READERS)
_FORMAT_OF_SUFFIX = {
    ".ndjson": "jsonl",
    ".yml": "yaml",
    ".markdown": "md",
} | {f".{name}": name for name in FORMATS}
_LANGUAGE = re.compile(r"[-_.](es|en|qu)$", re.IGNORECASE)
# The first that a name holds decides; the names of the lists that many copy come first.
_KIND_OF_NAME = (
    ("course", ("course", "curso")),
    ("podcast", ("podcast", "cast")),
    ("book", ("book", "libro")),
    ("exercise", ("problem-set", "ejercicio")),
)


def read_file(path: Path, form: str | None = None, given: Hints | None = None) -> Rows:
    """Read the rows of a file; raises UnreadableFile where nothing of it can be read.

    `form` is one of FORMATS, by default what the file's name says. What `given` does not say of
    language, kind and source is taken from the file's name.
    """
    form = form or format_of(path)
    given = given or Hints()
    folder_kind = _kind_of(path.absolute().parent.name)
    hints = Hints(given.language, given.kind or _kind_of(path.stem) or folder_kind, given.source)
    return read_bytes(_bytes_of(path), path.name, form, hints)


def read_bytes(data: bytes, name: str, form: str | None = None, given: Hints | None = None) -> Rows:
    """Read the rows of what a file of this name holds; raises UnreadableFile as `read_file`."""
    path = Path(name)
    form = form or format_of(path)
    if len(data) > LARGEST_BYTES:
        raise UnreadableFile(f"tiene más de {LARGEST_BYTES // 1_000_000} MB: pártelo en varios")
    text = _decoded(data)
    if not text.strip():
        raise UnreadableFile("el archivo está vacío")
    return _READERS[form](text, _hints(path, given or Hints()))


def format_of(path: Path) -> str:
    """Return the format that a name says; raises UnreadableFile where it says none."""
    return format_of_name(path.name)


def format_of_name(name: str) -> str:
    """Return the format that a file of this name has; raises UnreadableFile."""
    form = _FORMAT_OF_SUFFIX.get(Path(name).suffix.lower())
    if form is None:
        names = ", ".join(FORMATS)
        raise UnreadableFile(f"su nombre no dice en qué formato está: usa --format ({names})")
    return form


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"no se puede leer: {error}") from None


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        raise UnreadableFile(
            f"no está en UTF-8: la línea {line} tiene el byte 0x{byte:02X}; "
            "en Excel, guárdalo como «CSV UTF-8»"
        ) from None


def _hints(path: Path, given: Hints) -> Hints:
    language = _LANGUAGE.search(path.stem)
    return Hints(
        language=given.language or (language[1].lower() if language else ""),
        kind=given.kind or _kind_of(path.stem),
        source=given.source,
    )


def _kind_of(name: str) -> str:
    name = name.lower()
    found = (kind for kind, words in _KIND_OF_NAME if any(word in name for word in words))
    return next(found, "")
