"""Run the whole system as pods on this machine: `pods.py`, by the services environment's Python.

It takes the manifests of k8s/overlays/local as kubectl renders them, starts a PostgreSQL and a
Redis, lets podman run the migration jobs and then the four deployments, waits until each is ready,
and says where they are. Ends with Ctrl-C, and takes away what it made. `--once NAME` also runs a
cron job when all are ready.
"""

import argparse
import contextlib
import ipaddress
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import kube_play
import yaml
from environments import ROOT, say
from podman import Failed, address, podman, settle
from throwaway_stores import Stores

OVERLAY = ROOT / "k8s" / "overlays" / "local"
# What stands outside podman here, by the names of the manifests' Services.
STORES = ("postgres", "redis")
PATIENCE_S = 240
# A proxy that the caller has set has no say on this machine.
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def rendered(overlay=OVERLAY):
    """The documents of an overlay; ends with kubectl's own words where it does not render."""
    command = ["kubectl", "kustomize", str(overlay)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"techhub: kubectl kustomize failed:\n{done.stderr}")
    return [document for document in yaml.safe_load_all(done.stdout) if document]


def images(documents):
    """The images of the deployments, each once."""
    specs = [d["spec"]["template"]["spec"] for d in documents if d["kind"] == "Deployment"]
    return sorted({container["image"] for spec in specs for container in spec["containers"]})


def store_urls(plays):
    """The addresses of stores among what the pods are set to."""
    texts = (
        text
        for play in plays
        for document in play.documents
        if document["kind"] == "ConfigMap"
        for text in document["data"].values()
    )
    return [text for text in texts if text.startswith(("postgres", "redis://"))]


class Pods:
    """The pods of one rendering, on a network of their own; `end` takes away what `start` made."""

    def __init__(self, documents, folder):
        self._documents, self._folder = documents, folder
        self.network = f"techhub-{os.getpid()}"
        self._holder = f"{self.network}-holder"
        self._stores, self._played, self._hosts = None, [], {}

    def start(self):
        """Start everything; return the address of each deployment. Raises Failed."""
        podman("network", "create", self.network)
        subnet = json.loads(podman("network", "inspect", self.network))[0]["subnets"][0]
        self._hosts = dict.fromkeys(STORES, subnet["gateway"])
        jobs, deployments = kube_play.plays(self._documents, self._hosts)
        # The gateway has its address from the first container on, and the stores listen on it.
        image = images(self._documents)[0]
        join = ("--network", self.network, "--name", self._holder)
        podman("run", "--detach", *join, image, "sleep", "infinity")
        reach = ipaddress.ip_network(subnet["subnet"])
        urls = store_urls(jobs + deployments)
        self._stores = Stores(self._folder / "stores", subnet["gateway"], reach, urls)
        self._stores.start()
        for job in jobs:
            self._run_to_end(job)
        for deployment in deployments:
            self._play(deployment)
        return {deployment.name: self._wait(deployment) for deployment in deployments}

    def once(self, name):
        """Run a cron job of the rendering now. Raises Failed where it does not end well."""
        found = [d for d in self._documents if d["kind"] == "CronJob"]
        job = next((d for d in found if d["metadata"]["name"] == name), None)
        if job is None:
            raise Failed(f"no cron job {name}; there are {[d['metadata']['name'] for d in found]}")
        self._run_to_end(kube_play.once(job, self._documents, self._hosts))

    def _play(self, play):
        self._played.append(play)
        network = f"{self.network}:alias={play.name}"
        podman("kube", "play", "--network", network, "-", feed=yaml.safe_dump_all(play.documents))

    def _run_to_end(self, job):
        self._play(job)
        code = podman("wait", job.container)
        if code != "0":
            raise Failed(f"{job.name} ended with {code}:\n{self.log(job)}")
        say(f"{job.name} is done")

    def _wait(self, play):
        url = f"http://{address(play.container, self.network)}:{play.probe.port}"
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            with contextlib.suppress(urllib.error.URLError, OSError):
                with DIRECT.open(url + play.probe.path, timeout=2) as answer:
                    if answer.status == 200:
                        say(f"{play.name} is ready at {url}")
                        return url
            time.sleep(0.3)
        raise Failed(f"{play.name} is not ready after {PATIENCE_S} s:\n{self.log(play)}")

    def log(self, play):
        """The end of what a pod printed."""
        return podman("logs", "--tail", "30", play.container, check=False)

    def end(self):
        """Take away pods, volumes, network and stores, in whatever state they are."""
        for play in reversed(self._played):
            podman("pod", "rm", "--force", "--time", "10", play.pod, check=False)
            for volume in play.volumes:
                podman("volume", "rm", "--force", volume, check=False)
        podman("rm", "--force", "--time", "0", self._holder, check=False)
        podman("network", "rm", "--force", self.network, check=False)
        if self._stores is not None:
            self._stores.stop()


def greet(urls):
    say(
        f"""everything is ready.
  Map and plans     {urls["recommender"]}/
  Twilio webhook    {urls["bot"]}/webhooks/twilio/webhook
  Editors' console  {urls["knowledge-base"]}/console/
Ctrl-C ends all of it."""
    )


def _interrupt(*_):
    raise KeyboardInterrupt


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--once", action="append", default=[], metavar="NAME", help="a cron job")
    asked = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    documents = rendered()
    with tempfile.TemporaryDirectory(prefix="techhub-pods-", dir="/var/tmp") as scratch:
        # PostgreSQL runs as a user of its own, which must find its folder in here.
        Path(scratch).chmod(0o711)
        pods = Pods(documents, Path(scratch))
        try:
            settle(images(documents)[0], Path(scratch))
            urls = pods.start()
            for name in asked.once:
                pods.once(name)
            greet(urls)
            signal.pause()
        except KeyboardInterrupt:
            say("ending")
        except Failed as failure:
            say(str(failure))
            return 1
        finally:
            # What is taken away must not be cut short by a second signal.
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)
            pods.end()
    say("all ended")
    return 0


if __name__ == "__main__":
    sys.exit(main())
