"""Prometheus figures: requests by route, questions by topic, the index and what waits for it.

Every value that a label may take stands at 0 from the start, since Prometheus sees no rise in a
series that begins with 1.
"""

from __future__ import annotations

import time
from datetime import datetime

from flask import Flask, Response, g, request
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.index.search import Searcher
from knowledge_base.live.runtime import KnowledgeBase, NotReady
from knowledge_base.resources.topics import PROJECT_TOPICS
from knowledge_base.service.bounded_look import BoundedLook

_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)
# A heading of an outside list is no topic of ours; a question in vain has none.
_OTHER, _NONE = "other", "none"


class Metrics:
    """The figures of one app, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self.requests = Counter(
            "techhub_knowledge_base_requests_total",
            "HTTP requests",
            ("method", "route", "status"),
            registry=registry,
        )
        self.seconds = Histogram(
            "techhub_knowledge_base_request_duration_seconds",
            "Time to answer",
            ("route",),
            buckets=_BUCKETS_S,
            registry=registry,
        )
        self.searches = Counter(
            "techhub_knowledge_base_searches_total",
            "Searches by whether anything was found",
            ("found",),
            registry=registry,
        )
        self.topics = Counter(
            "techhub_knowledge_base_questions_total",
            "Questions by the topic of their best answer; later pages count as no question",
            ("topic",),
            registry=registry,
        )
        self._make_gauges(registry)
        for found in ("true", "false"):
            self.searches.labels(found)
        for topic in (*PROJECT_TOPICS, _OTHER, _NONE):
            self.topics.labels(topic)

    def _make_gauges(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, what: str) -> Gauge:
            return Gauge(f"techhub_knowledge_base_index_{name}", what, registry=registry)

        self.resources = gauge("resources", "Resources in the active index")
        self.built = gauge("built_timestamp_seconds", "When the active index was built")
        self.beside = gauge(
            "edits_beside", "Resources searched beside the index, changed since it was built"
        )
        self.waiting = gauge("edits_waiting", "Edits that no search shows yet")
        self.index = Info(
            "techhub_knowledge_base_index", "The active version of the index", registry=registry
        )
        self.store_up = Gauge(
            "techhub_store_up", "Whether the store answered this scrape", registry=registry
        )

    def count_question(self, topic: str | None) -> None:
        """Count a question by the topic of its best answer, None where it found nothing."""
        known = topic if topic in PROJECT_TOPICS else _OTHER
        self.topics.labels(_NONE if topic is None else known).inc()

    def look(self, base: KnowledgeBase) -> None:
        """Set the gauges; what cannot be read keeps its value, and the store counts as away."""
        if base.ready:
            self._look_at_index(base.searcher)
        try:
            self.waiting.set(base.edits_waiting())
        except (SQLAlchemyError, NotReady):
            self.store_up.set(0)
        else:
            self.store_up.set(1)

    def _look_at_index(self, searcher: Searcher) -> None:
        about = searcher.index.about
        self.resources.set(searcher.resources)
        self.built.set(datetime.fromisoformat(about.created_at).timestamp())
        self.beside.set(len(searcher.changed) + len(searcher.gone))
        self.index.info({"version": about.version, "encoder": about.encoder})


def add_metrics(app: Flask, metrics: Metrics, base: KnowledgeBase) -> None:
    """Count every request and show the figures at `/metrics`."""
    bounded = BoundedLook()

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
        if not bounded.within(lambda: metrics.look(base)):
            metrics.store_up.set(0)
        return Response(generate_latest(metrics.registry), content_type=CONTENT_TYPE_LATEST)
