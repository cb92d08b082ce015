"""What k8s/logging renders to: valid objects, one privileged namespace, no more rights in it."""

from __future__ import annotations

from typing import Any

import kubernetes_validate
import pytest

from tests.k8s.logging.files import objects, only

SECRETS = {"fluent-bit-secrets", "install-index-secrets"}


def pods() -> dict[str, dict[str, Any]]:
    kinds = ("DaemonSet", "Job")
    found = [one for one in objects() if one["kind"] in kinds]
    return {one["metadata"]["name"]: one["spec"]["template"]["spec"] for one in found}


def containers() -> list[dict[str, Any]]:
    return [one for pod in pods().values() for one in pod["containers"]]


@pytest.mark.parametrize("version", ["1.29", "1.32", kubernetes_validate.latest_version()])
def test_every_object_is_what_its_kind_may_be(version: str) -> None:
    assert len(objects()) == 10
    for one in objects():
        kubernetes_validate.validate(one, version, strict=True)


def test_all_of_it_is_in_its_own_namespace() -> None:
    everywhere = ("Namespace", "ClusterRole", "ClusterRoleBinding")
    for one in objects():
        if one["kind"] not in everywhere:
            assert one["metadata"]["namespace"] == "techhub-logging", one["metadata"]["name"]
    labels = only("Namespace", "techhub-logging")["metadata"]["labels"]
    assert labels["pod-security.kubernetes.io/enforce"] == "privileged"


def test_of_the_node_only_logs_are_seen_and_only_the_buffer_is_written() -> None:
    pod = pods()["fluent-bit"]
    paths = {v["name"]: v["hostPath"]["path"] for v in pod["volumes"] if "hostPath" in v}
    (container,) = pod["containers"]
    writable = {m["name"] for m in container["volumeMounts"] if not m.get("readOnly")}
    assert writable == {"buffer"}
    assert set(paths.values()) == {
        "/var/log/containers",
        "/var/log/pods",
        "/var/lib/techhub-fluent-bit",
    }
    assert not {"hostNetwork", "hostPID", "hostIPC"} & pod.keys()
    assert not any("hostPath" in volume for volume in pods()["install-index"]["volumes"])


def test_containers_may_do_nothing_besides() -> None:
    for container in containers():
        context = container["securityContext"]
        assert context["readOnlyRootFilesystem"] and not context["allowPrivilegeEscalation"]
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]["memory"]
        name, _, tag = container["image"].rpartition(":")
        assert name and tag and tag != "latest"
    for pod in pods().values():
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pods()["install-index"]["securityContext"]["runAsNonRoot"]


def test_the_account_may_read_single_pods_and_nothing_else() -> None:
    (rule,) = only("ClusterRole", "techhub-fluent-bit")["rules"]
    assert rule == {"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}
    (subject,) = only("ClusterRoleBinding", "techhub-fluent-bit")["subjects"]
    assert subject["namespace"] == "techhub-logging"
    assert subject["name"] == pods()["fluent-bit"]["serviceAccountName"]
    assert pods()["install-index"]["automountServiceAccountToken"] is False


def test_credentials_come_from_secrets_that_are_not_here() -> None:
    assert not [one for one in objects() if one["kind"] == "Secret"]
    for container in containers():
        for variable in container["env"]:
            if variable["name"] != "ELASTICSEARCH_CA":
                assert variable["valueFrom"]["secretKeyRef"]["name"] in SECRETS


def test_every_mounted_configuration_is_rendered() -> None:
    made = {one["metadata"]["name"] for one in objects() if one["kind"] == "ConfigMap"}
    for name, pod in pods().items():
        named = {v["configMap"]["name"] for v in pod["volumes"] if "configMap" in v}
        named |= {e["configMapRef"]["name"] for c in pod["containers"] for e in c["envFrom"]}
        assert named <= made, name


def test_what_is_buffered_outlives_the_pod_and_the_end_has_time() -> None:
    pod = pods()["fluent-bit"]
    buffer = next(volume for volume in pod["volumes"] if volume["name"] == "buffer")
    assert buffer["hostPath"]["type"] == "DirectoryOrCreate"
    assert {"operator": "Exists", "effect": "NoSchedule"} in pod["tolerations"]
