"""Take in a file: first what it would change, then, if somebody says so, the change."""

from __future__ import annotations

import csv
import io
import logging
import threading
from contextvars import copy_context
from datetime import UTC, datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden

from knowledge_base.console.access import may, needs, person, takes_up_to
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.pages.resources.listing import download
from knowledge_base.console.pages.resources.stores import Stores
from knowledge_base.console.pages.resources.words import FIELDS
from knowledge_base.editing.import_report import ImportReport
from knowledge_base.editing.imports import Importer
from knowledge_base.editing.uploads import (
    CHECKING,
    FAILED,
    NoSuchUpload,
    Upload,
    UploadRefused,
)
from knowledge_base.resources.formats.cells import cell_of
from knowledge_base.resources.formats.files import LARGEST_BYTES

log = logging.getLogger(__name__)
# Beside the file a form has its other fields and the marks between them.
_LARGEST_FORM_BYTES = LARGEST_BYTES + 100_000
# A check takes seconds; one that is still not done was in a process that ended.
_GIVEN_UP = timedelta(minutes=3)


def add_routes(routes: Blueprint, stores: Stores) -> None:
    """Add the upload, the report of the dry run, and taking in."""
    _add_checking(routes, stores)
    _add_applying(routes, stores)


def _add_checking(routes: Blueprint, stores: Stores) -> None:
    @routes.get("/import")
    @needs(Role.EDITOR)
    def choose() -> ResponseReturnValue:
        return render_template("console/resources/import.html", why="")

    @routes.post("/import")
    @needs(Role.EDITOR)
    @takes_up_to(_LARGEST_FORM_BYTES)
    def upload() -> ResponseReturnValue:
        file = request.files.get("file")
        if file is None or not file.filename:
            return _refused(_("Elige primero un archivo."))
        importer = stores.importer
        try:
            kept = importer.uploads.add(
                file.filename,
                file.stream.read(LARGEST_BYTES + 1),
                person().name,
                overwrite_edited=may("publisher") and request.form.get("overwrite") == "yes",
                keep_similar=request.form.get("similar") == "yes",
            )
        except UploadRefused as error:
            return _refused(str(error))
        stores.note("import.upload", kept.id, name=kept.name)
        _check_beside(importer, kept.id)
        return redirect(url_for(".report", upload_id=kept.id))

    @routes.get("/import/<upload_id>")
    @needs(Role.EDITOR)
    def report(upload_id: str) -> ResponseReturnValue:
        found = _existing(stores, upload_id)
        if found is None:
            return redirect(url_for(".choose"))
        if request.headers.get("HX-Request") and found.state == CHECKING:
            return render_template("console/resources/_progress.html", upload=found)
        if request.headers.get("HX-Request"):
            return "", 200, {"HX-Refresh": "true"}
        stuck = found.state == CHECKING and datetime.now(UTC) - found.at > _GIVEN_UP
        return render_template("console/resources/report.html", upload=found, stuck=stuck)

    @routes.post("/import/<upload_id>/check")
    @needs(Role.EDITOR)
    def check_again(upload_id: str) -> ResponseReturnValue:
        if _existing(stores, upload_id) is None:
            return redirect(url_for(".choose"))
        _check_beside(stores.importer, upload_id)
        return redirect(url_for(".report", upload_id=upload_id))

    @routes.get("/import/<upload_id>/rejected.csv")
    @needs(Role.EDITOR)
    def rejected(upload_id: str) -> ResponseReturnValue:
        found = _existing(stores, upload_id)
        if found is None or found.report is None:
            return redirect(url_for(".choose"))
        return download(rejected_csv(found.report), "filas-rechazadas.csv", "text/csv")


def _add_applying(routes: Blueprint, stores: Stores) -> None:
    @routes.post("/import/<upload_id>/apply")
    @needs(Role.EDITOR)
    def apply(upload_id: str) -> ResponseReturnValue:
        as_drafts = request.form.get("as") != "published"
        if not as_drafts and not may("publisher"):
            raise Forbidden
        if _existing(stores, upload_id) is None:
            return redirect(url_for(".choose"))
        try:
            done = stores.importer.apply(upload_id, person().name, as_drafts=as_drafts)
        except UploadRefused as error:
            flash(str(error), "failure")
            return redirect(url_for(".report", upload_id=upload_id))
        numbers = {"created": len(done.report.created), "updated": len(done.report.updated)}
        stores.note("import.apply", upload_id, as_drafts=as_drafts, **numbers)
        if as_drafts:
            flash(
                _("Quedaron como borradores en revisión: %(n)d.", n=sum(numbers.values())), "done"
            )
        else:
            stores.parts.base.changed()
            flash(_("Publicados: %(created)d nuevos y %(updated)d cambiados.", **numbers), "done")
        if done.differs:
            words = _(
                "Mientras lo mirabas alguien cambió algo: abajo está lo que se hizo al final."
            )
            flash(words, "notice")
        return redirect(url_for(".report", upload_id=upload_id))


def rejected_csv(report: ImportReport) -> str:
    """Return the faults as a table for a spreadsheet, which runs none of its cells."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_("Dónde"), _("Título"), _("Campo"), _("Qué corregir")])
    for one in report.rejected:
        field = str(FIELDS.get(one.field, one.field))
        cells = (one.where, one.name, field, one.reason)
        writer.writerow([cell_of("reason", cell) for cell in cells])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()


def _refused(why: str) -> ResponseReturnValue:
    return render_template("console/resources/import.html", why=why), 422


def _existing(stores: Stores, upload_id: str) -> Upload | None:
    try:
        return stores.importer.uploads.get(upload_id)
    except NoSuchUpload as error:
        flash(str(error), "failure")
        return None


def _check_beside(importer: Importer, upload_id: str) -> None:
    """Judge a file in the background: the page that waits for it is answered at once."""
    threading.Thread(
        target=copy_context().run,
        args=(_check, importer, upload_id),
        name="import-check",
        daemon=True,
    ).start()


def _check(importer: Importer, upload_id: str) -> None:
    try:
        importer.check(upload_id)
    except Exception:  # whatever it is, the page must not wait for ever
        log.exception("the file %s could not be judged", upload_id)
        reason = "Algo falló de nuestro lado al revisarlo. Súbelo otra vez."
        importer.uploads.note(upload_id, state=FAILED, progress=100, reason=reason)
