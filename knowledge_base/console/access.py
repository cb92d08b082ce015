"""Who may open a page: every view says which role it needs, and one that says nothing is shut."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import current_app, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from werkzeug.exceptions import BadRequest, Forbidden

from knowledge_base.console.accounts.people import Person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.settings import ConsoleSettings

View = TypeVar("View", bound=Callable[..., Any])
_ANYBODY = 0
# How long after the last click a session is written again; each writing sends a new cookie.
_NOTED_EVERY_S = 60


class SignedIn:
    """A person as Flask-Login wants one. The session key ends old sessions with the password."""

    is_authenticated = True
    is_anonymous = False

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def is_active(self) -> bool:
        """Whether the person may work here."""
        return self.person.active

    def get_id(self) -> str:
        """What stands in the session."""
        return f"{self.person.id}:{self.person.session_key}"


def person() -> Person:
    """Return who is signed in; only for views that need a role."""
    found: Person = current_user.person
    return found


def may(role: str) -> bool:
    """Tell, for templates too, whether who is signed in has at least this role."""
    return current_user.is_authenticated and person().role >= Role.named(role)


def needs(role: Role) -> Callable[[View], View]:
    """Open a view to this role and those above it."""
    return _mark(int(role))


def open_to_anybody(view: View) -> View:
    """Open a view to those who are not signed in."""
    return _mark(_ANYBODY)(view)


def _mark(level: int) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.needed_role = level  # type: ignore[attr-defined]
        return view

    return mark


def takes_up_to(largest_bytes: int) -> Callable[[View], View]:
    """Let a view take a body of this size; in the view itself it is too late to say so."""

    def mark(view: View) -> View:
        view.largest_body = largest_bytes  # type: ignore[attr-defined]
        return view

    return mark


def allow_size() -> None:
    """Raise the limit of the body where the view says so, before the form's token is read."""
    view = current_app.view_functions.get(request.endpoint or "")
    if largest := getattr(view, "largest_body", None):
        request.max_content_length = request.max_form_memory_size = largest


def refuse_zero_bytes() -> None:
    """Refuse what no keyboard types and PostgreSQL cannot keep."""
    given = [*request.args.values(), *request.form.values(), *(request.view_args or {}).values()]
    if any("\0" in value for value in given if isinstance(value, str)):
        raise BadRequest


def needed_role(endpoint: str | None) -> int | None:
    """Return the role that a view needs, 0 for none; None where it says nothing."""
    if endpoint == "console.static":
        return _ANYBODY  # Flask's own view, which cannot be marked
    view = current_app.view_functions.get(endpoint or "")
    return getattr(view, "needed_role", None)


def guard(settings: ConsoleSettings) -> ResponseReturnValue | None:
    """Let a request through, or answer it: sign in first, change the password first, or no."""
    level = needed_role(request.endpoint)
    if level == _ANYBODY:
        return None
    if not current_user.is_authenticated:
        return _to_sign_in()
    if _is_over(settings):
        logout_user()
        flash(_("Tu sesión terminó por seguridad. Ingresa otra vez."), "notice")
        return _to_sign_in()
    if level is None or person().role < level:
        raise Forbidden
    if person().must_change and request.endpoint not in ("console.account.password", _SIGN_OUT):
        flash(_("Elige primero una contraseña tuya."), "notice")
        return redirect(url_for("console.account.password"))
    return None


_SIGN_OUT = "console.sign_in.sign_out"


def enter(person: Person) -> None:
    """Begin a session of this person."""
    session.clear()  # nothing of before: whoever set that cookie knows it
    login_user(SignedIn(person))
    session["since"] = session["seen"] = int(time.time())
    session.permanent = True


def _is_over(settings: ConsoleSettings) -> bool:
    now = int(time.time())
    since, seen = session.get("since", 0), session.get("seen", 0)
    if now - since > settings.longest_hours * 3600 or now - seen > settings.idle_minutes * 60:
        return True
    if now - seen >= _NOTED_EVERY_S:
        session["seen"] = now
    return False


def _to_sign_in() -> ResponseReturnValue:
    # A form that was sent cannot be sent again after signing in; its page can be opened.
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    where = url_for("console.sign_in.sign_in", next=wanted or None)
    if request.headers.get("HX-Request"):
        # htmx would put the sign-in page into a corner of this one.
        return "", 401, {"HX-Redirect": where}
    return redirect(where)


def inside(wanted: str | None) -> str:
    """Return where to go next: an address of the console, never one outside."""
    home = url_for("console.home.home")
    text = wanted or ""
    # Browsers read a backslash as a slash and leave out control characters.
    if "\\" in text or not text.isprintable() or not text.startswith("/console/"):
        return home
    parts = urlsplit(text)
    return home if parts.scheme or parts.netloc or "//" in parts.path else text
