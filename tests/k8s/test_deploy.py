"""A deployment goes in order, stops where something fails, and goes back to what ran before."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from tests.k8s.deploying import ENDED, RUNNING, Deployment, prepared
from tests.k8s.rendering import K8S, kubectl

OF_THE_CLUSTER = ("Namespace", "StorageClass")


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    return prepared(tmp_path)


def beginning(calls: list[str], *words: str) -> list[int]:
    return [at for at, call in enumerate(calls) if call.startswith(" ".join(words))]


def test_settings_then_migrations_then_pods_then_a_look_from_outside(
    deployment: Deployment,
) -> None:
    code, calls, said = deployment.run()
    assert code == 0, said
    assert said.endswith("deploy: staging runs v1.2.3\n")
    steps = [
        "kubectl apply ConfigMap",
        "kubectl delete jobs --selector app.kubernetes.io/component=migration",
        "kubectl apply Job",
        "kubectl get jobs",
        "kubectl apply NetworkPolicy",
        "kubectl apply Deployment",
        "kubectl rollout status deployment/bot",
        "curl",
        "kubectl apply CronJob",
    ]
    places = [beginning(calls, step)[0] for step in steps]
    assert places == sorted(places)
    assert not beginning(calls, "kubectl rollout undo")


def test_every_image_gets_the_tag(deployment: Deployment) -> None:
    _, calls, _ = deployment.run()
    told = [call for call in calls if call.startswith("kustomize edit set image")]
    assert told == [
        f"kustomize edit set image techhub/{name}=registry.example/techhub/{name}:v1.2.3"
        for name in ("bot", "actions", "recommender", "knowledge_base")
    ]


def test_what_is_the_clusters_own_is_left_alone(deployment: Deployment) -> None:
    _, calls, _ = deployment.run()
    applied = [call for call in calls if call.startswith("kubectl apply")]
    assert not [call for call in applied for kind in OF_THE_CLUSTER if kind in call]


def test_it_waits_until_the_last_migration_has_ended(deployment: Deployment) -> None:
    half = "migrate-bot: Complete\\nmigrate-recommender: \\n"
    code, calls, _ = deployment.run(JOBS=f"|{RUNNING}|{half}|{ENDED}")
    assert code == 0
    assert len(beginning(calls, "kubectl get jobs")) == 4


def test_pods_and_what_is_around_them_stay_where_a_migration_fails(deployment: Deployment) -> None:
    failed = "migrate-bot: Complete\\nmigrate-recommender: FailureTarget Failed\\n"
    code, calls, said = deployment.run(JOBS=f"{RUNNING}|{failed}")
    assert code == 1 and "the pods were left as they were" in said
    assert len(beginning(calls, "kubectl get jobs")) == 2
    assert beginning(calls, "kubectl logs")
    applied = [calls[at] for at in beginning(calls, "kubectl apply")]
    assert applied == ["kubectl apply ConfigMap", "kubectl apply Job"]


def test_the_first_deployment_asks_nothing_from_outside(deployment: Deployment) -> None:
    """The load balancer comes with its ingress, and the names with the load balancer."""
    code, calls, said = deployment.run(REVISION="")
    assert code == 0 and "nothing was asked from outside" in said
    assert not beginning(calls, "curl") and beginning(calls, "kubectl apply CronJob")
    code, calls, _ = deployment.run(REVISION="", FAILS="rollout status deployment/bot")
    assert code == 1 and not beginning(calls, "kubectl rollout undo")


@pytest.mark.parametrize("overlay", ["staging", "production"])
def test_each_object_of_an_overlay_is_applied_once_and_as_it_is(
    deployment: Deployment, overlay: str
) -> None:
    command = [kubectl(), "kustomize", str(K8S / "overlays" / overlay)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    (deployment.folder / "rendering.yaml").write_text(text)
    code, calls, said = deployment.run()
    assert code == 0, said
    own = [one for one in yaml.safe_load_all(text) if one["kind"] not in OF_THE_CLUSTER]
    applied = list(yaml.safe_load_all((deployment.folder / "applied.yaml").read_text()))
    assert sorted(map(repr, applied)) == sorted(map(repr, own))
    before = calls[: beginning(calls, "kubectl get jobs")[0]]
    kinds = {kind for call in before if call.startswith("kubectl apply") for kind in call.split()}
    assert {"ConfigMap", "ServiceAccount", "ExternalSecret", "Job"} <= kinds
    felt = {"Deployment", "CronJob", "NetworkPolicy", "Ingress", "HorizontalPodAutoscaler"}
    assert felt.isdisjoint(kinds)


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"FAILS": "rollout status deployment/bot"}, "bot did not become ready"),
        ({"WRONG": "https://mapa.example/"}, "the map does not answer"),
        ({"WRONG": "metrics"}, "figures are open to the world"),
        ({"WRONG": "webhooks"}, "the webhook does not refuse an unsigned post"),
    ],
)
def test_it_goes_back_to_what_ran_before(
    deployment: Deployment, how: dict[str, str], why: str
) -> None:
    code, calls, said = deployment.run(**how)
    assert code == 1 and f"deploy: {why}; going back" in said
    undone = [calls[at] for at in beginning(calls, "kubectl rollout undo")]
    assert undone == [
        f"kubectl rollout undo deployment/{name} --to-revision 7"
        for name in ("recommender", "knowledge-base", "actions", "bot")
    ]
    assert "runs v1.2.3" not in said
    # Schedules of the version that went back would run on.
    assert not beginning(calls, "kubectl apply CronJob")


def test_a_rendering_that_fails_changes_nothing(deployment: Deployment) -> None:
    code, calls, _ = deployment.run(FAILS="kubectl kustomize")
    assert code != 0
    assert not [call for call in calls if call.startswith(("kubectl apply", "kubectl delete"))]
