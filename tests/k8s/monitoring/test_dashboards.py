"""The dashboards as Grafana reads them; that each query has an answer is tested live."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.k8s.monitoring.programs import passes
from tests.k8s.monitoring.repository import DASHBOARDS, FOLDER, dashboard_queries, panels

SOURCE = {"type": "prometheus", "uid": "prometheus"}


@pytest.fixture(params=DASHBOARDS, ids=lambda path: path.stem)
def dashboard(request: pytest.FixtureRequest) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(request.param.read_text("utf-8"))
    return loaded


def test_panels_have_a_place_of_their_own(dashboard: dict[str, Any]) -> None:
    taken: set[tuple[int, int]] = set()
    for panel in dashboard["panels"]:
        at = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(at["x"], at["x"] + at["w"])
            for y in range(at["y"], at["y"] + at["h"])
        }
        assert not cells & taken and max(x for x, _ in cells) < 24, panel["title"]
        taken |= cells
    ids = [panel["id"] for panel in dashboard["panels"]]
    assert len(set(ids)) == len(ids)


def test_panels_ask_the_source_that_is_provisioned(dashboard: dict[str, Any]) -> None:
    provisioned = yaml.safe_load((FOLDER / "config/grafana-datasources.yml").read_text("utf-8"))
    (source,) = provisioned["datasources"]
    assert {"type": source["type"], "uid": source["uid"]} == SOURCE
    for panel in dashboard["panels"]:
        assert panel["datasource"] == SOURCE, panel["title"]
        assert panel["targets"], panel["title"]


def test_a_dashboard_shows_one_namespace(dashboard: dict[str, Any]) -> None:
    (variable,) = dashboard["templating"]["list"]
    assert variable["name"] == "namespace"
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    elsewhere = [query for query in asked if "$namespace" not in query]
    # Alerts are counted over all.
    assert all("ALERTS" in query for query in elsewhere)


def test_each_dashboard_has_a_name_of_its_own() -> None:
    loaded = [json.loads(path.read_text("utf-8")) for path in DASHBOARDS]
    assert len({one["uid"] for one in loaded}) == len({one["title"] for one in loaded}) == 3


def test_no_sum_of_a_region_under_ten_is_shown() -> None:
    by_region = [query for query in dashboard_queries() if "department" in query.text]
    assert by_region
    for query in by_region:
        assert query.text.endswith(">= 10"), query.where


def test_titles_that_the_runbook_names_exist() -> None:
    titles = {panel["title"] for _, panel in panels()}
    runbook = (FOLDER / "RUNBOOK.md").read_text("utf-8")
    for title in (
        "Faults within turns", "Calls of the services by outcome", "Apologies by window",
        "Time of acts, 95 %", "Time of calls, 95 %", "What acts found", "Turns by act",
        "Questions about visits", "Posts refused, and over a limit", "Turns a second", "Memory",
        "Processor", "Plans in the queue", "Conversations by department",
    ):  # fmt: skip
        assert title in titles
        assert title.removesuffix(", 95 %") in " ".join(runbook.split()), title


def test_prometheus_can_read_every_query(tmp_path: Path) -> None:
    rules = [
        {"record": f"query_{number}", "expr": query.text}
        for number, query in enumerate(dashboard_queries())
    ]
    path = tmp_path / "queries.yml"
    path.write_text(yaml.safe_dump({"groups": [{"name": "all", "rules": rules}]}), "utf-8")
    passes("promtool", "check", "rules", path)
