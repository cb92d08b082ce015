"""What one's account is, its language, and an end to its sessions."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import logout_user

from knowledge_base.console.access import needs, person
from knowledge_base.console.accounts.people import LANGUAGES
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.parts import Parts
from knowledge_base.console.role_words import ROLE_WORDS

LANGUAGE_NAMES = {"es": "Español", "en": "English"}


def add(routes: Blueprint, parts: Parts) -> None:
    """Add the routes."""

    @routes.get("/")
    @needs(Role.VIEWER)
    def index() -> ResponseReturnValue:
        return render_template(
            "console/account/index.html",
            languages=LANGUAGE_NAMES,
            words=next(words for words in ROLE_WORDS if words.role is person().role),
            tokens=parts.tokens.of(person().id),
            now=datetime.now(UTC),
        )

    @routes.post("/language")
    @needs(Role.VIEWER)
    def language() -> ResponseReturnValue:
        chosen = request.form.get("language", "")
        if chosen not in LANGUAGES:
            flash(_("Elige uno de los idiomas de la lista."), "failure")
            return redirect(url_for("console.account.index"))
        parts.people.set_language(person().id, chosen)
        detail = {"before": person().language, "after": chosen}
        parts.audit.record(person().name, "person.language", f"person:{person().name}", detail)
        with force_locale(chosen):
            flash(_("Listo: la consola habla español."), "done")
        return redirect(url_for("console.account.index"))

    @routes.post("/end-sessions")
    @needs(Role.VIEWER)
    def end_sessions() -> ResponseReturnValue:
        parts.people.end_sessions(person().id)
        parts.audit.record(person().name, "person.end_sessions", f"person:{person().name}")
        logout_user()
        session.clear()
        flash(_("Se cerraron todas tus sesiones. Ingresa otra vez."), "notice")
        return redirect(url_for("console.sign_in.sign_in"))
