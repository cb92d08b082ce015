"""Lists from editors: what a file would change, and taking it in, all good rows or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection, Engine

from knowledge_base.editing.comparing import differences
from knowledge_base.editing.draft import REVIEW
from knowledge_base.editing.draft_rows import add_draft, ids_with_draft
from knowledge_base.editing.import_report import ImportReport, Line, Rejection
from knowledge_base.editing.uploads import (
    APPLIED,
    CHECKING,
    FAILED,
    READY,
    Upload,
    UploadRefused,
    UploadStore,
    mark_applied,
)
from knowledge_base.resources.expiry import today_in_peru
from knowledge_base.resources.formats.files import read_bytes
from knowledge_base.resources.formats.rows import Rows, UnreadableFile
from knowledge_base.resources.imports import Judge, Report
from knowledge_base.resources.records import Resource
from knowledge_base.resources.urls import url_key
from knowledge_base.resources.writing import (
    IMPORT,
    Stored,
    newest_revision,
    stored,
    write_all,
    writing,
)


@dataclass(frozen=True)
class Plan:
    """The rows of a file judged against the store as it was at a revision."""

    revision: int
    report: ImportReport
    resources: dict[str, Resource]
    before: dict[str, Stored]


@dataclass(frozen=True)
class Applied:
    """What an import did; `differs` says that it is not what the dry run had shown."""

    report: ImportReport
    differs: bool
    as_drafts: bool


class Importer:
    """Takes files in: `check` shows what would change, `apply` does it at most once.

    Any process that shares the database may apply what another one checked. `today` gives Peru's
    day, `now` the moment.
    """

    def __init__(
        self,
        engine: Engine,
        today: Callable[[], date] = today_in_peru,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.uploads = UploadStore(engine, now)
        self._engine = engine
        self._today = today

    def dry_run(
        self,
        name: str,
        data: bytes,
        who: str,
        *,
        overwrite_edited: bool = False,
        keep_similar: bool = False,
    ) -> Upload:
        """Keep a file for a day and judge it; raises UploadRefused for its size or its ending."""
        upload = self.uploads.add(
            name, data, who, overwrite_edited=overwrite_edited, keep_similar=keep_similar
        )
        return self.check(upload.id)

    def check(self, upload_id: str) -> Upload:
        """Judge a file that was uploaded, and keep the report with it; raises NoSuchUpload."""
        upload = self.uploads.get(upload_id)
        if upload.state not in (CHECKING, READY):
            return upload
        try:
            rows = self._rows(upload)
        except UnreadableFile as error:
            return self.uploads.note(upload_id, state=FAILED, progress=100, reason=str(error))
        self.uploads.note(upload_id, progress=20)
        with self._engine.connect() as connection:
            plan = self._planned(connection, upload, rows)
        return self.uploads.note(upload_id, state=READY, progress=100, report=plan.report)

    def apply(self, upload_id: str, who: str, *, as_drafts: bool = False) -> Applied:
        """Take in the good rows, published or as drafts in review.

        Raises UploadRefused where the file is not ready or was applied, NoSuchUpload.
        """
        upload = self.uploads.get(upload_id)
        if upload.state != READY or upload.report is None:
            raise UploadRefused(_NOT_READY.get(upload.state, "Este archivo no está listo."))
        rows = self._rows(upload)
        # Judged before the lock, so that nobody waits for it unless the store changes meanwhile.
        with self._engine.connect() as connection:
            plan = self._planned(connection, upload, rows)
        with writing(self._engine) as connection:
            if newest_revision(connection) != plan.revision:
                plan = self._planned(connection, upload, rows)
            report = plan.report
            if as_drafts:
                report = _without_drafted(report, ids_with_draft(connection))
                _add_drafts(connection, plan, report, who)
            else:
                _publish(connection, plan, report, who)
            if not mark_applied(connection, upload_id, report):
                raise UploadRefused(_NOT_READY[APPLIED])
        return Applied(report, _outcome(plan.report) != _outcome(upload.report), as_drafts)

    def _rows(self, upload: Upload) -> Rows:
        return read_bytes(self.uploads.content(upload.id), upload.name)

    def _planned(self, connection: Connection, upload: Upload, rows: Rows) -> Plan:
        revision = newest_revision(connection)
        before = stored(connection)
        judged = _judge(before, upload.keep_similar, self._today()).judge(rows)
        drafted = ids_with_draft(connection)
        report = _report(judged, before, drafted, upload.overwrite_edited)
        return Plan(revision, report, {one.id: one for one in judged.resources}, before)


_NOT_READY = {
    CHECKING: "Este archivo todavía se está revisando: espera un momento.",
    APPLIED: "Este archivo ya se importó: súbelo de nuevo si quieres repetirlo.",
    FAILED: "Este archivo no se puede leer: corrígelo y súbelo de nuevo.",
}


def _judge(before: dict[str, Stored], keep_similar: bool, today: date) -> Judge:
    published = [one.resource for one in before.values() if not one.deleted]
    archived = [one.resource for one in before.values() if one.deleted and one.edited]
    withdrawn = {url_key(one.url): one.id for one in archived if one.url}
    return Judge(published, withdrawn, keep_similar, today)


def _report(
    judged: Report, before: dict[str, Stored], drafted: set[str], overwrite: bool
) -> ImportReport:
    lines: dict[str, list[Line]] = {"created": [], "updated": [], "unchanged": [], "kept": []}
    for resource in judged.resources:
        old = before.get(resource.id)
        kind, line = _line(resource, judged.places[resource.id], old, overwrite)
        lines[kind].append(line)
    changing = [*lines["created"], *lines["updated"]]
    return ImportReport(
        **{kind: tuple(some) for kind, some in lines.items()},
        drafted=tuple(one for one in changing if one.id in drafted),
        left_out=tuple(judged.left_out),
        rejected=tuple(
            Rejection(one.where, one.name, name, " ".join(reasons))
            for one in judged.rejected
            for name, reasons in one.errors.items()
        ),
        notices=tuple(judged.notices),
    )


def _line(resource: Resource, where: str, old: Stored | None, overwrite: bool) -> tuple[str, Line]:
    """Return what becomes of a good row."""
    if old is None:
        return "created", Line(where, resource.id, resource.title)
    if not old.deleted and old.resource == resource:
        return "unchanged", Line(where, resource.id, resource.title)
    changes = tuple(differences(vars(old.resource), vars(resource)))
    if old.edited and not overwrite:
        reason = "se archivó en la consola" if old.deleted else "un editor lo cambió"
        return "kept", Line(where, resource.id, resource.title, reason, changes)
    if old.deleted:
        return "created", Line(where, resource.id, resource.title, "estaba archivado", changes)
    return "updated", Line(where, resource.id, resource.title, "", changes)


def _publish(connection: Connection, plan: Plan, report: ImportReport, who: str) -> None:
    lines = (*report.created, *report.updated)
    written = ((plan.resources[one.id], plan.before.get(one.id)) for one in lines)
    write_all(connection, written, IMPORT, who)


def _add_drafts(connection: Connection, plan: Plan, report: ImportReport, who: str) -> None:
    for line in (*report.created, *report.updated):
        fields = plan.resources[line.id].as_dict()
        base = newest_revision(connection, line.id)
        add_draft(connection, line.id, fields, who, base_revision=base, state=REVIEW)


def _without_drafted(report: ImportReport, drafted: set[str]) -> ImportReport:
    """Return what an import as drafts does: nobody at work on a resource is disturbed."""
    created = tuple(one for one in report.created if one.id not in drafted)
    updated = tuple(one for one in report.updated if one.id not in drafted)
    left = tuple(o for o in (*report.created, *report.updated) if o.id in drafted)
    return ImportReport(**vars(report) | {"created": created, "updated": updated, "drafted": left})


def _outcome(report: ImportReport) -> tuple[object, ...]:
    """Return what an editor was told: which rows do what."""
    lines = (report.created, report.updated, report.unchanged, report.kept)
    ids = tuple(tuple(sorted(one.id for one in some)) for some in lines)
    changes = tuple((one.id, str(one.differences)) for one in report.updated)
    return (ids, changes, report.left_out, report.rejected)
