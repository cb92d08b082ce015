"""Of the pods that the overlays make Prometheus keeps the four, each by the name of its Service."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.k8s.conftest import rendered
from tests.k8s.monitoring.scraping import load
from tests.k8s.rendering import Manifests, Pod

FOUR = {"bot": 5005, "actions": 5055, "recommender": 8000, "knowledge-base": 8001}
RENDERINGS = ("local", "staging", "production", "own-stores")


def scrape_job() -> dict[str, Any]:
    """How pods of ours are looked for."""
    (job,) = [one for one in load()["scrape_configs"] if one["job_name"] == "techhub"]
    return dict(job)


def found(manifests: Manifests) -> list[dict[str, str]]:
    """What kubernetes_sd tells of each port of each pod."""
    return [
        _meta(pod, port)
        for pod in manifests.pods()
        for container in pod.containers
        for port in container.get("ports", [{}])
    ]


def _meta(pod: Pod, port: dict[str, Any]) -> dict[str, str]:
    meta = {
        "namespace": pod.owner["metadata"]["namespace"],
        "pod_name": pod.name,
        "pod_phase": "Running",
        "pod_container_port_name": port.get("name", ""),
    }
    labels = {f"pod_label_{re.sub(r'[^a-zA-Z0-9]', '_', k)}": v for k, v in pod.labels.items()}
    address = {"__address__": f"10.0.0.1:{port.get('containerPort', '')}"}
    return address | {f"__meta_kubernetes_{key}": value for key, value in (meta | labels).items()}


def relabelled(labels: dict[str, str]) -> dict[str, str] | None:
    """What Prometheus' relabelling makes of a target; None where it drops it."""
    labels = {"__metrics_path__": "/metrics", **labels}
    for rule in scrape_job()["relabel_configs"]:
        value = ";".join(labels.get(name, "") for name in rule["source_labels"])
        fits = re.fullmatch(rule.get("regex", "(.*)"), value) is not None
        action = rule.get("action", "replace")
        if action == "keep" and not fits or action == "drop" and fits:
            return None
        if action == "replace" and fits:
            labels[rule["target_label"]] = rule.get("replacement", value)
    return labels


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_the_four_are_scraped_and_nothing_beside_them(rendering: str) -> None:
    targets = [one for one in map(relabelled, found(rendered(rendering))) if one]
    assert {one["job"]: int(one["__address__"].split(":")[1]) for one in targets} == FOUR
    assert len(targets) == len(FOUR)
    paths = {one["job"]: one["__metrics_path__"] for one in targets}
    assert paths.pop("bot") == "/webhooks/twilio/metrics"
    assert set(paths.values()) == {"/metrics"}


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_their_namespace_is_looked_into(rendering: str) -> None:
    (discovery,) = scrape_job()["kubernetes_sd_configs"]
    namespaces = {one["namespace"] for one in map(relabelled, found(rendered(rendering))) if one}
    assert namespaces <= set(discovery["namespaces"]["names"])
