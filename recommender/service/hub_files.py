"""Routes that take hubs from a file and write them to one; all need the service token."""

# mypy: disallow-untyped-decorators=False

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import RAISE

from recommender.hubs.changes import Changes, changes_of
from recommender.hubs.csv_file import read_csv, to_csv
from recommender.hubs.geojson_file import read_geojson, to_geojson
from recommender.hubs.importing import BadRows, FileRow, hubs_of
from recommender.hubs.register import HubChanged
from recommender.records import Hub
from recommender.service.access import needs_token, parts, runtime
from recommender.service.hub_answers import ImportOut
from recommender.service.hub_bodies import hub_of_row
from recommender.service.hub_requests import ExportQuery, ImportQuery
from recommender.service.hubs import TOKEN
from recommender.service.problems import CODES, Problem, ProblemSchema
from recommender.service.views import register_json

blueprint = Blueprint("hub_files", __name__, url_prefix="/v1", description="Hubs as files")
READERS: dict[str, Callable[[bytes], list[FileRow]]] = {
    "text/csv": read_csv,
    "application/geo+json": read_geojson,
}
FILES: dict[str, Any] = {
    "text/csv": {"schema": {"type": "string"}},
    "application/geo+json": {"schema": {"type": "object"}},
}
# How often a file is compared anew because someone changed one of its hubs meanwhile.
ATTEMPTS = 5


@blueprint.post("/hubs:import")
@blueprint.doc(**TOKEN, requestBody={"required": True, "content": FILES})
@needs_token
@blueprint.arguments(ImportQuery, location="query", unknown=RAISE)
@blueprint.response(200, ImportOut)
@blueprint.alt_response(409, schema=ProblemSchema, description="Others keep changing its hubs.")
@blueprint.alt_response(413, schema=ProblemSchema, description="The file is too large.")
@blueprint.alt_response(415, schema=ProblemSchema, description="Neither CSV nor GeoJSON.")
@blueprint.alt_response(422, schema=ProblemSchema, description="Rows do not fit; none was taken.")
def take(query: dict[str, Any]) -> Any:
    """Add or change the hubs of a CSV or GeoJSON file, all or none; or say what it would do.

    What the file does not name stays as it is. `dry_run=true` writes nothing.
    """
    read = READERS.get(request.mimetype)
    if read is None:
        raise Problem(415, *CODES[415])
    request.max_content_length = runtime().settings.import_limit_bytes
    try:
        rows = read(request.get_data(cache=False))
        for _ in range(ATTEMPTS):
            try:
                changes = _compared(rows, write=not query["dry_run"])
                return _import_json(changes, query["dry_run"])
            except HubChanged:
                continue
    except BadRows as error:
        detail = "Ninguna fila se guardó: corrige las filas señaladas."
        raise Problem(422, "bad_rows", detail, error.errors) from None
    detail = "Otras personas están cambiando estos hubs. No se guardó nada: inténtalo de nuevo."
    raise Problem(409, "hub_changed", detail)


@blueprint.get("/hubs:export")
@blueprint.doc(**TOKEN)
@needs_token
@blueprint.arguments(ExportQuery, location="query", unknown=RAISE)
@blueprint.response(200, {"type": "string"}, content_type="text/csv")
@blueprint.alt_response(422, schema=ProblemSchema, description="The query does not fit.")
def give(query: dict[str, Any]) -> Any:
    """Write every hub, closed and moved ones too, to a file that the import reads without loss."""
    hubs = [entry.hub for entry in parts().register.entries()]
    if query["format"] == "geojson":
        return _download(to_geojson(hubs), "application/geo+json", "hubs.geojson")
    return _download(to_csv(hubs), "text/csv; charset=utf-8", "hubs.csv")


def _compared(rows: list[FileRow], *, write: bool) -> Changes:
    """Compare a file with the register and write what differs; raise HubChanged or BadRows."""
    loaded = parts()
    entries = {entry.hub.id: entry for entry in loaded.register.entries()}
    present = {hub_id: entry.hub for hub_id, entry in entries.items()}

    def parse(row: FileRow) -> Hub:
        return hub_of_row(loaded.gazetteer, row, present.get(row.id))

    def as_compared(hub_id: str, version: int | None) -> bool:
        return version == (entries[hub_id].version if hub_id in entries else None)

    changes = changes_of(present, hubs_of(rows, parse))
    if write and changes.written:
        loaded.register.put(changes.written, as_compared, acknowledge=False)
    return changes


def _import_json(changes: Changes, dry_run: bool) -> dict[str, Any]:
    updated = [
        {
            **_named(change.hub),
            "changes": [
                {"field": name, "before": before, "after": after}
                for name, (before, after) in change.fields.items()
            ],
        }
        for change in changes.updated
    ]
    near = [
        {
            "hub": _named(hub),
            "other": {"id": other.id, "name": other.name},
            "distance_m": other.distance_m,
        }
        for hub, other in changes.near
    ]
    return {
        "dry_run": dry_run,
        "imported": 0 if dry_run else len(changes.written),
        "created": [_named(hub) for hub in changes.created],
        "updated": updated,
        "unchanged": [_named(hub) for hub in changes.unchanged],
        "near": near,
        "register": register_json(parts().register.state()),
    }


def _named(hub: Hub) -> dict[str, str]:
    return {"id": hub.id, "name": hub.name}


def _download(text: str, content_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, 200, headers, content_type=content_type)
