"""Pods as processes: the commands of the Procfile, two of each, nothing shared but the stores."""

from __future__ import annotations

import os
import runpy
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.k8s.rolling.routing import Endpoint, Network, Service

ROOT = Path(__file__).resolve().parents[3]
READY = {
    "recommender": "/readyz",
    "knowledge_base": "/readyz",
    "actions": "/readyz",
    "bot": "/webhooks/twilio/readyz",
}
REPLICAS = 2
# How the manifests end a pod, save that their preStop is longer. By the time that has passed no
# node leads a new connection to it.
SPREAD_S, PRE_STOP_S, GRACE_S = 1.0, 2.0, 45.0
START_LIMIT_S, BUSY_LIMIT_S = 180.0, 10.0


@dataclass
class Pod:
    """A process of a service, and its place among the endpoints."""

    service: str
    process: subprocess.Popen[bytes]
    endpoint: Endpoint
    log: Path


class Cluster:
    """Services by name and the pods behind them."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self._folder, self._made = folder, 0
        self._network = Network()
        self.services = {name: Service(self._network, path) for name, path in READY.items()}
        self.pods: dict[str, list[Pod]] = {name: [] for name in READY}
        run = runpy.run_path(str(ROOT / ".make" / "run.py"))
        self._settings = run["environment"](os.environ | self._addresses() | dict(settings))
        self._settings["BOT_MODEL"] = os.environ.get("BOT_MODEL") or run["model_path"]()
        lines = (ROOT / "Procfile").read_text("utf-8").splitlines()
        self._commands = dict(line.split(": ", 1) for line in lines if line)

    @property
    def webhook(self) -> str:
        """Where Twilio posts to."""
        return f"{self._url('bot')}/webhooks/twilio/webhook"

    def start(self, service: str) -> Pod:
        """Start one more pod; connections are led to it once it is ready."""
        self._made += 1
        folder = self._folder / f"{service}-{self._made}"
        folder.mkdir()
        port = _free_port()
        # A folder of its own each, as an emptyDir.
        own = {"TECHHUB_VAR": str(folder / "var"), f"{service.upper()}_PORT": str(port)}
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                ["bash", "-c", self._commands[service]],
                cwd=ROOT,
                env=self._settings | own,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        endpoint = self.services[service].add(port)
        pod = Pod(service, process, endpoint, folder / "log")
        self.pods[service].append(pod)
        return pod

    def wait_until_ready(self, pods: list[Pod]) -> None:
        """Wait until connections are led to each."""
        end = time.monotonic() + START_LIMIT_S
        while not all(pod.endpoint.is_ready for pod in pods):
            gone = [pod for pod in pods if pod.process.poll() is not None]
            if gone or time.monotonic() > end:
                late = next(iter(gone), pods[0])
                said = late.log.read_text("utf-8", errors="replace")[-3000:]
                raise AssertionError(f"{late.service} did not start:\n{said}")
            time.sleep(0.1)

    def kill(self, pod: Pod) -> None:
        """End a pod without a warning while it has something to do, and start another."""
        end = time.monotonic() + BUSY_LIMIT_S
        while not pod.endpoint.connections and time.monotonic() < end:
            time.sleep(0.002)
        os.killpg(pod.process.pid, signal.SIGKILL)
        pod.process.wait()
        new = self.start(pod.service)
        self.wait_until_ready([new])
        self._forget(pod)

    def roll(self, pod: Pod) -> None:
        """Replace a pod as a rolling update does: first the new one, then an end in order."""
        self.wait_until_ready([self.start(pod.service)])
        time.sleep(SPREAD_S)
        self.services[pod.service].remove(pod.endpoint)
        time.sleep(PRE_STOP_S - SPREAD_S)
        pod.process.terminate()
        try:
            pod.process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{pod.service} outlived its grace period") from None
        self._forget(pod)

    def end(self) -> None:
        """Kill what still runs."""
        for pod in [pod for pods in self.pods.values() for pod in pods]:
            if pod.process.poll() is None:
                os.killpg(pod.process.pid, signal.SIGKILL)
                pod.process.wait()
        self._network.close()

    def _forget(self, pod: Pod) -> None:
        self.services[pod.service].remove(pod.endpoint)
        self.pods[pod.service].remove(pod)

    def _url(self, service: str) -> str:
        return f"http://127.0.0.1:{self.services[service].port}"

    def _addresses(self) -> dict[str, Any]:
        found = {
            f"{name.upper()}_URL": self._url(name) for name in ("recommender", "knowledge_base")
        }
        return {
            **found,
            "ACTIONS_URL": f"{self._url('actions')}/webhook",
            "RECOMMENDER_KNOWLEDGE_BASE_URL": self._url("knowledge_base"),
            "KNOWLEDGE_BASE_RECOMMENDER_URL": self._url("recommender"),
            "KNOWLEDGE_BASE_ACTIONS_URL": self._url("actions"),
            "TWILIO_WEBHOOK_URL": self.webhook,
        }


@contextmanager
def running(folder: Path, settings: Mapping[str, str]) -> Iterator[Cluster]:
    """Two ready pods of each service; whatever of them still runs ends with the block."""
    cluster = Cluster(folder, settings)
    try:
        pods = [cluster.start(service) for service in READY for _ in range(REPLICAS)]
        cluster.wait_until_ready(pods)
        yield cluster
    finally:
        cluster.end()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
