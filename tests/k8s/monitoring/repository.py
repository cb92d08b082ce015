"""What k8s/monitoring holds: rules, dashboards, and the queries and metrics in them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[3] / "k8s" / "monitoring"
RULE_FILES = sorted((FOLDER / "rules").glob("*.yml"))
DASHBOARDS = sorted((FOLDER / "dashboards").glob("*.json"))
PROMETHEUS, ALERTMANAGER = FOLDER / "config/prometheus.yml", FOLDER / "config/alertmanager.yml"
# Grafana's variables, as these tests fill them in.
VARIABLES = {"$namespace": "techhub", "$__rate_interval": "5m", "$__range": "1h"}
METRIC = re.compile(
    r"\b(?:(?:techhub|kube|certmanager|process|prometheus|alertmanager)_[a-z0-9_]+|up)(?=[{\[\s)]|$)"
)
# A metric with what stands in its braces; a label that is to equal a value, or one of several.
SELECTED = re.compile(r"\b(\w+)\{([^}]*)\}")
PICKED = re.compile(r'(\w+)=~?"([^"]*)"')


@dataclass(frozen=True)
class Query:
    """A query and where it stands."""

    where: str
    text: str


def rules() -> list[dict[str, Any]]:
    """Every rule, recording and alerting."""
    files = [yaml.safe_load(path.read_text("utf-8")) for path in RULE_FILES]
    return [rule for file in files for group in file["groups"] for rule in group["rules"]]


def alerts() -> dict[str, dict[str, Any]]:
    """The alerting rules by name."""
    return {rule["alert"]: rule for rule in rules() if "alert" in rule}


def records() -> dict[str, str]:
    """The recording rules: name and expression."""
    return {rule["record"]: rule["expr"] for rule in rules() if "record" in rule}


def panels() -> list[tuple[str, dict[str, Any]]]:
    """Every panel with the name of its dashboard."""
    loaded = [(path.stem, json.loads(path.read_text("utf-8"))) for path in DASHBOARDS]
    return [(name, panel) for name, dashboard in loaded for panel in dashboard["panels"]]


def all_texts() -> list[str]:
    """Every expression of dashboards and rules."""
    return [
        *(query.text for query in dashboard_queries()),
        *records().values(),
        *(alert["expr"] for alert in alerts().values()),
    ]


def dashboard_queries() -> list[Query]:
    """Every query of every panel, with Grafana's variables filled in."""
    return [
        Query(f"{name}: {panel['title']} {target['refId']}", filled(target["expr"]))
        for name, panel in panels()
        for target in panel["targets"]
    ]


def values_in(query: str) -> set[tuple[str, str, str]]:
    """Metric, label and value of what a query picks out, but for the labels of scraping."""
    return {
        (metric, label, value)
        for metric, selectors in SELECTED.findall(query)
        for label, values in PICKED.findall(selectors)
        if label not in ("namespace", "job", "le", "alertstate", "route")
        for value in values.split("|")
    }


def filled(query: str) -> str:
    """A query as Grafana sends it."""
    for variable, value in VARIABLES.items():
        query = query.replace(variable, value)
    return query


def metrics_in(query: str) -> set[str]:
    """The metrics that a query reads, less what the rules record."""
    # A label may bear the name of a metric of another system.
    bare = re.sub(r'"[^"]*"', '""', query)
    bare = re.sub(r"\b(?:by|on|group_left)\s*\([^)]*\)", "", bare)
    bare = re.sub(r"\bnamespace(?:_decile)?:[a-z0-9_]+:[a-z0-9_]+", "", bare)
    return set(METRIC.findall(bare))
