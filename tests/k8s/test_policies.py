"""What every pod, claim and budget of the manifests must keep to."""

from __future__ import annotations

import re

from tests.k8s.conftest import rendered
from tests.k8s.rendering import ROOT, Manifests, Object, Pod, unhashed

SERVICES = ("bot", "actions", "recommender", "knowledge-base")
BUDGET, SCALER = "PodDisruptionBudget", "HorizontalPodAutoscaler"
TAG = re.compile(r"[a-z0-9./-]+/[a-z0-9_-]+:(\d+\.\d+(\.\d+)?(-[a-z]+)?|dev)")

# The releases that mended what a client could run code by: of Redis that of July 2026, with
# CVE-2025-49844 of 7.2.11; of PostgreSQL CVE-2026-2005 and CVE-2026-2006.
MENDED = {"redis": (7, 2, 15), "postgres": (15, 16)}


def containers(manifests: Manifests) -> list[tuple[Pod, Object]]:
    return [(pod, one) for pod in manifests.pods() for one in pod.containers]


def test_images_are_pinned(manifests: Manifests) -> None:
    for pod, container in containers(manifests):
        assert TAG.fullmatch(container["image"]), f"{pod.name}: {container['image']}"
        development = container["image"].endswith(":dev")
        assert development == (manifests.name == "local" and pod.is_ours)


def test_no_store_is_older_than_the_mend_of_a_grave_fault() -> None:
    used = dict(
        one["image"].rpartition("/")[2].split(":")
        for _, one in containers(rendered("own-stores"))
        if one["image"].rpartition("/")[2].split(":")[0] in MENDED
    )
    assert used.keys() == MENDED.keys()
    for name, tag in used.items():
        version = tuple(int(part) for part in tag.partition("-")[0].split("."))
        assert version >= MENDED[name], f"{name}:{tag}"


def test_all_images_of_a_version_are_of_that_version(manifests: Manifests) -> None:
    tags = {
        pod.containers[0]["image"].rpartition(":")[2] for pod in manifests.pods() if pod.is_ours
    }
    assert len(tags) == 1


def test_requests_and_limits_stand_everywhere(manifests: Manifests) -> None:
    for pod, container in containers(manifests):
        given = container["resources"]
        for what in ("cpu", "memory", "ephemeral-storage"):
            low, high = (number(given[side][what]) for side in ("requests", "limits"))
            assert 0 < low <= high, f"{pod.name}: {what}"
    for one in manifests.of_kind("PersistentVolumeClaim"):
        assert number(one["spec"]["resources"]["requests"]["storage"]) > 0


def number(quantity: str) -> float:
    """A quantity of Kubernetes in cores or bytes."""
    units = {"m": 1e-3, "": 1.0, "Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30}
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(m|Ki|Mi|Gi|)", quantity)
    assert found, quantity
    return float(found[1]) * units[found[2]]


def test_volumes_in_memory_and_on_disk_fit_the_limits(manifests: Manifests) -> None:
    for pod in manifests.pods():
        sizes = [one["emptyDir"]["sizeLimit"] for one in pod.spec["volumes"] if "emptyDir" in one]
        limit = number(pod.containers[0]["resources"]["limits"]["ephemeral-storage"])
        assert sum(map(number, sizes)) <= limit, pod.name


def test_pods_are_as_restricted_as_the_namespace_demands(manifests: Manifests) -> None:
    (namespace,) = manifests.of_kind("Namespace")
    assert namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"
    for pod in manifests.pods():
        context = pod.spec["securityContext"]
        assert context["runAsNonRoot"] is True
        assert (context["runAsUser"], context["runAsGroup"], context["fsGroup"]) == (10001,) * 3
        assert context["seccompProfile"] == {"type": "RuntimeDefault"}
        assert not any(pod.spec.get(own) for own in ("hostNetwork", "hostPID", "hostIPC"))
        for volume in pod.spec["volumes"]:
            kinds = set(volume) - {"name"}
            assert kinds <= {"configMap", "emptyDir", "persistentVolumeClaim", "secret"}


def test_containers_may_do_nothing_special(manifests: Manifests) -> None:
    for pod, container in containers(manifests):
        context = container["securityContext"]
        assert context["privileged"] is False, pod.name
        assert context["allowPrivilegeEscalation"] is False
        assert context["readOnlyRootFilesystem"] is True
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert "runAsUser" not in context


def test_no_pod_holds_a_token_of_the_cluster(manifests: Manifests) -> None:
    accounts = {one["metadata"]["name"]: one for one in manifests.of_kind("ServiceAccount")}
    for pod in manifests.pods():
        assert pod.spec["automountServiceAccountToken"] is False
        assert accounts[pod.spec["serviceAccountName"]]["automountServiceAccountToken"] is False


def test_no_variable_is_made_of_a_service(manifests: Manifests) -> None:
    for pod in manifests.pods():
        assert pod.spec["enableServiceLinks"] is False, pod.name


def test_everything_bears_the_usual_labels(manifests: Manifests) -> None:
    for one in manifests.objects:
        assert one["metadata"]["labels"]["app.kubernetes.io/part-of"] == "techhub"
    for pod in manifests.pods():
        assert pod.labels["app.kubernetes.io/part-of"] == "techhub"
        assert pod.labels["app.kubernetes.io/name"] == pod.name
        assert pod.labels["app.kubernetes.io/component"]


def test_a_slow_start_is_no_death(manifests: Manifests) -> None:
    for service in SERVICES:
        probe = manifests.pod(service).containers[0]["startupProbe"]
        # Ten times what the slowest takes on two cores that all four share (27 s).
        assert probe["periodSeconds"] * probe["failureThreshold"] >= 120


def test_a_pod_that_ends_has_time_for_what_it_began(manifests: Manifests) -> None:
    for service in SERVICES:
        pod = manifests.pod(service)
        (command,) = [pod.containers[0]["lifecycle"]["preStop"]["exec"]["command"]]
        assert command[0] == "sleep"
        left = pod.spec["terminationGracePeriodSeconds"] - int(command[1])
        assert left > graceful_s(service)


def graceful_s(service: str) -> int:
    """How long the service itself takes to end."""
    # Sanic gives open connections 15 s; the bot finishes its own turns for 20 s before that.
    sanic = {"actions": 15, "bot": 20 + 15}
    if service in sanic:
        return sanic[service]
    files = {
        "recommender": "recommender/gunicorn.conf.py",
        "knowledge-base": "knowledge_base/service/gunicorn_conf.py",
    }
    written = (ROOT / files[service]).read_text("utf-8")
    found = re.search(r"^graceful_timeout = (\d+)$", written, re.MULTILINE)
    assert found
    return int(found[1])


def test_a_rolling_update_takes_no_pod_before_another_serves(manifests: Manifests) -> None:
    for one in manifests.of_kind("Deployment"):
        assert one["spec"]["strategy"]["type"] == "RollingUpdate"
        update = one["spec"]["strategy"]["rollingUpdate"]
        assert update["maxUnavailable"] == 0 and update["maxSurge"] >= 1


def test_budgets_let_a_node_be_emptied(manifests: Manifests) -> None:
    budgets = {one["metadata"]["name"]: one["spec"] for one in manifests.of_kind(BUDGET)}
    assert set(budgets) == set(SERVICES)
    for name, budget in budgets.items():
        assert budget.get("maxUnavailable", 0) >= 1 and "minAvailable" not in budget
        chosen = budget["selector"]["matchLabels"]
        assert [pod.name for pod in manifests.pods() if pod.is_chosen_by(chosen)] == [name]


def test_what_is_kept_is_encrypted(production: Manifests, own_stores: Manifests) -> None:
    for manifests in (production, own_stores):
        for one in manifests.of_kind("StorageClass"):
            assert one["parameters"]["encrypted"] == "true"
            assert one["reclaimPolicy"] == "Retain"


def test_an_autoscaler_has_its_deployment_to_itself(production: Manifests) -> None:
    scaled = {one["spec"]["scaleTargetRef"]["name"] for one in production.of_kind(SCALER)}
    assert scaled == set(SERVICES)
    for one in production.of_kind("Deployment"):
        assert "replicas" not in one["spec"]
    for one in production.of_kind(SCALER):
        assert 2 <= one["spec"]["minReplicas"] < one["spec"]["maxReplicas"]


def test_no_secret_stands_in_the_manifests(manifests: Manifests) -> None:
    secrets = manifests.of_kind("Secret")
    assert bool(secrets) == (manifests.name == "local")
    for one in secrets:
        assert unhashed(one["metadata"]["name"]).endswith("-secrets")


def test_jobs_end(manifests: Manifests) -> None:
    for pod in manifests.pods():
        if pod.kind in ("Job", "CronJob"):
            spec = pod.owner["spec"]
            job = spec["jobTemplate"]["spec"] if pod.kind == "CronJob" else spec
            assert job["activeDeadlineSeconds"] > 0 and job["backoffLimit"] >= 1
            assert pod.spec["restartPolicy"] in ("OnFailure", "Never")
            assert pod.kind == "Job" or spec["concurrencyPolicy"] == "Forbid"


def test_what_is_kept_too_long_goes_by_the_bot_or_by_a_job_that_runs(manifests: Manifests) -> None:
    settings = manifests.named("ConfigMap", "bot-settings")["data"]
    assert settings["BOT_PURGE"] == "off"
    assert not manifests.named("CronJob", "bot-retention")["spec"].get("suspend")
