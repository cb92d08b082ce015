"""Render the overlays of the cluster and let checkov judge them: `make lint-k8s`.

Runs on any Python from 3.8 on. checkov is run by uv in an environment of its own, since its
dependencies do not fit beside ours.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from environments import ROOT, clean_environment, find_uv, run  # noqa: E402

CHECKOV = "checkov==3.3.30"
OVERLAYS = ROOT / "k8s" / "overlays"
RULES = ROOT / "k8s" / "checkov.yaml"


def render(folder):
    """Write each overlay as one file into `folder`."""
    for overlay in sorted(OVERLAYS.glob("*/kustomization.yaml")):
        name = overlay.parent.name
        with (folder / (name + ".yaml")).open("w") as out:
            run(["kubectl", "kustomize", overlay.parent], stdout=out)


def main():
    if shutil.which("kubectl") is None:
        raise SystemExit("techhub: kubectl is needed to render the manifests: install it")
    uv = find_uv()
    if uv is None:
        raise SystemExit("techhub: checkov is run by uv: unset TECHHUB_INSTALLER, or install uv")
    with tempfile.TemporaryDirectory(prefix="manifests-") as scratch:
        render(Path(scratch))
        command = [uv, "tool", "run", "--quiet", CHECKOV, "--config-file", RULES]
        done = subprocess.run(
            [str(part) for part in [*command, "--directory", scratch]], env=clean_environment()
        )
    if done.returncode:
        raise SystemExit("techhub: checkov found what stands above")
    print("techhub: checkov found nothing in the overlays")


if __name__ == "__main__":
    main()
