"""What Prometheus reads of the recommender: plans, sites shown, and how the model fits new hubs."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from recommender.places.gazetteer import Gazetteer
from recommender.service.bounded_look import BoundedLook
from recommender.service.drift import decile_of, rank_of

RANK = "techhub_hub_score_rank_median"


def figures(client: FlaskClient) -> Callable[..., float | None]:
    """A reader of what `/metrics` shows just now; None for what is not there."""
    text = client.get("/metrics").text
    samples = [one for family in text_string_to_metric_families(text) for one in family.samples]

    def read(name: str, **labels: str) -> float | None:
        found = [
            one.value
            for one in samples
            if one.name == name and labels.items() <= one.labels.items()
        ]
        return sum(found) if found else None

    return read


def test_the_model_is_named_as_the_model_route_names_it(client: FlaskClient) -> None:
    version = client.get("/v1/model").json["versions"]["model"]
    read = figures(client)
    assert read("techhub_model_info", version=version) == 1
    assert read("techhub_store_up") == 1
    resident = read("process_resident_memory_bytes")
    assert resident is not None and resident > 0


def test_a_request_for_a_plan_counts_by_what_became_of_it(client: FlaskClient) -> None:
    before = figures(client)
    client.post("/v1/plans", json={"problem": "mclp", "k": 1, "radius_km": 5.0, "region": "0504"})
    client.post("/v1/plans", json={"problem": "mclp", "k": 1, "radius_km": 5.0, "region": "99"})
    after = figures(client)

    def risen(*outcomes: str) -> float:
        name = "techhub_plans_asked_total"
        return sum((after(name, outcome=o) or 0) - (before(name, outcome=o) or 0) for o in outcomes)

    assert (risen("solved", "running"), risen("not_possible")) == (1, 1)
    assert after("techhub_plans_in_queue") is not None


def test_rural_places_shown_count_by_the_tenth_of_their_score(
    client: FlaskClient, gazetteer: Gazetteer
) -> None:
    before = figures(client)
    sites = client.get("/v1/sites?region=05&limit=20").json["sites"]
    after = figures(client)
    scores = [site["suitability"] for site in sites if site["suitability"] is not None]
    assert scores
    expected = {decile: 0 for decile in map(str, range(1, 11))}
    for score in scores:
        expected[str(decile_of(gazetteer, score))] += 1
    name = "techhub_served_scores_total"
    risen = {
        decile: (after(name, decile=decile) or 0) - (before(name, decile=decile) or 0)
        for decile in expected
    }
    assert risen == expected


def test_ranks_go_from_the_lowest_score_to_the_highest(gazetteer: Gazetteer) -> None:
    known = gazetteer.sorted_suitability
    assert rank_of(gazetteer, known[0]) == 0 and decile_of(gazetteer, known[0]) == 1
    assert decile_of(gazetteer, known[-1]) == 10
    assert rank_of(gazetteer, float(np.median(known))) == pytest.approx(0.5, abs=0.01)


def outermost(gazetteer: Gazetteer, end: str) -> int:
    """The row of a place whose score is at one end, and with no other place on its spot."""
    rural = np.flatnonzero(np.isfinite(gazetteer.suitability))
    order = rural[np.argsort(gazetteer.suitability[rural])]
    for row in order if end == "lowest" else order[::-1]:
        _, km = gazetteer.sphere.nearest(gazetteer.latitude[row], gazetteer.longitude[row], 2)
        if km[1] > 0.5:
            return int(row)
    raise AssertionError("every place has a neighbour on its spot")


@pytest.mark.parametrize("end", ["lowest", "highest"])
def test_hubs_of_editors_are_told_apart_from_those_the_model_has_learned_from(
    client: FlaskClient, editor: dict[str, str], gazetteer: Gazetteer, end: str
) -> None:
    row = outermost(gazetteer, end)
    before = figures(client)
    hub = {
        "name": "Biblioteca",
        "kind": "library",
        "latitude": float(gazetteer.latitude[row]),
        "longitude": float(gazetteer.longitude[row]),
    }
    path = "/v1/hubs/figures-1"
    try:
        assert client.put(path, json=hub, headers=editor).status_code in (200, 201)
        during = figures(client)
    finally:
        client.delete(path, headers=editor)
    after = figures(client)
    name = "techhub_hubs_scored"
    own = [read(name, source="editors") for read in (before, during, after)]
    assert own == [own[0], (own[0] or 0) + 1, own[0]]
    assert {read(name, source="bundle") for read in (before, during, after)} == {
        before(name, source="bundle")
    }
    if own[0] == 0:
        # With one hub the median is its rank, and with none there is no median to show.
        assert before(RANK, source="editors") is None and after(RANK, source="editors") is None
        rank = during(RANK, source="editors")
        assert rank is not None and (rank < 0.1 if end == "lowest" else rank > 0.9)
    bundle = during(RANK, source="bundle")
    # It learned from them: they must score above most places.
    assert bundle is not None and bundle > 0.7


def test_a_store_that_is_away_is_told(app: Flask, client: FlaskClient) -> None:
    runtime = app.extensions["recommender"]
    engine = runtime.parts.register.engine
    runtime.parts.register.engine = None
    try:
        assert figures(client)("techhub_store_up") == 0
    finally:
        runtime.parts.register.engine = engine
    assert figures(client)("techhub_store_up") == 1


def test_a_store_that_is_silent_costs_one_thread_however_often_it_is_asked() -> None:
    asked, over = [], threading.Event()

    def silent() -> None:
        asked.append(1)
        over.wait(60)

    bounded = BoundedLook(patience_s=0.1)
    assert [bounded.within(silent) for _ in range(3)] == [False, False, False]
    assert asked == [1]
    over.set()
    assert BoundedLook().within(lambda: asked.append(2))
    assert asked == [1, 2]
