"""Sign in and out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_limiter import Limiter
from flask_login import current_user, logout_user
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from knowledge_base.console import access
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.accounts.sign_in import LOCKED_FOR, Locked, WrongSignIn
from knowledge_base.console.parts import Parts

PER_ADDRESS = "20 per minute"


class SignInForm(FlaskForm):
    """Name and password."""

    name = StringField(lazy_gettext("Usuario"), [InputRequired(), Length(max=200)])
    password = PasswordField(lazy_gettext("Contraseña"), [InputRequired(), Length(max=300)])


def blueprint(parts: Parts, limiter: Limiter) -> Blueprint:
    """Return the routes."""
    routes = Blueprint("sign_in", __name__)

    @routes.route("/sign-in", methods=["GET", "POST"])
    @limiter.limit(PER_ADDRESS, methods=["POST"])
    def sign_in() -> ResponseReturnValue:
        wanted = access.inside(request.args.get("next"))
        if current_user.is_authenticated:
            return redirect(wanted)
        form = SignInForm()
        why = _try(parts, form) if form.validate_on_submit() else ""
        if current_user.is_authenticated:
            return redirect(wanted)
        status = 401 if why else 200
        return render_template("console/sign_in.html", form=form, why=why), status

    @routes.post("/sign-out")
    @access.needs(Role.VIEWER)
    def sign_out() -> ResponseReturnValue:
        parts.audit.record(access.person().name, "person.sign_out", _subject(access.person().name))
        logout_user()
        session.clear()
        flash(_("Saliste de la consola."), "notice")
        return redirect(url_for("console.sign_in.sign_in"))

    access.open_to_anybody(sign_in)
    return routes


def _try(parts: Parts, form: SignInForm) -> str:
    """Sign in, or return why not. Nothing tells whether the name or the password was wrong."""
    name = str(form.name.data)
    try:
        person = parts.sign_in.check(name, str(form.password.data))
    except Locked as error:
        if error.begins:
            parts.audit.record("", "person.locked", _subject(name))
        minutes = int(LOCKED_FOR.total_seconds() // 60)
        return str(
            _(
                "Demasiados intentos: este usuario queda bloqueado %(minutes)d minutos.",
                minutes=minutes,
            )
        )
    except WrongSignIn:
        return str(_("El usuario o la contraseña no es correcto."))
    access.enter(person)
    parts.audit.record(person.name, "person.sign_in", _subject(person.name))
    return ""


def _subject(name: str) -> str:
    return f"person:{name.strip().casefold()[:60]}"
