"""Request counts and durations for Prometheus."""

from __future__ import annotations

import time

from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from recommender.service.runtime import Runtime

BUCKETS_S = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)


def add_metrics(app: Flask, runtime: Runtime) -> None:
    """Measure every request of the app and serve `/metrics`."""
    # A registry of its own lets tests build many apps in one process.
    registry = CollectorRegistry()
    labels = ("method", "route", "status")
    requests = Counter("techhub_http_requests", "Requests answered.", labels, registry=registry)
    seconds = Histogram(
        "techhub_http_request_duration_seconds",
        "Time to answer.",
        ("method", "route"),
        buckets=BUCKETS_S,
        registry=registry,
    )
    hubs = Gauge("techhub_hubs", "Hubs in the register.", registry=registry)

    @app.before_request
    def _start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def _count(response: Response) -> Response:
        # The rule, never the path: an id or a place in a label would be a series of its own.
        route = request.url_rule.rule if request.url_rule else "unmatched"
        requests.labels(request.method, route, str(response.status_code)).inc()
        if "started" in g:
            seconds.labels(request.method, route).observe(time.perf_counter() - g.started)
        return response

    @app.get("/metrics")
    def metrics() -> Response:
        if runtime.parts is not None:
            hubs.set(runtime.parts.hubs.index().state.total)
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
