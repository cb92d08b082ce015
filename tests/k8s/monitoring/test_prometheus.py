"""Prometheus takes the configuration, and keeps of the cluster's pods just those it is to ask."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.channel import metrics
from tests.k8s.monitoring.programs import passes, run
from tests.k8s.monitoring.repository import PROMETHEUS, RULE_FILES
from tests.k8s.monitoring.scraping import load, pod, with_targets, write

OBJECTIVES = (PROMETHEUS.parents[1] / "rules" / "objectives.yml").read_text("utf-8")
SD_FIELDS = {"role", "namespaces"}


def test_the_configuration_is_valid(tmp_path: Path) -> None:
    """Debian's build knows no kubernetes_sd: there the rest is checked, and its fields below."""
    done = run("promtool", "check", "config", "--syntax-only", PROMETHEUS)
    unknown = "kubernetes_sd_configs not found"
    assert done.returncode == 0 or unknown in done.stdout + done.stderr, done.stdout + done.stderr
    path = write(with_targets({"techhub": [pod("bot", "127.0.0.1:1")]}, {}, "15s"), tmp_path, "15s")
    said = passes("promtool", "check", "config", path)
    assert f"{len(RULE_FILES)} rule files found" in said


def test_pods_are_looked_for_in_named_namespaces_only() -> None:
    found = [sd for job in load()["scrape_configs"] for sd in job.get("kubernetes_sd_configs", [])]
    assert found
    for sd in found:
        assert set(sd) == SD_FIELDS and sd["role"] == "pod"
        assert set(sd["namespaces"]) == {"names"} and sd["namespaces"]["names"]
        # Its own namespace is closed to it but for Alertmanager, which needs no looking for.
        assert "techhub-monitoring" not in sd["namespaces"]["names"]


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.stem)
def test_the_rules_are_valid(path: Path) -> None:
    passes("promtool", "check", "rules", "--lint=all", "--lint-fatal", path)


def test_all_apologies_of_the_bot_count_and_nothing_that_was_mended() -> None:
    counted = re.findall(r'techhub_turn_failures_total\{reason=~"([^"]+)"\}', OBJECTIVES)
    assert {tuple(reasons.split("|")) for reasons in counted} == {metrics.APOLOGIES}
    assert not set(metrics.APOLOGIES) & set(metrics.MENDED)


def test_each_objective_is_measured_at_the_edge_of_a_bucket() -> None:
    edges = {float(edge) for edge in re.findall(r'le="([^"]+)"', OBJECTIVES)}
    assert edges == {2.0} and edges <= set(metrics.TURN_BUCKETS_S)


def test_the_objectives_fit_into_what_is_kept() -> None:
    manifest = PROMETHEUS.parents[1] / "prometheus.yaml"
    assert "--storage.tsdb.retention.time=35d" in manifest.read_text("utf-8")
