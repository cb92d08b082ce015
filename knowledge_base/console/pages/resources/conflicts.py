"""Two people changed the same resource: both texts side by side, and a choice for each field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs, person, takes_up_to
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.pages.resources.form import read_body, whole, write_body
from knowledge_base.console.pages.resources.saving import (
    Conflict,
    InConflict,
    last_writer,
)
from knowledge_base.console.pages.resources.stores import Stores
from knowledge_base.editing.comparing import Verdict, three_way
from knowledge_base.resources.records import LISTS, InvalidResource

_LARGEST_BYTES = 2_500_000


def add_routes(routes: Blueprint, stores: Stores) -> None:
    """Add the comparison with what is published, and the choice."""

    @routes.get("/item/<resource_id>/compare")
    @needs(Role.EDITOR)
    def compare(resource_id: str) -> ResponseReturnValue:
        known = stores.known(resource_id)
        draft, newest = known.draft, known.revision
        if draft is None or draft.base_revision == newest:
            flash(_("No hay nada que comparar: el borrador parte de lo publicado."), "notice")
            return redirect(url_for(".show", resource_id=resource_id))
        bases = [one["body"] for one in known.revisions if one["number"] == draft.base_revision]
        by = last_writer(stores.resources, resource_id)
        theirs = known.published_body
        base = dict(bases[0]) if bases else {}
        found = Conflict(resource_id, base, draft.body, theirs, by, draft.version, newest)
        return conflict_page(found, status=200)

    @routes.post("/item/<resource_id>/resolve")
    @needs(Role.EDITOR)
    @takes_up_to(_LARGEST_BYTES)
    def resolve(resource_id: str) -> ResponseReturnValue:
        conflict = _conflict_sent(resource_id, request.form)
        fields = picked(conflict, request.form)
        try:
            draft = stores.saving.resolve(conflict, fields, person().name)
        except InConflict as error:
            return conflict_page(error.conflict)
        except InvalidResource as error:
            flash("; ".join(" ".join(why) for why in error.errors.values()), "failure")
            return conflict_page(conflict)
        stores.note_draft("resource.merge", draft, conflict.theirs or conflict.base)
        flash(_("Guardado lo que elegiste. Revísalo antes de enviarlo."), "done")
        return redirect(url_for(".edit", resource_id=draft.resource_id))


def conflict_page(conflict: Conflict, status: int = 409) -> ResponseReturnValue:
    """Return the page on which an editor chooses."""
    theirs = conflict.theirs or {}
    fields = three_way(conflict.base, conflict.mine, theirs) if conflict.theirs else []
    page = render_template(
        "console/resources/conflict.html",
        conflict=conflict,
        differing=[one for one in fields if one.verdict != Verdict.SAME],
        lists=LISTS,
        base=write_body(conflict.base),
        mine=write_body(conflict.mine),
        theirs=write_body(theirs),
    )
    return page, status


def picked(conflict: Conflict, choices: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields as somebody chose them; what was not asked is the same on both sides."""
    fields = dict(conflict.mine)
    if conflict.theirs is None:
        return fields
    for one in three_way(conflict.base, conflict.mine, conflict.theirs):
        usual = "theirs" if one.verdict == Verdict.THEIRS else "mine"
        choice = choices.get(f"pick-{one.field}", usual)
        if choice == "theirs":
            fields[one.field] = one.theirs
        elif choice == "both" and one.field in LISTS:
            fields[one.field] = list(dict.fromkeys([*(one.theirs or ()), *(one.mine or ())]))
    return fields


def _conflict_sent(resource_id: str, sent: Mapping[str, str]) -> Conflict:
    return Conflict(
        resource_id,
        read_body(sent.get("base")),
        read_body(sent.get("mine")),
        None if sent.get("archived") else read_body(sent.get("theirs")),
        sent.get("by", ""),
        whole(sent.get("version")),
        whole(sent.get("revision")),
    )
