"""One's API tokens: make one (it is shown once), revoke one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs, person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.accounts.tokens import TooManyTokens
from knowledge_base.console.parts import Parts

_DAYS = {"30": 30, "90": 90, "365": 365, "": None}
_LONGEST_LABEL = 80


def add(routes: Blueprint, parts: Parts) -> None:
    """Add the routes."""

    @routes.post("/tokens")
    @needs(Role.VIEWER)
    def make_token() -> ResponseReturnValue:
        label, days = " ".join(request.form.get("label", "").split()), request.form.get("days", "")
        if not label or len(label) > _LONGEST_LABEL or days not in _DAYS:
            flash(
                _("Escribe para qué es la clave (hasta 80 letras) y elige cuánto vale."), "failure"
            )
            return redirect(url_for("console.account.index", label=label[:_LONGEST_LABEL] or None))
        try:
            token = parts.tokens.create(person().id, label, _DAYS[days])
        except TooManyTokens as error:
            flash(f"{error}".capitalize() + ".", "failure")
            return redirect(url_for("console.account.index"))
        detail = {"label": label, "start": token[:10], "days": _DAYS[days]}
        parts.audit.record(person().name, "token.create", f"person:{person().name}", detail)
        # Shown by this answer alone: an address of its own could be opened again.
        return render_template("console/account/token.html", token=token, label=label), 201

    @routes.post("/tokens/<int:token_id>/revoke")
    @needs(Role.VIEWER)
    def revoke_token(token_id: int) -> ResponseReturnValue:
        if parts.tokens.revoke(token_id, person().id):
            detail = {"token": token_id}
            parts.audit.record(person().name, "token.revoke", f"person:{person().name}", detail)
            flash(_("La clave ya no abre nada."), "done")
        else:
            flash(_("Esa clave ya no existe o ya estaba revocada."), "notice")
        return redirect(url_for("console.account.index"))
