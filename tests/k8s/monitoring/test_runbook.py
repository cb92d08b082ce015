"""What the runbook tells people to do lasts, and names what there is."""

from __future__ import annotations

import re

import pytest

from tests.k8s.monitoring.repository import FOLDER
from tests.k8s.rendering import K8S, Manifests

RUNBOOK = (FOLDER / "RUNBOOK.md").read_text("utf-8")
KINDS = {
    "deployment/": "Deployment",
    "externalsecret ": "ExternalSecret",
    "hpa ": "HorizontalPodAutoscaler",
}
VARIABLE = re.compile(r"`([A-Z][A-Z_]+)`")


def said_to_be(what: str) -> set[str]:
    """The variables that the runbook calls a secret, or a setting."""
    (names,) = re.findall(rf"^\*\*A {what}\*\* \((.+?)\)", RUNBOOK, re.M | re.S)
    return set(VARIABLE.findall(names))


@pytest.fixture
def secrets(production: Manifests) -> set[str]:
    return set().union(*production.secret_keys().values())


def test_a_secret_is_changed_where_it_is_kept(secrets: set[str], production: Manifests) -> None:
    assert said_to_be("secret") <= secrets
    # External Secrets writes over what is put into a Secret by hand.
    made = {one["spec"]["target"]["name"] for one in production.of_kind("ExternalSecret")}
    for name in made:
        for before in re.findall(rf"(.{{24}}){name}", RUNBOOK, re.S):
            assert before == "annotate externalsecret ", before


def test_a_setting_is_no_secret_and_stands_in_the_overlay(secrets: set[str]) -> None:
    folder = K8S / "overlays" / "production" / "settings"
    written = "".join(path.read_text("utf-8") for path in folder.glob("*.env"))
    for name in said_to_be("setting"):
        assert name not in secrets and name in written, name


def test_nobody_is_told_to_scale_what_an_autoscaler_scales_back(production: Manifests) -> None:
    scaled = {one["metadata"]["name"] for one in production.of_kind("HorizontalPodAutoscaler")}
    assert scaled
    assert not re.findall(rf"kubectl[^`\n]* scale deployment/(?:{'|'.join(scaled)})", RUNBOOK)


def test_what_commands_name_is_there(production: Manifests) -> None:
    named = re.findall(rf"\b({'|'.join(KINDS)})([a-z-]+)", RUNBOOK)
    assert len(named) > 5
    for kind, name in named:
        production.named(KINDS[kind], name)
