"""Add a person, whose first password is shown once."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired

from knowledge_base.console.access import needs, person
from knowledge_base.console.accounts.passwords import first_password
from knowledge_base.console.accounts.people import InvalidPerson
from knowledge_base.console.accounts.roles import ROLE_NAMES, Role
from knowledge_base.console.parts import Parts
from knowledge_base.console.role_words import ROLE_WORDS


class NewPersonForm(FlaskForm):
    """What somebody will sign in with, and what they may do."""

    name = StringField(
        lazy_gettext("Usuario"),
        [InputRequired(lazy_gettext("falta escribirlo"))],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    role = RadioField(
        lazy_gettext("Rol"),
        choices=ROLE_NAMES,
        default=Role.EDITOR.word,
        validate_choice=False,
    )


def add(routes: Blueprint, parts: Parts) -> None:
    """Add the route."""

    @routes.route("/new", methods=["GET", "POST"])
    @needs(Role.ADMIN)
    def new() -> ResponseReturnValue:
        form = NewPersonForm()
        if form.validate_on_submit() and (shown := _added(parts, form)):
            return shown
        page = render_template("console/people/new.html", form=form, roles=ROLE_WORDS)
        return page, 422 if form.errors else 200


def _added(parts: Parts, form: NewPersonForm) -> ResponseReturnValue | None:
    """Add the person and return the page with the password; None where the form is not right."""
    if form.role.data not in ROLE_NAMES:
        form.role.errors = [lazy_gettext("elige uno de la lista")]
        return None
    role, password = Role.named(form.role.data), first_password()
    try:
        one = parts.people.create(str(form.name.data), role, password, must_change=True)
    except InvalidPerson as error:
        form.name.errors = [str(error)]
        return None
    detail = {"role": role.word}
    parts.audit.record(person().name, "person.create", f"person:{one.name}", detail)
    return render_template("console/people/password.html", one=one, password=password), 201
