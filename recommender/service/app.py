"""The application: `create_app()` for gunicorn, `create_app(settings)` for tests."""

from __future__ import annotations

import logging
import os

from flask import Flask, Response
from werkzeug.middleware.proxy_fix import ProxyFix

from recommender.service import (
    health,
    hub_files,
    hubs,
    interests,
    map,
    model,
    places,
    planning,
    reports,
    sites,
)
from recommender.service.access_events import add_access_events, route_template
from recommender.service.metrics import add_metrics
from recommender.service.plan_orders import order_again
from recommender.service.problems import Problem, ProblemApi, respond
from recommender.service.runtime import Runtime
from recommender.settings import Settings
from recommender.web import pages

log = logging.getLogger(__name__)

OPENAPI = {
    "API_TITLE": "Recommender",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.0.3",
    "OPENAPI_URL_PREFIX": "/",
    "OPENAPI_JSON_PATH": "openapi.json",
    "OPENAPI_RAPIDOC_PATH": "/docs",
    "OPENAPI_RAPIDOC_URL": "/static/rapidoc/rapidoc-min.js",
    # The page asks no other host for anything, fonts included.
    "OPENAPI_RAPIDOC_CONFIG": {
        "load-fonts": "false",
        "show-header": "false",
        "render-style": "view",
        "allow-authentication": "true",
        "theme": "light",
    },
    "API_SPEC_OPTIONS": {
        "components": {"securitySchemes": {"serviceToken": {"type": "http", "scheme": "bearer"}}}
    },
}
# A JSON body is small; the CSV import sets its own limit.
MAX_BODY_BYTES = 256 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """Build the app and start loading in the background; `/healthz` answers at once."""
    settings = settings or Settings.from_environment(os.environ)
    app = Flask(__name__)
    app.config.update(OPENAPI, MAX_CONTENT_LENGTH=MAX_BODY_BYTES)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.trusted_proxies, x_proto=0, x_host=0
        )
    runtime = Runtime(settings, order_again)
    app.extensions["recommender"] = runtime
    add_access_events(app)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(pages.blueprint)
    add_metrics(app, runtime)
    api = ProblemApi(app)
    for part in (places, hubs, hub_files, reports, sites, planning, model, map, interests):
        api.register_blueprint(part.blueprint)
    app.register_error_handler(Problem, respond)
    app.register_error_handler(Exception, _unforeseen)
    app.after_request(_harden)
    runtime.start()
    return app


def _unforeseen(error: Exception) -> Response:
    """Log what was not foreseen and tell the outside nothing of it."""
    log.error("unforeseen error at %s", route_template(), exc_info=error)
    return respond(Problem(500, "internal_error", "Algo falló en el servicio. Inténtalo de nuevo."))


def _harden(response: Response) -> Response:
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    return response
