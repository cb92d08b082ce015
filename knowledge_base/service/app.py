"""Make the Flask app: `gunicorn 'knowledge_base.service.app:create_app()'`."""

from __future__ import annotations

import os

from flask import Flask, Response

from knowledge_base.console.wiring import add_console
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.threads import one_thread_a_question
from knowledge_base.live.runtime import KnowledgeBase, NotReady
from knowledge_base.service import gaps, index, interests, lessons, resources, search
from knowledge_base.service.access import Doors
from knowledge_base.service.access_events import add_access_events
from knowledge_base.service.docs import add_docs
from knowledge_base.service.headers import add_headers
from knowledge_base.service.health import add_health
from knowledge_base.service.metrics import Metrics, add_metrics
from knowledge_base.service.problems import Problem, ProblemApi
from knowledge_base.settings import Settings

_LARGEST_BODY_BYTES = 256 * 1024


def create_app(settings: Settings | None = None, encoder: Encoder | None = None) -> Flask:
    """Return the app, its knowledge base loading in the background.

    Without `settings` they come from the environment; without `encoder` it is loaded by name.
    """
    if settings is None:
        settings = Settings.from_environment(os.environ)
    one_thread_a_question()
    base = KnowledgeBase(settings, encoder)
    app = Flask(__name__)
    app.config.update(
        MAX_CONTENT_LENGTH=_LARGEST_BODY_BYTES,
        API_TITLE="Knowledge base",
        API_VERSION="v1",
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX="/",
        OPENAPI_JSON_PATH="openapi.json",
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["knowledge_base"] = base
    add_access_events(app)
    _add_routes(app, base, settings)
    add_console(app, base, settings.console)
    base.start()
    return app


def _add_routes(app: Flask, base: KnowledgeBase, settings: Settings) -> None:
    doors, metrics = Doors(base, settings.editor_token), Metrics()
    api = ProblemApi(app)
    api.spec.components.security_scheme("editor", {"type": "http", "scheme": "bearer"})
    api.register_blueprint(search.blueprint(base, metrics))
    api.register_blueprint(resources.blueprint(base, doors))
    api.register_blueprint(lessons.blueprint(base))
    api.register_blueprint(index.blueprint(base, doors))
    api.register_blueprint(gaps.blueprint(base, doors))
    api.register_blueprint(interests.blueprint(base))
    add_health(app, base)
    add_metrics(app, metrics, base)
    add_docs(app, add_headers(app, settings.console.development))

    @app.errorhandler(Problem)
    def answer_problem(problem: Problem) -> Response:
        return problem.response()

    @app.errorhandler(NotReady)
    def ask_for_patience(_: NotReady) -> Response:
        detail = "El buscador se está preparando. Intenta de nuevo en un momento."
        return Problem(503, "not_ready", detail, headers={"Retry-After": "5"}).response()
