"""A deployment goes in order, stops where something fails, and goes back to what ran before."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# What the overlay renders to; the tag is the one that `kustomize edit` was told.
RENDERING = """\
apiVersion: v1
kind: Namespace
metadata:
  name: techhub-staging
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: bot-settings
data:
  text: |
    kind: Deployment
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: bot
---
apiVersion: batch/v1
kind: Job
metadata:
  name: bot-migrate
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: retention
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: techhub-encrypted
"""

# Writes down how it was called, with what `apply -f` was given, and fails where it is told to.
PROGRAM = f"""#!{sys.executable}
import os, pathlib, sys
name = pathlib.Path(sys.argv[0]).name
called = " ".join([name, *sys.argv[1:]])
folder = pathlib.Path(os.environ["CALLS"])
said = ""
if "-f" in sys.argv:
    text = pathlib.Path(sys.argv[sys.argv.index("-f") + 1]).read_text()
    kinds = [line[6:] for line in text.splitlines() if line.startswith("kind: ")]
    called = "kubectl apply " + " ".join(kinds)
elif name == "kubectl" and sys.argv[1] == "kustomize":
    said = pathlib.Path(os.environ["RENDERING"]).read_text()
elif "get" in sys.argv:
    said = "7"
elif name == "curl":
    address = sys.argv[-1]
    right = "403" if "webhooks" in address else "404" if "metrics" in address else "200"
    said = "502" if os.environ.get("WRONG") and os.environ["WRONG"] in address else right
with (folder / "calls").open("a") as file:
    file.write(called + "\\n")
print(said, end="")
sys.exit(1 if os.environ.get("FAILS") and os.environ["FAILS"] in called else 0)
"""


@dataclass(frozen=True)
class Deployment:
    folder: Path

    def run(self, **how: str) -> tuple[int, list[str], str]:
        """Deploy; return the exit code, the calls without the namespace, and what was said."""
        environment = {
            **os.environ,
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "CALLS": str(self.folder),
            "RENDERING": str(self.folder / "rendering.yaml"),
            "ECR_REGISTRY": "registry.example",
            **how,
        }
        command = ["bash", ".ci/deploy", "staging", "techhub-staging", "v1.2.3"]
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=60
        )
        calls = (self.folder / "calls").read_text().splitlines()
        return (
            done.returncode,
            [call.replace("--namespace techhub-staging ", "") for call in calls],
            done.stdout + done.stderr,
        )


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    (tmp_path / "bin").mkdir()
    for name in ("kubectl", "kustomize", "curl"):
        program = tmp_path / "bin" / name
        program.write_text(PROGRAM)
        program.chmod(0o755)
    (tmp_path / "rendering.yaml").write_text(RENDERING)
    settings = tmp_path / "k8s" / "overlays" / "staging" / "settings"
    settings.mkdir(parents=True)
    (settings / "actions.env").write_text("MAP_URL=https://mapa.example/\n")
    webhook = "https://mensajes.example/webhooks/twilio/webhook"
    (settings / "bot.env").write_text(
        f"MAP_URL=https://mapa.example/\nTWILIO_WEBHOOK_URL={webhook}\n"
    )
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "deploy", tmp_path / ".ci" / "deploy")
    return Deployment(tmp_path)


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
        "kubectl wait --for=condition=complete",
        "kubectl apply Deployment CronJob",
        "kubectl rollout status deployment/bot",
        "curl",
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
    assert not [call for call in applied if "Namespace" in call or "StorageClass" in call]


def test_pods_stay_where_the_migrations_fail(deployment: Deployment) -> None:
    code, calls, said = deployment.run(FAILS="wait --for=condition=complete")
    assert code == 1 and "the pods were left as they were" in said
    assert not beginning(calls, "kubectl apply Deployment")
    assert beginning(calls, "kubectl logs")


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


def test_a_rendering_that_fails_changes_nothing(deployment: Deployment) -> None:
    code, calls, _ = deployment.run(FAILS="kubectl kustomize")
    assert code != 0
    assert not [call for call in calls if call.startswith(("kubectl apply", "kubectl delete"))]
