"""Alertmanager takes its configuration, wakes somebody where it must, and holds no address."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.k8s.monitoring.programs import passes
from tests.k8s.monitoring.repository import ALERTMANAGER, alerts


def receiver(**labels: str) -> str:
    pairs = [f"{name}={value}" for name, value in labels.items()]
    return passes(
        "amtool", "config", "routes", "test", f"--config.file={ALERTMANAGER}", *pairs
    ).strip()


def test_the_configuration_is_valid() -> None:
    assert "2 receivers" in passes("amtool", "check-config", ALERTMANAGER)


@pytest.mark.parametrize("name", sorted(alerts()))
def test_each_alert_reaches_whom_its_severity_says(name: str) -> None:
    severity = alerts()[name]["labels"]["severity"]
    assert receiver(alertname=name, severity=severity, namespace="techhub") == severity
    # What concerns the watch itself has no namespace.
    assert receiver(alertname=name, severity=severity) == severity


@pytest.mark.parametrize("namespace", ["techhub-staging", "techhub-local"])
def test_nobody_is_woken_for_what_people_do_not_use(namespace: str) -> None:
    assert receiver(alertname="TargetDown", severity="page", namespace=namespace) == "ticket"


def test_what_nobody_has_foreseen_becomes_a_ticket() -> None:
    assert receiver(alertname="Unforeseen") == "ticket"


def test_addresses_come_from_files_alone() -> None:
    config = yaml.safe_load(ALERTMANAGER.read_text("utf-8"))
    for one in config["receivers"]:
        (webhook,) = one["slack_configs"]
        assert webhook["api_url_file"] == f"/etc/alertmanager/receivers/{one['name']}-url"
        assert "api_url" not in webhook
    assert not re.search(r"https?://", ALERTMANAGER.read_text("utf-8"))


def test_what_is_silenced_by_another_alert_exists() -> None:
    config = yaml.safe_load(ALERTMANAGER.read_text("utf-8"))
    for rule in config["inhibit_rules"]:
        for matchers in (rule["source_matchers"], rule["target_matchers"]):
            found = re.fullmatch(r'alertname=~?"([\w|]+)"', matchers[0])
            assert found and set(found[1].split("|")) <= set(alerts()), matchers
