"""The API tokens of everybody."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs, person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.parts import Parts


def add(routes: Blueprint, parts: Parts) -> None:
    """Add the routes."""

    @routes.get("/tokens")
    @needs(Role.ADMIN)
    def tokens() -> ResponseReturnValue:
        names = {one.id: one.name for one in parts.people.all()}
        found = [(names.get(token.person_id, "?"), token) for token in parts.tokens.of()]
        return render_template("console/people/tokens.html", tokens=found, now=datetime.now(UTC))

    @routes.post("/tokens/<int:token_id>/revoke")
    @needs(Role.ADMIN)
    def revoke_token(token_id: int) -> ResponseReturnValue:
        token = next((one for one in parts.tokens.of() if one.id == token_id), None)
        owner = parts.people.get(token.person_id) if token else None
        if token and owner and parts.tokens.revoke(token_id):
            detail = {"token": token_id, "label": token.label}
            parts.audit.record(person().name, "token.revoke", f"person:{owner.name}", detail)
            flash(_("La clave ya no abre nada."), "done")
        else:
            flash(_("Esa clave ya no existe o ya estaba revocada."), "notice")
        return redirect(url_for("console.people.tokens"))
