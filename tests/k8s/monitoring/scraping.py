"""The repository's own scrape configuration with other targets, for where there is no cluster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.k8s.monitoring.repository import PROMETHEUS, RULE_FILES

# By job of the configuration: pods that kubernetes_sd would find, as name, address and port name.
Pods = dict[str, list[dict[str, str]]]


def load() -> dict[str, Any]:
    """The configuration as it stands in the repository."""
    loaded: dict[str, Any] = yaml.safe_load(PROMETHEUS.read_text("utf-8"))
    return loaded


def pod(name: str, address: str, *, namespace: str = "techhub", **changed: str) -> dict[str, str]:
    """What kubernetes_sd tells of a pod of ours; `changed` are labels by their last part."""
    meta = {
        "pod_label_app_kubernetes_io_part_of": "techhub",
        "pod_label_app_kubernetes_io_name": name,
        "pod_container_port_name": "http",
        "pod_container_port_number": address.rsplit(":", 1)[1],
        "pod_phase": "Running",
        "pod_name": f"{name}-0",
        "namespace": namespace,
        **changed,
    }
    return {"__address__": address} | {f"__meta_kubernetes_{key}": meta[key] for key in meta}


def with_targets(found: Pods, static: dict[str, str], interval: str) -> dict[str, Any]:
    """The configuration with these targets in place of what the cluster would tell.

    `static` maps the addresses of the configuration to others. Relabelling stays as it is.
    """
    config = load()
    config["global"] |= {
        "scrape_interval": interval,
        "scrape_timeout": interval,
        "evaluation_interval": interval,
    }
    for job in config["scrape_configs"]:
        if job.pop("kubernetes_sd_configs", None):
            job["static_configs"] = [_group(labels) for labels in found.get(job["job_name"], [])]
        else:
            _readdress(job["static_configs"], static)
    _readdress(config["alerting"]["alertmanagers"][0]["static_configs"], static)
    return config


def write(config: dict[str, Any], folder: Path, interval: str) -> Path:
    """Write a configuration with the rules beside it; return its path.

    Rules that are evaluated seldom are evaluated as often as all others.
    """
    (folder / "rules").mkdir()
    for path in RULE_FILES:
        rules = yaml.safe_load(path.read_text("utf-8"))
        for group in rules["groups"]:
            group["interval"] = interval
        (folder / "rules" / path.name).write_text(yaml.safe_dump(rules, sort_keys=False), "utf-8")
    config["rule_files"] = [f"{folder}/rules/*.yml"]
    written = folder / "prometheus.yaml"
    written.write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    return written


def _group(labels: dict[str, str]) -> dict[str, Any]:
    meta = {key: value for key, value in labels.items() if key != "__address__"}
    return {"targets": [labels["__address__"]], "labels": meta}


def _readdress(groups: list[dict[str, Any]], static: dict[str, str]) -> None:
    for group in groups:
        group["targets"] = [static.get(target, target) for target in group["targets"]]
