"""Put the console into the pod's app, with what guards it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Blueprint, Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel, get_locale
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from knowledge_base.console import access, errors
from knowledge_base.console.accounts.people import LANGUAGES
from knowledge_base.console.formatting import add_filters
from knowledge_base.console.pages import all_pages
from knowledge_base.console.parts import Parts
from knowledge_base.console.settings import ConsoleSettings
from knowledge_base.live.runtime import KnowledgeBase

_TRANSLATIONS = Path(__file__).parent / "translations"
# A store that does not answer must not hold up a page.
_PATIENCE: dict[str, str | int] = {"socket_timeout": 1, "socket_connect_timeout": 1}
# Of one address: a person who clicks fast stays below, a program that guesses does not.
PER_ADDRESS = "600 per minute"


def add_console(app: Flask, base: KnowledgeBase, settings: ConsoleSettings) -> None:
    """Serve the console under `/console/`; without a key it only says that it is closed."""
    console = Blueprint(
        "console",
        __name__,
        url_prefix="/console",
        template_folder="templates",
        static_folder="static",
    )
    if not settings.key:
        _say_closed(console)
        app.register_blueprint(console)
        return
    parts = Parts(base, settings)
    _configure(app, settings)
    app.extensions["console"] = parts
    csrf = CSRFProtect()
    csrf.init_app(app)
    limiter = _limiter(app, settings)
    limiter.limit(PER_ADDRESS)(console)
    _sign_people_in(app, parts)
    Babel(
        app,
        locale_selector=_language,
        default_locale="es",
        default_translation_directories=str(_TRANSLATIONS),
        default_timezone="America/Lima",
    )
    # The API has its own errors and no cookies: what follows holds for the console alone.
    console.before_request(lambda: access.guard(settings))
    # Forms are read here for the first time: limits stand before, and who may not is gone.
    console.before_request(access.allow_size)
    console.before_request(csrf.protect)
    console.before_request(access.refuse_zero_bytes)
    errors.add_pages(console)
    for page in all_pages(parts, limiter):
        console.register_blueprint(page)
    console.context_processor(_for_templates)
    console.after_request(errors.keep_private)
    add_filters(app)
    app.register_blueprint(console)


def _say_closed(console: Blueprint) -> None:
    @console.get("/")
    def closed() -> ResponseReturnValue:
        why = "La consola está cerrada: el servicio no tiene KNOWLEDGE_BASE_CONSOLE_KEY."
        return why, 503, {"Content-Type": "text/plain; charset=utf-8"}


def _configure(app: Flask, settings: ConsoleSettings) -> None:
    app.config.update(
        SECRET_KEY=settings.key,
        SESSION_COOKIE_NAME="techhub_console",
        SESSION_COOKIE_PATH="/console",
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.longest_hours),
        # A token lives as long as its session: a form may be filled in slowly.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,
    )
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.trusted_proxies, x_proto=settings.trusted_proxies, x_host=0
        )


def _limiter(app: Flask, settings: ConsoleSettings) -> Limiter:
    limiter = Limiter(
        get_remote_address,
        storage_uri=settings.limits_url,
        storage_options=_PATIENCE if settings.limits_url.startswith("redis") else {},
        # Where the common store is away each process counts for itself: nobody is locked out.
        in_memory_fallback_enabled=settings.limits_url != "memory://",
    )
    limiter.init_app(app)
    return limiter


def _sign_people_in(app: Flask, parts: Parts) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # addresses change on mobile networks

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(key: str) -> access.SignedIn | None:
        number, _, session_key = key.partition(":")
        person = parts.people.get(int(number)) if number.isdigit() else None
        if person is None or not person.active or person.session_key != session_key:
            return None
        return access.SignedIn(person)


def _language() -> str:
    if current_user.is_authenticated:
        return access.person().language
    return request.accept_languages.best_match(LANGUAGES, "es") or "es"


def _for_templates() -> dict[str, object]:
    signed_in = access.person() if current_user.is_authenticated else None
    return {
        "may": access.may,
        "has_page": lambda endpoint: endpoint in current_app.view_functions,
        "signed_in": signed_in,
        "language": str(get_locale() or "es"),
    }
