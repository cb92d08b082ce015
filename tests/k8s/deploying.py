"""A folder in which .ci/deploy runs, with stand-ins for kubectl, kustomize and curl."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.k8s.rendering import ROOT

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
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: bot
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

# What the cluster says of the migrations, at each look; the last answer stays.
RUNNING, ENDED = (
    "migrate-bot: \\nmigrate-recommender: \\n",
    "migrate-bot: SuccessCriteriaMet Complete\\n",
)
# Writes down how it was called, keeps what `apply -f` was given, and fails where it is told to.
PROGRAM = f"""#!{sys.executable}
import os, pathlib, sys
name = pathlib.Path(sys.argv[0]).name
called = " ".join([name, *sys.argv[1:]])
folder = pathlib.Path(os.environ["CALLS"])
said = ""
if "-f" in sys.argv:
    text = pathlib.Path(sys.argv[sys.argv.index("-f") + 1]).read_text()
    with (folder / "applied.yaml").open("a") as file:
        file.write(text)
    kinds = [line[6:] for line in text.splitlines() if line.startswith("kind: ")]
    called = "kubectl apply " + " ".join(kinds)
elif name == "kubectl" and sys.argv[1] == "kustomize":
    said = pathlib.Path(os.environ["RENDERING"]).read_text()
elif "get" in sys.argv and "jobs" in sys.argv:
    looks = (folder / "calls").read_text().count(" get jobs")
    answers = os.environ["JOBS"].split("|")
    said = answers[min(looks, len(answers) - 1)].replace("\\\\n", "\\n")
elif "get" in sys.argv:
    said = os.environ["REVISION"]
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
            "POLL_S": "0",
            "JOBS": f"{RUNNING}|{ENDED}",
            "REVISION": "7",
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


def prepared(folder: Path) -> Deployment:
    """A folder with the script, its stand-ins and an overlay's settings."""
    (folder / "bin").mkdir()
    for name in ("kubectl", "kustomize", "curl"):
        program = folder / "bin" / name
        program.write_text(PROGRAM)
        program.chmod(0o755)
    (folder / "rendering.yaml").write_text(RENDERING)
    settings = folder / "k8s" / "overlays" / "staging" / "settings"
    settings.mkdir(parents=True)
    (settings / "actions.env").write_text("MAP_URL=https://mapa.example/\n")
    webhook = "https://mensajes.example/webhooks/twilio/webhook"
    (settings / "bot.env").write_text(
        f"MAP_URL=https://mapa.example/\nTWILIO_WEBHOOK_URL={webhook}\n"
    )
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "deploy", folder / ".ci" / "deploy")
    return Deployment(folder)
