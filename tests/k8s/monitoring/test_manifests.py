"""What `kubectl apply -k k8s/monitoring` would send: valid, restricted, complete, no secret."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import Any

import pytest
import yaml

from tests.k8s.monitoring.programs import passes
from tests.k8s.monitoring.repository import DASHBOARDS, FOLDER, RULE_FILES

NAMESPACE = "techhub-monitoring"
CLUSTER_WIDE = {"Namespace", "ClusterRole", "ClusterRoleBinding"}
KUBERNETES = "1.32"


@cache
def rendered() -> list[dict[str, Any]]:
    """Every object as kustomize renders it."""
    return [one for one in yaml.safe_load_all(passes("kubectl", "kustomize", FOLDER)) if one]


def of_kind(*kinds: str) -> list[dict[str, Any]]:
    return [one for one in rendered() if one["kind"] in kinds]


def pods() -> list[tuple[str, dict[str, Any]]]:
    """Name and specification of each pod."""
    found = of_kind("Deployment", "StatefulSet")
    return [(one["metadata"]["name"], one["spec"]["template"]["spec"]) for one in found]


def test_every_object_fits_the_schema_of_kubernetes() -> None:
    try:
        import kubernetes_validate
    except ImportError:
        reason = "kubernetes-validate is not installed: make test installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    for one in rendered():
        kubernetes_validate.validate(one, KUBERNETES, strict=True)


def test_all_lives_in_its_own_namespace() -> None:
    for one in rendered():
        if one["kind"] not in CLUSTER_WIDE:
            assert one["metadata"]["namespace"] == NAMESPACE, one["metadata"]["name"]
    (namespace,) = of_kind("Namespace")
    labels = namespace["metadata"]["labels"]
    assert labels["pod-security.kubernetes.io/enforce"] == "restricted"


def test_pods_are_restricted() -> None:
    assert {name for name, _ in pods()} == {"prometheus", "alertmanager", "grafana"}
    for name, spec in pods():
        assert spec["securityContext"]["runAsNonRoot"], name
        assert spec["securityContext"]["runAsUser"] > 0, name
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
        # Only Prometheus speaks to the API server.
        assert spec["automountServiceAccountToken"] is (name == "prometheus")
        for container in spec["containers"]:
            context = container["securityContext"]
            assert context["allowPrivilegeEscalation"] is False, name
            assert context["readOnlyRootFilesystem"] is True, name
            assert context["capabilities"] == {"drop": ["ALL"]}, name
            assert container["resources"]["limits"]["memory"], name
            assert container["readinessProbe"] and container["livenessProbe"], name


def test_images_are_pinned_to_a_version() -> None:
    for name, spec in pods():
        for container in spec["containers"]:
            assert re.fullmatch(r"[\w./-]+:v?\d+\.\d+\.\d+", container["image"]), name


def test_every_volume_that_is_mounted_is_there_and_so_is_its_content() -> None:
    maps = {one["metadata"]["name"] for one in of_kind("ConfigMap")}
    for one in of_kind("Deployment", "StatefulSet"):
        spec = one["spec"]["template"]["spec"]
        claims = one["spec"].get("volumeClaimTemplates", [])
        volumes = {volume["name"]: volume for volume in spec["volumes"]}
        known = {*volumes, *(claim["metadata"]["name"] for claim in claims)}
        mounted = {mount["name"] for c in spec["containers"] for mount in c["volumeMounts"]}
        assert mounted == known, one["metadata"]["name"]
        for volume in volumes.values():
            if "configMap" in volume:
                assert volume["configMap"]["name"] in maps


def test_all_rules_and_dashboards_reach_the_pods() -> None:
    shipped = {key for one in of_kind("ConfigMap") for key in one["data"]}
    assert {path.name for path in (*RULE_FILES, *DASHBOARDS)} <= shipped


def test_no_secret_is_in_the_repository() -> None:
    assert of_kind("Secret") == []
    for name, spec in pods():
        for container in spec["containers"]:
            for variable in container.get("env", []):
                if "PASSWORD" in variable["name"]:
                    assert "secretKeyRef" in variable["valueFrom"], name


def test_prometheus_may_look_for_pods_and_nothing_else() -> None:
    (role,) = of_kind("ClusterRole")
    assert role["rules"] == [
        {"apiGroups": [""], "resources": ["pods"], "verbs": ["get", "list", "watch"]}
    ]


def test_what_no_policy_names_is_closed() -> None:
    policies = {one["metadata"]["name"]: one["spec"] for one in of_kind("NetworkPolicy")}
    assert policies["deny-all"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    assert "ingress" not in policies["grafana"]
    (opening,) = policies["alertmanager"]["ingress"]
    (sender,) = opening["from"]
    assert sender["podSelector"]["matchLabels"] == {"app.kubernetes.io/name": "prometheus"}


def test_services_lead_to_their_pods() -> None:
    labels = {
        one["metadata"]["name"]: one["spec"]["template"]["metadata"]["labels"]
        for one in of_kind("Deployment", "StatefulSet")
    }
    for service in of_kind("Service"):
        name = service["metadata"]["name"]
        assert service["spec"]["selector"].items() <= labels[name].items()
