"""The whole system as pods: images built here, manifests rendered, podman as the kubelet.

Slow: building takes minutes. Where podman can run no container (in CI only where TECHHUB_NO_PODS
says so), these skip, and test_processes.py tries the same manifests.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from typing import NoReturn

import pytest

from tests.e2e.phone import Phone
from tests.k8s.pods import conversation
from tests.k8s.pods.program import ROOT, Program

pytestmark = pytest.mark.slow

SERVICES = ("actions", "bot", "knowledge-base", "recommender")
# MB, base included; of actions above its base.
LARGEST = {"bot": 1600, "recommender": 1600, "knowledge_base": 1300}
LARGEST_ACTIONS_ABOVE_BASE = 250
BUILD_S, START_S = 1800, 600


def podman(*arguments: str) -> str:
    done = subprocess.run(["podman", *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def in_pod(service: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the container of a service."""
    container = f"{service}-pod-0-{service}"
    return subprocess.run(["podman", "exec", container, *command], capture_output=True, text=True)


def _cannot(reason: str) -> NoReturn:
    """Skip with the reason; in CI fail with it, since nobody reads there what was skipped."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason} (TECHHUB_NO_PODS=1 skips these tests)")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def sizes() -> dict[str, tuple[int, int]]:
    """MB of each image as `images.py` tells them: in all, and above the base."""
    if os.environ.get("TECHHUB_NO_PODS"):
        pytest.skip("TECHHUB_NO_PODS is set: whoever runs this says that no container can run here")
    missing = [name for name in ("podman", "buildah") if shutil.which(name) is None]
    if missing:
        _cannot(f"{', '.join(missing)} not installed")
    builder = Program("images.py")
    assert builder.process.wait(timeout=BUILD_S) == 0, "\n".join(builder.lines[-40:])
    rows = (re.match(r"\S+/(\w+):dev\s+(\d+)\s+(\d+)", line) for line in builder.lines)
    return {row[1]: (int(row[2]), int(row[3])) for row in rows if row}


@pytest.fixture(scope="module")
def pods(sizes: dict[str, tuple[int, int]]) -> Iterator[Program]:
    running = Program("pods.py", "--once", "bot-retention")
    try:
        if not running.says("Ctrl-C ends all of it", START_S):
            told = "\n".join(running.lines[-60:])
            if "podman can run no container here" in told:
                _cannot(told)
            pytest.fail(told)
        yield running
    finally:
        running.end()


@pytest.fixture(scope="module")
def addresses(pods: Program) -> dict[str, str]:
    rows = (re.search(r"([\w-]+) is ready at (\S+)", line) for line in pods.lines)
    return {row[1]: row[2] for row in rows if row}


def test_images_are_no_larger_than_they_may_be(sizes: dict[str, tuple[int, int]]) -> None:
    assert set(sizes) == {"bot", "actions", "recommender", "knowledge_base"}
    for service, largest in LARGEST.items():
        assert sizes[service][0] <= largest, service
    assert sizes["actions"][1] <= LARGEST_ACTIONS_ABOVE_BASE


def test_images_say_what_they_are(sizes: dict[str, tuple[int, int]]) -> None:
    for service in sizes:
        image = f"localhost/techhub/{service}:dev"
        found = json.loads(podman("image", "inspect", image))[0]
        labels = found["Labels"]
        assert labels["org.opencontainers.image.title"] == f"techhub/{service}"
        assert len(labels["org.opencontainers.image.revision"]) >= 7
        assert found["User"] == "10001:10001"
        assert found["Healthcheck"]["Test"]


def test_people_are_answered_by_the_pods(pods: Program, addresses: dict[str, str]) -> None:
    good, said = conversation.hold(addresses["bot"] + "/webhooks/twilio/webhook")
    assert good, said + "\n".join(pods.lines[-20:])


@pytest.mark.parametrize("service", SERVICES)
def test_a_pod_may_do_nothing_but_its_work(pods: Program, service: str) -> None:
    assert in_pod(service, "id", "-u").stdout.strip() == "10001"
    status = in_pod(service, "cat", "/proc/1/status").stdout
    assert re.search(r"CapEff:\s+0{16}", status)
    assert re.search(r"NoNewPrivs:\s+1", status)
    refused = in_pod(service, "sh", "-c", "echo x > /app/x")
    assert "Read-only file system" in refused.stderr
    assert in_pod(service, "sh", "-c", "echo x > /tmp/x && rm /tmp/x").returncode == 0
    assert not in_pod(service, "sh", "-c", "command -v gcc cc ld strip uv").stdout


@pytest.mark.parametrize("service", SERVICES)
def test_a_pod_is_held_to_the_memory_of_its_manifest(pods: Program, service: str) -> None:
    found = json.loads(podman("inspect", f"{service}-pod-0-{service}"))[0]
    rendered = subprocess.run(
        ["kubectl", "kustomize", ROOT / "k8s" / "overlays" / "local"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert found["HostConfig"]["Memory"] > 0
    assert f"memory: {found['HostConfig']['Memory'] // 2**20}Mi" in rendered or (
        f"memory: {found['HostConfig']['Memory'] // 2**30}Gi" in rendered
    )


def test_migrations_and_retention_ran_to_their_end(pods: Program) -> None:
    done = [line for line in pods.lines if line.endswith(" is done")]
    for job in ("migrate-bot", "migrate-recommender", "migrate-knowledge-base", "bot-retention"):
        assert any(job in line for line in done), job


def test_a_bot_that_dies_comes_back_and_remembers(addresses: dict[str, str]) -> None:
    webhook = addresses["bot"] + "/webhooks/twilio/webhook"
    phone = Phone(webhook, conversation.SIGNED_URL, conversation.TOKEN)
    first = phone.say("hubs cerca de Huanta")
    assert "Huanta" in first
    os.kill(int(podman("inspect", "--format", "{{.State.Pid}}", "bot-pod-0-bot")), signal.SIGKILL)
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        # Nobody listens until podman has started it again and it has loaded its model.
        with contextlib.suppress(OSError):
            answer = phone.post(phone.form("mas"))
            if answer.status_code == 200:
                break
        time.sleep(1)
    # The list goes on, where one that forgot would ask for a place.
    assert "4." in answer.text


def test_nothing_is_left_when_all_have_ended(pods: Program) -> None:
    assert pods.end() == 0, "\n".join(pods.lines[-20:])
    names = podman("ps", "--all", "--format", "{{.Names}}").splitlines()
    assert not [name for name in names if name.split("-pod-0")[0] in SERVICES]
    volumes = podman("volume", "ls", "--format", "{{.Name}}").splitlines()
    assert not [name for name in volumes if name.endswith(("-tmp", "-var"))]
    assert not [name for name in podman("network", "ls", "-q").splitlines() if "techhub-" in name]
