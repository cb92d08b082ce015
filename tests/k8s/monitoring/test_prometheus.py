"""Prometheus takes the configuration, and keeps of the cluster's pods just those it is to ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.k8s.monitoring.programs import passes, run
from tests.k8s.monitoring.repository import PROMETHEUS, RULE_FILES
from tests.k8s.monitoring.scraping import load, pod, with_targets, write

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


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.stem)
def test_the_rules_are_valid(path: Path) -> None:
    passes("promtool", "check", "rules", "--lint=all", "--lint-fatal", path)


def test_the_objectives_fit_into_what_is_kept() -> None:
    manifest = PROMETHEUS.parents[1] / "prometheus.yaml"
    assert "--storage.tsdb.retention.time=35d" in manifest.read_text("utf-8")
