"""Choose a password; whoever was given one is led here first."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console import access
from knowledge_base.console.accounts.passwords import LONGEST, SHORTEST
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.accounts.sign_in import Locked, WrongSignIn
from knowledge_base.console.pages.account.new_password import PasswordForm
from knowledge_base.console.parts import Parts


def add(routes: Blueprint, parts: Parts) -> None:
    """Add the route."""

    @routes.route("/password", methods=["GET", "POST"])
    @access.needs(Role.VIEWER)
    def password() -> ResponseReturnValue:
        form = PasswordForm()
        if form.validate_on_submit() and _is_theirs(parts, form):
            return _change(parts, str(form.new.data))
        shown = render_template(
            "console/account/password.html", form=form, shortest=SHORTEST, longest=LONGEST
        )
        return shown, 422 if form.errors else 200


def _is_theirs(parts: Parts, form: PasswordForm) -> bool:
    """Tell whether the old password is right; wrong ones count, as they do at the sign-in."""
    try:
        parts.sign_in.prove(access.person().name, str(form.now.data))
    except Locked:
        form.now.errors = [_("demasiados intentos: espera 15 minutos")]
    except WrongSignIn:
        form.now.errors = [_("no es la correcta")]
    return not form.errors


def _change(parts: Parts, chosen: str) -> ResponseReturnValue:
    one = access.person()
    parts.people.set_password(one.id, chosen, must_change=False)
    parts.audit.record(one.name, "person.password", f"person:{one.name}")
    after = parts.people.get(one.id)
    if after is not None:
        access.enter(after)  # the new password ended this session too
    flash(_("Tu contraseña cambió. Las otras sesiones se cerraron."), "done")
    first = one.must_change
    return redirect(url_for("console.home.home" if first else "console.account.index"))
