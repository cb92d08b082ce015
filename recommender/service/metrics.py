"""What Prometheus reads: requests, plans, the register, the model and how it fits the present.

Every value that a label may take stands at 0 from the start, since Prometheus sees no rise in a
series that begins with 1.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from flask import Flask, Response, current_app, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

from recommender.places.gazetteer import Gazetteer
from recommender.service.bounded_look import BoundedLook
from recommender.service.drift import DECILES, HubDrift, decile_of
from recommender.service.runtime import Parts, Runtime

BUCKETS_S = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
MAKE_PLAN = "plans.make"
# What became of a request for a plan, by the status of its answer.
PLAN_OUTCOMES = {
    201: "solved",
    202: "running",
    422: "not_possible",
    429: "too_many",
    503: "busy",
    500: "failed",
}


class Figures:
    """The figures of one app, in a registry of their own."""

    def __init__(self) -> None:
        # Tests build many apps in one process.
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        labels = ("method", "route", "status")
        self.requests = Counter(
            "techhub_http_requests", "Requests answered.", labels, registry=registry
        )
        self.seconds = Histogram(
            "techhub_http_request_duration_seconds",
            "Time to answer.",
            ("method", "route"),
            buckets=BUCKETS_S,
            registry=registry,
        )
        self.plans = Counter(
            "techhub_plans_asked", "Plans asked for.", ("outcome",), registry=registry
        )
        self.served = Counter(
            "techhub_served_scores",
            "Rural places shown as sites, by the tenth of all rural places that their score is in.",
            ("decile",),
            registry=registry,
        )
        self._make_gauges(registry)
        for outcome in (*PLAN_OUTCOMES.values(), "other"):
            self.plans.labels(outcome)
        for decile in range(1, DECILES + 1):
            self.served.labels(str(decile))

    def _make_gauges(self, registry: CollectorRegistry) -> None:
        self.hubs = Gauge("techhub_hubs", "Hubs in the register.", registry=registry)
        self.store_up = Gauge(
            "techhub_store_up", "Whether the store answered this scrape.", registry=registry
        )
        self.in_queue = Gauge(
            "techhub_plans_in_queue", "Plans being solved or waiting for it.", registry=registry
        )
        self.oldest = Gauge(
            "techhub_plan_oldest_seconds", "Age of the plan that waits longest.", registry=registry
        )
        self.model = Info("techhub_model", "The model that is served.", registry=registry)
        self.loaded = Gauge(
            "techhub_model_loaded", "Whether the model can be asked.", registry=registry
        )
        self.hubs_scored = Gauge(
            "techhub_hubs_scored",
            "Open hubs with a rural place beside them.",
            ("source",),
            registry=registry,
        )
        self.hub_rank = Gauge(
            "techhub_hub_score_rank_median",
            "Median share of rural places that score lower than those beside the hubs.",
            ("source",),
            registry=registry,
        )

    def count_scores(self, gazetteer: Gazetteer, scores: Iterable[float | None]) -> None:
        """Count places that were shown; a town, which has no score, is left out."""
        for score in scores:
            if score is not None:
                self.served.labels(str(decile_of(gazetteer, score))).inc()

    def look(self, runtime: Runtime, drift: HubDrift | None) -> None:
        """Set the gauges; what cannot be read keeps its value, and the store counts as away."""
        self.loaded.set(runtime.predictor is not None)
        loaded, reached = runtime.parts, runtime.checks()["store"]
        self.store_up.set(reached)
        if loaded is None:
            return
        self.model.info({"version": loaded.edition.model, "data": loaded.edition.data})
        count, oldest_s = loaded.queue.waiting()
        self.in_queue.set(count)
        self.oldest.set(oldest_s)
        if reached:
            self._look_at_hubs(loaded, drift)

    def _look_at_hubs(self, loaded: Parts, drift: HubDrift | None) -> None:
        self.hubs.set(loaded.hubs.index().state.total)
        for source, scores in drift.scores().items() if drift else ():
            self.hubs_scored.labels(source).set(scores.scored)
            if scores.median is None:
                # A number would be taken for a score.
                self.hub_rank.remove_by_labels({"source": source})
            else:
                self.hub_rank.labels(source).set(scores.median)


def figures() -> Figures:
    """Return the running app's figures."""
    found: Figures = current_app.extensions["recommender_figures"]
    return found


def add_metrics(app: Flask, runtime: Runtime) -> None:
    """Measure every request of the app and serve `/metrics`."""
    kept = app.extensions["recommender_figures"] = Figures()
    drifts: list[HubDrift] = []
    bounded = BoundedLook()

    def look() -> None:
        if runtime.parts is not None and not drifts:
            drifts.append(HubDrift(runtime.parts.gazetteer, runtime.parts.register))
        kept.look(runtime, drifts[0] if drifts else None)

    @app.before_request
    def _start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def _count(response: Response) -> Response:
        # The rule, never the path: an id or a place in a label would be a series of its own.
        route = request.url_rule.rule if request.url_rule else "unmatched"
        # Nor the method where no route fits: it is whatever somebody has sent.
        method = request.method if request.url_rule else "any"
        kept.requests.labels(method, route, str(response.status_code)).inc()
        if "started" in g:
            kept.seconds.labels(method, route).observe(time.perf_counter() - g.started)
        if request.endpoint == MAKE_PLAN:
            kept.plans.labels(PLAN_OUTCOMES.get(response.status_code, "other")).inc()
        return response

    @app.get("/metrics")
    def metrics() -> Response:
        if not bounded.within(look):
            kept.store_up.set(0)
        return Response(generate_latest(kept.registry), content_type=CONTENT_TYPE_LATEST)
