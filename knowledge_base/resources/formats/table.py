"""Read CSV as people save it from a spreadsheet: a header row, commas or semicolons."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from knowledge_base.resources.formats.cells import value_of
from knowledge_base.resources.formats.rows import Hints, Row, Rows, UnreadableFile, shown
from knowledge_base.resources.records import Resource, slug

_SPANISH = {
    "titulo": "title",
    "enlace": "url",
    "link": "url",
    "idioma": "language",
    "tipo": "kind",
    "tema": "topic",
    "descripcion": "description",
    "autor": "author",
    "nivel": "level",
    "etiquetas": "tags",
    "gratis": "free",
    "sin-internet": "offline",
    "megas": "megabytes",
    "licencia": "licence",
    "fuente": "source",
    "texto": "text",
    "como-lo-piden": "asked",
    "pasos": "steps",
    "numero": "number",
    "vence": "expires_on",
    "subtema": "subtopic",
    "nota": "note",
}
_KNOWN = {*Resource.__dataclass_fields__, "subtopic", "note", "lang"}
_DEFAULTS = {"free": True, "offline": False, "source": "import"}


def read_csv(text: str, hints: Hints) -> Rows:
    """Read a table whose first row names the columns; raises UnreadableFile where it does not."""
    read = Rows()
    lines = _lines(text, read)
    header = next(lines, None)
    if header is None:
        raise UnreadableFile("no se puede leer el encabezado")
    columns = _columns(header[1], read)
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        extra = cells[len(columns) :]
        if len(cells) < len(columns) or any(cell.strip() for cell in extra):
            why = f"tiene {len(cells)} columnas y el encabezado {len(columns)}"
            read.reject(f"línea {number}", why, cells[0])
            continue
        values = {n: value_of(n, c) for n, c in zip(columns, cells, strict=False) if n}
        read.rows.append(Row(f"línea {number}", _filled(values, hints)))
    return read


def _lines(text: str, read: Rows) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the line they begin on; where the quotes break, say so and stop."""
    start = text.partition("\n")[0]
    separator = max(";,\t", key=start.count)
    if start.lower().startswith("sep=") and len(start.strip()) == 5:
        # A line that Excel writes for itself.
        separator, text = start.strip()[4], "\n" + text.partition("\n")[2]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            if cells:
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        read.reject(f"línea {begins}", f"{_reason(error)}; desde aquí no se leyó nada más")


def _reason(error: csv.Error) -> str:
    text = str(error)
    if "field larger" in text:
        return f"una celda tiene más de {csv.field_size_limit()} caracteres"
    return "las comillas no cierran bien" if "end of data" in text or "expected" in text else text


def _columns(header: list[str], read: Rows) -> list[str]:
    """Return each column's field, empty where it is not known; name those."""
    columns = []
    for cell in header:
        name = cell.strip().lower()
        name = name if name in _KNOWN else _SPANISH.get(slug(name), "")
        if cell.strip() and not name:
            read.notices.append(f"columna {shown(cell)}: no es un campo conocido; no se lee")
        if name and name in columns:
            raise UnreadableFile(f"encabezado: la columna {name} está dos veces")
        columns.append(name)
    if "title" not in columns:
        raise UnreadableFile(
            "la primera línea debe nombrar las columnas (id, title, url, language, kind, topic, …)"
        )
    return columns


def _filled(values: dict[str, object], hints: Hints) -> dict[str, object]:
    """Give empty cells what a list says of all its items, and then the plain default."""
    if "lang" in values:
        values.setdefault("language", values.pop("lang"))
    told = {"language": hints.language, "kind": hints.kind, "source": hints.source}
    for name, value in (_DEFAULTS | {n: v for n, v in told.items() if v}).items():
        if values.get(name) is None:
            values[name] = value
    return values
