"""Whatever a manifest refers to is there: ports, labels, keys, claims, routes."""

from __future__ import annotations

import pytest

from tests.k8s.conftest import rendered
from tests.k8s.rendering import COMPOSITIONS, K8S, OVERLAYS, Manifests, Object, render
from tests.k8s.service_routes import routes_of

SERVICES = ("bot", "actions", "recommender", "knowledge-base")
PROBES = ("startupProbe", "livenessProbe", "readinessProbe")
# Probes read what the service says of itself and nothing that takes work.
HEALTH = ("/healthz", "/readyz")


def test_each_port_has_a_name_and_each_service_finds_it(manifests: Manifests) -> None:
    for pod in manifests.pods():
        assert all(port["name"] for one in pod.containers for port in one.get("ports", []))
    for service in manifests.of_kind("Service"):
        pods = [pod for pod in manifests.pods() if pod.is_chosen_by(service["spec"]["selector"])]
        assert [pod.name for pod in pods] == [service["metadata"]["name"]]
        names = {port["name"] for port in pods[0].containers[0]["ports"]}
        for port in service["spec"]["ports"]:
            assert port["name"] and port["targetPort"] in names


def test_selectors_match_the_labels_of_their_own_pods_alone(manifests: Manifests) -> None:
    pods = manifests.pods()
    for one in manifests.of_kind("Deployment", "StatefulSet"):
        labels = one["spec"]["selector"]["matchLabels"]
        chosen = [pod.name for pod in pods if pod.is_chosen_by(labels)]
        assert chosen == [one["metadata"]["name"]]
        for constraint in one["spec"]["template"]["spec"].get("topologySpreadConstraints", []):
            assert constraint["labelSelector"]["matchLabels"] == labels


def test_everything_is_in_the_one_namespace(manifests: Manifests) -> None:
    (namespace,) = manifests.of_kind("Namespace")
    own = namespace["metadata"]["name"]
    for one in manifests.objects:
        labels, name = one["metadata"]["labels"], one["metadata"]["name"]
        of_cluster = one["kind"] in ("Namespace", "StorageClass")
        assert one["metadata"].get("namespace", "") == ("" if of_cluster else own), name
        # By this label a pipeline that may change one namespace leaves the rest out.
        assert (labels.get("app.kubernetes.io/component") == "cluster") == of_cluster, name


@pytest.mark.parametrize("service", SERVICES)
def test_probes_ask_routes_that_the_service_answers(service: str, manifests: Manifests) -> None:
    (container,) = manifests.pod(service).containers
    ports = {port["name"] for port in container["ports"]}
    routes = routes_of(service)
    for probe in PROBES:
        asked = container[probe]["httpGet"]
        assert asked["port"] in ports
        assert asked["path"] in routes and asked["path"].endswith(HEALTH)
    assert container["livenessProbe"]["httpGet"]["path"].endswith("/healthz")
    assert container["readinessProbe"]["httpGet"]["path"].endswith("/readyz")


def test_keys_that_are_referred_to_exist(manifests: Manifests) -> None:
    secrets, config = manifests.secret_keys(), manifests.config_keys()
    for pod in manifests.pods():
        (container,) = pod.containers
        for source in container.get("envFrom", []):
            assert source["configMapRef"]["name"] in config, pod.name
        for line in container.get("env", []):
            reference = line.get("valueFrom", {}).get("secretKeyRef")
            if reference and not reference.get("optional"):
                assert reference["key"] in secrets[reference["name"]], f"{pod.name}: {line['name']}"
        for volume in pod.spec["volumes"]:
            check_volume(volume, secrets, config)


@pytest.mark.parametrize("name", [*OVERLAYS[1:], *COMPOSITIONS])
def test_what_the_operator_must_bring_is_asked_for_as_what_must_be_there(name: str) -> None:
    """An ExternalSecret whose store lacks one key makes no Secret, so that none is optional."""
    manifests = rendered(name)
    for pod in manifests.pods():
        lines = [line for one in pod.containers for line in one.get("env", [])]
        references = [line.get("valueFrom", {}).get("secretKeyRef", {}) for line in lines]
        assert not any(one.get("optional") for one in references), pod.name


def test_every_key_that_the_operator_must_bring_is_listed() -> None:
    listed = (K8S / "overlays" / "README.md").read_text("utf-8")
    for one in rendered("production").of_kind("ExternalSecret"):
        for line in one["spec"]["data"]:
            entry = line["remoteRef"]["key"].rpartition("/")[2]
            (row,) = [row for row in listed.splitlines() if f"   | `{entry}` |" in row]
            assert f"`{line['remoteRef']['property']}`" in row


def check_volume(volume: Object, secrets: dict[str, set[str]], config: dict[str, set[str]]) -> None:
    if "secret" in volume:
        keys = secrets[volume["secret"]["secretName"]]
        assert {item["key"] for item in volume["secret"].get("items", [])} <= keys
    if "configMap" in volume:
        assert volume["configMap"]["name"] in config


def test_claims_and_classes_that_are_referred_to_exist(manifests: Manifests) -> None:
    claims = {one["metadata"]["name"] for one in manifests.of_kind("PersistentVolumeClaim")}
    classes = {one["metadata"]["name"] for one in manifests.of_kind("StorageClass")}
    for pod in manifests.pods():
        for volume in pod.spec["volumes"]:
            if "persistentVolumeClaim" in volume:
                assert volume["persistentVolumeClaim"]["claimName"] in claims
    for spec in claimed_by(manifests):
        assert manifests.name == "local" or spec["storageClassName"] in classes


def claimed_by(manifests: Manifests) -> list[Object]:
    """What each claim of a volume asks for."""
    specs = [one["spec"] for one in manifests.of_kind("PersistentVolumeClaim")]
    for one in manifests.of_kind("StatefulSet"):
        specs += [claim["spec"] for claim in one["spec"].get("volumeClaimTemplates", [])]
    return specs


def test_monitoring_asks_for_volumes_of_the_class_that_the_overlays_bring() -> None:
    brought = {one["metadata"]["name"] for one in rendered("production").of_kind("StorageClass")}
    claims = claimed_by(Manifests("monitoring", render(K8S / "monitoring")))
    assert claims
    for spec in claims:
        # A cluster without a class by default, as EKS is, leaves the claim pending.
        assert spec.get("storageClassName") in brought


def test_mounts_have_their_volumes(manifests: Manifests) -> None:
    for pod in manifests.pods():
        volumes = {one["name"] for one in pod.spec["volumes"]}
        claimed = pod.owner["spec"].get("volumeClaimTemplates", [])
        volumes |= {one["metadata"]["name"] for one in claimed}
        mounted = {mount["name"] for one in pod.containers for mount in one["volumeMounts"]}
        assert volumes == mounted, pod.name
