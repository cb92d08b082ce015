"""Hubs from files, seen before they are taken in, and all hubs as files."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs, person, takes_up_to
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.clients.hub_records import BODY, ImportReport, Named
from knowledge_base.console.clients.recommender import Recommender, RecommenderAway, Refused
from knowledge_base.console.pages.hubs.away import why
from knowledge_base.console.pages.hubs.noting import noted_if_unanswered
from knowledge_base.console.pages.hubs.packing import (
    LARGEST_REQUEST_BYTES,
    BadFile,
    HubFile,
    unpacked,
)
from knowledge_base.console.pages.hubs.words import field_name
from knowledge_base.console.parts import Parts

FORMS = {"csv": "text/csv; charset=utf-8", "geojson": "application/geo+json"}
# A page tells of so many of each; what is more is counted.
SHOWN = 200


def add(routes: Blueprint, parts: Parts, recommender: Recommender) -> None:
    """Add the import and the exports."""

    @routes.get("/import")
    @needs(Role.PUBLISHER)
    def import_file() -> ResponseReturnValue:
        return render_template("console/hubs/import.html", trouble="", rows={})

    @routes.post("/import")
    @needs(Role.PUBLISHER)
    @takes_up_to(LARGEST_REQUEST_BYTES)
    def check_file() -> ResponseReturnValue:
        upload = request.files.get("file")
        if upload is None or not upload.filename:
            return _again(_("Elige un archivo."))
        try:
            file = HubFile(upload.filename[-200:], upload.read())
            report = recommender.take_file(file.data, file.content_type, dry_run=True)
        except BadFile as error:
            return _again(str(error))
        except Refused as error:
            return _again(error.detail, error.errors)
        except RecommenderAway as error:
            return _again(why(error), status=503)
        return render_template(
            "console/hubs/import_check.html",
            file=file,
            report=report,
            shown=SHOWN,
            field_name=field_name,
        )

    @routes.post("/import/apply")
    @needs(Role.PUBLISHER)
    @takes_up_to(LARGEST_REQUEST_BYTES)
    def apply_file() -> ResponseReturnValue:
        form = request.form
        try:
            file = unpacked(form.get("name", ""), form.get("packed", ""), form.get("digest", ""))
            about = {"file": file.name, "sha256": file.digest}
            with noted_if_unanswered(parts, "hubs", about):
                report = recommender.take_file(file.data, file.content_type, dry_run=False)
        except BadFile as error:
            return _again(str(error))
        except Refused as error:
            return _again(error.detail, error.errors)
        except RecommenderAway as error:
            said = _("No se sabe si entró: mira la lista antes de intentarlo otra vez.")
            return _again(f"{why(error)} {said}", status=503)
        _note(parts, recommender, file, report)
        counts = {"created": len(report.created), "updated": len(report.updated)}
        flash(_("Entraron %(created)d hubs nuevos y cambiaron %(updated)d.", **counts), "done")
        return redirect(url_for("console.hubs.index", sort="updated_at"), 303)

    @routes.get("/export/<any(csv, geojson):form>")
    @needs(Role.VIEWER)
    def export(form: str) -> ResponseReturnValue:
        return _download(recommender.file(form), FORMS[form], f"hubs.{form}")

    @routes.get("/outcomes.csv")
    @needs(Role.VIEWER)
    def outcomes() -> ResponseReturnValue:
        return _download(recommender.outcomes(), FORMS["csv"], "outcomes.csv")


def _again(
    trouble: str, rows: dict[str, list[str]] | None = None, status: int = 422
) -> ResponseReturnValue:
    return render_template(
        "console/hubs/import.html", trouble=trouble, rows=rows or {}, place=_place
    ), status


def _place(where: str) -> str:
    """Say where in a file something is wrong: `line 3` -> línea 3."""
    name, _space, number = where.partition(" ")
    words = {"line": _("Línea"), "feature": _("Elemento"), "file": _("Archivo")}
    return f"{words.get(name, name)} {number}".strip()


def _download(data: bytes, content_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, 200, headers, content_type=content_type)


def _note(parts: Parts, recommender: Recommender, file: HubFile, report: ImportReport) -> None:
    """Write an entry for each hub that the file changed, with before and after."""
    try:
        collection = json.loads(recommender.file("geojson"))
        bodies = {one["id"]: _body(one) for one in collection["features"]}
    except (RecommenderAway, KeyError, TypeError, ValueError):
        bodies = {}  # the file is in: what its answer told is noted all the same
    changed = [*report.created, *report.updated]
    about = {"file": file.name, "sha256": file.digest}
    parts.audit.record_all(
        person().name,
        "hub.import",
        [(f"hub:{one.id}", {**about, **_detail(one, bodies.get(one.id))}) for one in changed],
    )


def _detail(one: Named, after: dict[str, Any] | None) -> dict[str, Any]:
    before = {change.field: change.before for change in one.changes if change.field in BODY}
    if after is None:
        told = {change.field: change.after for change in one.changes if change.field in BODY}
        return {"changed_from": before, "changed_to": told}
    return {"before": {**after, **before} if one.changes else None, "after": after}


def _body(feature: dict[str, Any]) -> dict[str, Any]:
    longitude, latitude = feature["geometry"]["coordinates"]
    told = {**feature["properties"], "latitude": latitude, "longitude": longitude}
    return {name: told[name] for name in BODY}
