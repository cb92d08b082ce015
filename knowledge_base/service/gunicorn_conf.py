"""How gunicorn runs the service: `--config python:knowledge_base.service.gunicorn_conf`."""

from __future__ import annotations

import time
from typing import Any

from knowledge_base.service.server_log import settings_or_end

_LONGEST_WAIT_S = 60.0
_settings = settings_or_end()
bind = f"{_settings.host}:{_settings.port}"
# Each process holds the encoder and the index; its threads share them.
workers = _settings.workers
threads = _settings.threads
worker_class = "gthread"
timeout = 60
graceful_timeout = 10
logger_class = "knowledge_base.service.server_log.ServerLog"
# A question of some thousand characters reaches the schema, whose 422 says what is wrong with it.
limit_request_line = 8190
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Let a worker beside others take requests only once it can answer them.

    `/readyz` speaks for the worker that it reaches: without this a second one that still loads
    would refuse questions. One that cannot get ready (no database) joins in the end and says so.
    """
    end = time.monotonic() + _LONGEST_WAIT_S
    base = worker.wsgi.extensions["knowledge_base"]
    while workers > 1 and not base.ready and time.monotonic() < end:
        worker.notify()
        time.sleep(0.1)


def worker_exit(server: Any, worker: Any) -> None:
    """Write the counts of the last seconds before the process ends."""
    app = getattr(worker, "wsgi", None)
    if app is not None:
        app.extensions["knowledge_base"].stop()
