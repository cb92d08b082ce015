"""podman's command line: what it prints, or its own words where it fails."""

import json
import os
import subprocess

# For a machine where a container may set neither limits nor cgroups as podman would by itself.
FRUGAL = """[containers]
default_ulimits = ["nofile=20000:20000", "nproc=4096:4096"]
log_driver = "k8s-file"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
"""


class Failed(Exception):
    """podman, or a pod, did not do what it should; the message says which words it left."""


def podman(*arguments, feed=None, check=True):
    """Run podman and return what it prints. Raises Failed."""
    command = ["podman", *[str(argument) for argument in arguments]]
    done = subprocess.run(command, input=feed, capture_output=True, text=True)
    if check and done.returncode:
        raise Failed(f"{' '.join(command)}:\n{done.stderr.strip()}")
    return done.stdout.strip()


def address(container, network):
    """The address of a container on a network."""
    found = json.loads(podman("inspect", container))[0]
    return found["NetworkSettings"]["Networks"][network]["IPAddress"]


def settle(image, folder):
    """Make podman run containers here: by its own settings, else by FRUGAL. Raises Failed.

    What it chooses holds for this process and its children, by CONTAINERS_CONF.
    """
    trial = ("run", "--rm", "--network", "none", image, "true")
    try:
        podman(*trial)
        return
    except Failed:
        settings = folder / "containers.conf"
        settings.write_text(FRUGAL)
        os.environ["CONTAINERS_CONF"] = str(settings)
    try:
        podman(*trial)
    except Failed as failure:
        raise Failed(f"podman can run no container here: {failure}") from None
