"""Everybody, and one person."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from knowledge_base.console.access import needs
from knowledge_base.console.accounts.people import Person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.parts import Parts
from knowledge_base.console.role_words import ROLE_WORDS, role_name

_SHOWN_ENTRIES = 10


def add(routes: Blueprint, parts: Parts) -> None:
    """Add the routes."""

    @routes.get("/")
    @needs(Role.ADMIN)
    def index() -> ResponseReturnValue:
        return render_template(
            "console/people/index.html",
            everybody=parts.people.all(),
            locked=parts.sign_in.locked_names(),
            role_name=role_name,
        )

    @routes.get("/<int:person_id>")
    @needs(Role.ADMIN)
    def show(person_id: int) -> ResponseReturnValue:
        one = existing(parts, person_id)
        entries, _total = parts.audit.page(_SHOWN_ENTRIES, who=one.name)
        return render_template(
            "console/people/show.html",
            one=one,
            locked_until=parts.sign_in.locked_until(one.name),
            role_name=role_name,
            roles=ROLE_WORDS,
            entries=entries,
        )


def existing(parts: Parts, person_id: int) -> Person:
    """Return a person, or answer that there is none."""
    return parts.people.get(person_id) or abort(404)
