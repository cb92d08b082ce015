"""What of a rendered manifest podman is given, and in which form."""

from __future__ import annotations

import base64
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOSTS = {"postgres": "10.1.2.1"}


@pytest.fixture(scope="module")
def adapter() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / ".make" / "kube_play.py"))


def pod(name: str, **spec: Any) -> dict[str, Any]:
    """The template of a pod with one container of that name."""
    container = {
        "name": name,
        "image": f"localhost/{name}:dev",
        "ports": [{"name": "http", "containerPort": 5005}],
        "readinessProbe": {"httpGet": {"path": "/readyz", "port": "http"}},
        "livenessProbe": {"httpGet": {"path": "/healthz", "port": "http"}},
        "volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}],
        "env": [{"name": "TOKEN", "valueFrom": {"secretKeyRef": {"name": "s", "key": "TOKEN"}}}],
        "envFrom": [{"configMapRef": {"name": "c"}}],
    }
    volumes = [{"name": "tmp", "emptyDir": {}}]
    labels = {"app.kubernetes.io/name": name}
    return {
        "metadata": {"labels": labels},
        "spec": {"containers": [container], "volumes": volumes, **spec},
    }


def manifest(kind: str, name: str, **parts: Any) -> dict[str, Any]:
    return {"kind": kind, "metadata": {"name": name, "namespace": "n"}, **parts}


def rendering() -> list[dict[str, Any]]:
    return [
        manifest("Secret", "s", data={"TOKEN": base64.b64encode(b"secret").decode()}),
        manifest("ConfigMap", "c", data={"BOT_PORT": "5005"}),
        manifest("Service", "bot"),
        manifest("Deployment", "bot", spec={"replicas": 3, "template": pod("bot")}),
        manifest("Deployment", "postgres", spec={"template": pod("postgres")}),
        manifest("Job", "migrate", spec={"template": pod("migrate", restartPolicy="OnFailure")}),
    ]


def test_each_deployment_is_played_once_with_all_that_it_refers_to(adapter: dict[str, Any]) -> None:
    jobs, deployments = adapter["plays"](rendering(), HOSTS)
    assert [play.name for play in deployments] == ["bot"]
    kinds = [(d["kind"], d["metadata"]["name"]) for d in deployments[0].documents]
    assert sorted(kinds) == [("ConfigMap", "c"), ("ConfigMap", "s"), ("Deployment", "bot")]
    assert deployments[0].documents[-1]["spec"]["replicas"] == 1
    assert [play.name for play in jobs] == ["migrate"]


def test_a_secret_reaches_its_pod_in_clear(adapter: dict[str, Any]) -> None:
    _, (play,) = adapter["plays"](rendering(), HOSTS)
    data = {d["metadata"]["name"]: d["data"] for d in play.documents if d["kind"] == "ConfigMap"}
    assert data == {"s": {"TOKEN": "secret"}, "c": {"BOT_PORT": "5005"}}
    container = play.documents[-1]["spec"]["template"]["spec"]["containers"][0]
    assert container["env"][0]["valueFrom"] == {"configMapKeyRef": {"name": "s", "key": "TOKEN"}}


def test_probes_are_the_callers_and_ports_stay_unpublished(adapter: dict[str, Any]) -> None:
    _, (play,) = adapter["plays"](rendering(), HOSTS)
    assert (play.probe.path, play.probe.port) == ("/readyz", 5005)
    container = play.documents[-1]["spec"]["template"]["spec"]["containers"][0]
    assert not {"ports", "readinessProbe", "livenessProbe"} & container.keys()


def test_no_two_pods_share_a_volume(adapter: dict[str, Any]) -> None:
    (job,), (play,) = adapter["plays"](rendering(), HOSTS)
    assert play.volumes == ("bot-tmp",) and job.volumes == ("migrate-tmp",)
    spec = play.documents[-1]["spec"]["template"]["spec"]
    assert spec["volumes"][0]["name"] == spec["containers"][0]["volumeMounts"][0]["name"]


def test_a_job_becomes_a_pod_that_ends(adapter: dict[str, Any]) -> None:
    (job,), _ = adapter["plays"](rendering(), HOSTS)
    assert job.documents[-1]["kind"] == "Pod"
    assert job.documents[-1]["spec"]["restartPolicy"] == "Never"
    assert (job.pod, job.container, job.probe) == ("migrate", "migrate-migrate", None)


def test_the_run_of_a_cron_job_is_that_of_its_template(adapter: dict[str, Any]) -> None:
    spec = {"jobTemplate": {"spec": {"template": pod("purge")}}}
    play = adapter["once"](manifest("CronJob", "purge", spec=spec), rendering(), HOSTS)
    assert play.documents[-1]["spec"]["containers"][0]["image"] == "localhost/purge:dev"


def test_stores_outside_are_found_by_name(adapter: dict[str, Any]) -> None:
    _, (play,) = adapter["plays"](rendering(), HOSTS)
    aliases = play.documents[-1]["spec"]["template"]["spec"]["hostAliases"]
    assert aliases == [{"ip": "10.1.2.1", "hostnames": ["postgres"]}]


def test_a_secret_that_nobody_rendered_is_named(adapter: dict[str, Any]) -> None:
    documents = [d for d in rendering() if d["kind"] != "Secret"]
    with pytest.raises(adapter["Unplayable"], match="Secret s"):
        adapter["plays"](documents, HOSTS)


def test_the_rendering_itself_is_left_as_it_was(adapter: dict[str, Any]) -> None:
    documents = rendering()
    adapter["plays"](documents, HOSTS)
    assert documents == rendering()
