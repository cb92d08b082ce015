"""Change what a person may do; of oneself only another person can take something away."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs, person
from knowledge_base.console.accounts.passwords import first_password
from knowledge_base.console.accounts.people import InvalidPerson, Person
from knowledge_base.console.accounts.roles import ROLE_NAMES, Role
from knowledge_base.console.pages.people.listing import existing
from knowledge_base.console.parts import Parts
from knowledge_base.console.role_words import role_name


def add(routes: Blueprint, parts: Parts) -> None:
    """Add the routes."""
    _add_role(routes, parts)
    _add_password(routes, parts)
    _add_doors(routes, parts)


def _add_role(routes: Blueprint, parts: Parts) -> None:
    @routes.post("/<int:person_id>/role")
    @needs(Role.ADMIN)
    def role(person_id: int) -> ResponseReturnValue:
        one, chosen = existing(parts, person_id), request.form.get("role", "")
        if chosen not in ROLE_NAMES:
            flash(_("Elige un rol de la lista."), "failure")
            return _back(one)
        if _is_own(one):
            return _back(one)
        role = Role.named(chosen)
        detail = {"before": one.role.word, "after": role.word}
        return _do(
            parts,
            one,
            "person.role",
            lambda: parts.people.set_role(one.id, role),
            _("%(name)s tiene desde ahora el rol %(role)s.", name=one.name, role=role_name(role)),
            detail,
        )


def _add_password(routes: Blueprint, parts: Parts) -> None:
    @routes.post("/<int:person_id>/password")
    @needs(Role.ADMIN)
    def password(person_id: int) -> ResponseReturnValue:
        one, made = existing(parts, person_id), first_password()
        if one.id == person().id:
            flash(_("La tuya la cambias en tu cuenta."), "notice")
            return redirect(url_for("console.account.password"))
        parts.people.set_password(one.id, made, must_change=True)
        parts.sign_in.unlock(one.name)
        parts.audit.record(person().name, "person.reset_password", f"person:{one.name}")
        return render_template("console/people/password.html", one=one, password=made)


def _add_doors(routes: Blueprint, parts: Parts) -> None:
    @routes.post("/<int:person_id>/shut-out")
    @needs(Role.ADMIN)
    def shut_out(person_id: int) -> ResponseReturnValue:
        one = existing(parts, person_id)
        if _is_own(one):
            return _back(one)
        said = _("%(name)s ya no puede entrar; sus sesiones se cerraron.", name=one.name)
        work = lambda: parts.people.set_active(one.id, False)  # noqa: E731
        return _do(parts, one, "person.shut_out", work, said)

    @routes.post("/<int:person_id>/let-in")
    @needs(Role.ADMIN)
    def let_in(person_id: int) -> ResponseReturnValue:
        one = existing(parts, person_id)
        said = _("%(name)s puede entrar otra vez.", name=one.name)
        return _do(parts, one, "person.let_in", lambda: parts.people.set_active(one.id, True), said)

    @routes.post("/<int:person_id>/unlock")
    @needs(Role.ADMIN)
    def unlock(person_id: int) -> ResponseReturnValue:
        one = existing(parts, person_id)
        said = _("%(name)s puede intentar otra vez.", name=one.name)
        return _do(parts, one, "person.unlock", lambda: parts.sign_in.unlock(one.name), said)

    @routes.post("/<int:person_id>/end-sessions")
    @needs(Role.ADMIN)
    def end_sessions(person_id: int) -> ResponseReturnValue:
        one = existing(parts, person_id)
        said = _("Se cerraron las sesiones de %(name)s.", name=one.name)
        return _do(
            parts, one, "person.end_sessions", lambda: parts.people.end_sessions(one.id), said
        )


def _do(
    parts: Parts,
    one: Person,
    action: str,
    work: Callable[[], None],
    said: str,
    detail: dict[str, str] | None = None,
) -> ResponseReturnValue:
    try:
        work()
    except InvalidPerson as error:
        flash(_("No se hizo: %(why)s.", why=str(error)), "failure")
        return _back(one)
    parts.audit.record(person().name, action, f"person:{one.name}", detail)
    flash(said, "done")
    return _back(one)


def _is_own(one: Person) -> bool:
    """Say no to whoever would take the own role away, perhaps by mistake."""
    if one.id != person().id:
        return False
    flash(
        _("Eso no se hace con la cuenta propia: pídelo a otra persona que administre."), "failure"
    )
    return True


def _back(one: Person) -> ResponseReturnValue:
    return redirect(url_for("console.people.show", person_id=one.id))
