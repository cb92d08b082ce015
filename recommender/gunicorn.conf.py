"""How gunicorn runs the recommender: one worker, many threads.

One worker holds the places, the indexes and TensorFlow once; the heavy work is done in numpy,
scipy, rapidfuzz and TensorFlow, which let other threads run meanwhile. More workers
(RECOMMENDER_WORKERS) see each other's changes of the register through the store.
"""

from typing import Any

from recommender.service.server_log import hush_the_solver, settings_or_end

_settings = settings_or_end()

bind = f"{_settings.host}:{_settings.port}"
workers = _settings.workers
worker_class = "gthread"
threads = _settings.threads
timeout = 60
graceful_timeout = 20
keepalive = 5
logger_class = "recommender.service.server_log.ServerLog"
# A question of some thousand characters reaches the schema, whose 422 says what is wrong with it.
limit_request_line = 8190
# It would be written to the home folder, which a pod has read-only.
control_socket_disable = True
# TensorFlow imports Keras at its own import, and scikit-learn, matplotlib and more with it: 70 MB
# that a SavedModel has no use for. Told to take the older Keras (the package tf_keras, which is not
# installed here), it goes without any.
raw_env = ["TF_USE_LEGACY_KERAS=1"]

# Of the graceful time: what is left is another worker's to solve.
_FINISH_PLANS_S = 10.0


def post_worker_init(_worker: Any) -> None:
    """Let the solver tell its licence before it stands among the events."""
    hush_the_solver()


def worker_exit(server: Any, worker: Any) -> None:
    """Finish the plans that take no longer than that, and leave the others to other workers."""
    app = getattr(worker, "wsgi", None)
    if app is not None:
        app.extensions["recommender"].stop(_FINISH_PLANS_S)
