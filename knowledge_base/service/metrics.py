"""Prometheus figures: requests by route, searches by outcome, size of the index."""

from __future__ import annotations

import time

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from knowledge_base.live.runtime import KnowledgeBase

_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)


class Metrics:
    """The figures of one app, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "techhub_knowledge_base_requests_total",
            "HTTP requests",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "techhub_knowledge_base_request_duration_seconds",
            "Time to answer",
            ("route",),
            buckets=_BUCKETS_S,
            registry=self.registry,
        )
        self.searches = Counter(
            "techhub_knowledge_base_searches_total",
            "Searches by whether anything was found",
            ("found",),
            registry=self.registry,
        )
        self.resources = Gauge(
            "techhub_knowledge_base_index_resources",
            "Resources in the active index",
            registry=self.registry,
        )


def add_metrics(app: Flask, metrics: Metrics, base: KnowledgeBase) -> None:
    """Count every request and show the figures at `/metrics`."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        # The template of the route, never the path: paths are without end.
        route = request.url_rule.rule if request.url_rule else "unmatched"
        method = request.method if request.url_rule else "any"
        metrics.requests.labels(method, route, str(response.status_code)).inc()
        metrics.seconds.labels(route).observe(time.perf_counter() - g.get("began", 0.0))
        return response

    @app.get("/metrics")
    def show_metrics() -> Response:
        if base.ready:
            metrics.resources.set(base.searcher.resources)
        return Response(generate_latest(metrics.registry), content_type=CONTENT_TYPE_LATEST)
