"""What the bot is scaled by: turns a second, as the adapter reads them from Prometheus."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from tests.k8s.rendering import K8S, ROOT, Manifests, Object, render

SCALER = "HorizontalPodAutoscaler"
# Pods that answer 10 and 5 turns a second; what is counted elsewhere is not taken.
UNIT_TEST = """
rule_files: [rules.yml]
evaluation_interval: 30s
tests:
  - interval: 30s
    input_series:
      - series: 'techhub_turns_total{namespace="techhub",instance="bot-1",act="utter_greet"}'
        values: '0+150x20'
      - series: 'techhub_turns_total{namespace="techhub",instance="bot-1",act="action_more"}'
        values: '0+150x20'
      - series: 'techhub_turns_total{namespace="techhub",instance="bot-2",act="utter_greet"}'
        values: '0+150x20'
      - series: 'techhub_turns_total{namespace="other",instance="bot-1",act="utter_greet"}'
        values: '0+900x20'
    promql_expr_test:
      - expr: turns
        eval_time: 5m
        exp_samples:
          - {labels: 'turns{instance="bot-1"}', value: 10}
          - {labels: 'turns{instance="bot-2"}', value: 5}
"""


@pytest.fixture(scope="module")
def values() -> Object:
    file = K8S / "components" / "autoscaling-turns" / "adapter-values.yaml"
    return dict(yaml.safe_load(file.read_text("utf-8")))


@pytest.fixture(scope="module")
def rule(values: Object) -> Object:
    (found,) = values["rules"]["custom"]
    return dict(found)


def test_the_adapter_asks_the_prometheus_that_is_there(values: Object) -> None:
    service = Manifests("monitoring", render(K8S / "monitoring")).named("Service", "prometheus")
    asked = urlsplit(values["prometheus"]["url"])
    name, namespace = service["metadata"]["name"], service["metadata"]["namespace"]
    assert (asked.scheme, asked.hostname) == ("http", f"{name}.{namespace}.svc")
    assert values["prometheus"]["port"] in {port["port"] for port in service["spec"]["ports"]}


def test_the_bot_grows_by_cpu_and_by_turns(production: Manifests) -> None:
    metrics = production.named(SCALER, "bot")["spec"]["metrics"]
    assert [one["type"] for one in metrics] == ["Resource", "Pods"]


def test_without_the_component_there_are_no_turns(own_stores: Manifests) -> None:
    (metric,) = own_stores.named(SCALER, "bot")["spec"]["metrics"]
    assert metric["type"] == "Resource"


def test_the_adapter_serves_the_metric_that_is_asked_for(
    rule: Object, production: Manifests
) -> None:
    asked = production.named(SCALER, "bot")["spec"]["metrics"][1]["pods"]["metric"]["name"]
    assert rule["name"]["as"] == asked


def test_the_adapter_reads_a_figure_that_the_bot_counts(rule: Object) -> None:
    series = rule["seriesQuery"].partition("{")[0]
    assert re.fullmatch(rule["name"]["matches"], series)
    counted = (ROOT / "bot" / "channel" / "metrics.py").read_text("utf-8")
    assert f'"{series}"' in counted


def test_the_query_gives_turns_a_second_of_each_pod(rule: Object, tmp_path: Path) -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        if os.environ.get("CI"):
            pytest.fail("promtool is not installed")
        pytest.skip("promtool is not installed")
    query = (
        rule["metricsQuery"]
        .replace("<<.Series>>", "techhub_turns_total")
        .replace("<<.LabelMatchers>>", 'namespace="techhub",instance=~"bot-1|bot-2"')
        .replace("<<.GroupBy>>", "instance")
    )
    groups = {"groups": [{"name": "turns", "rules": [{"record": "turns", "expr": query}]}]}
    (tmp_path / "rules.yml").write_text(yaml.safe_dump(groups))
    (tmp_path / "test.yml").write_text(UNIT_TEST)
    done = subprocess.run(
        [promtool, "test", "rules", "test.yml"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
