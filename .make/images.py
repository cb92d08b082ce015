"""Build the images of the services with buildah, and say their sizes.

The base is the official Python image where it can be pulled, else one made here (base_image.py);
`--base` names another. What pip and uv are told here, a mirror or certificates, reaches the build
as a secret and as folders that are there while it runs: nothing of it stays in an image.
"""

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import base_image
from environments import ROOT, clean_environment, run, say

PYTHONS = {"bot": "3.10", "actions": "3.10", "recommender": "3.11", "knowledge_base": "3.11"}
NAME = "localhost/techhub"
# Variables that tell pip and uv, inside the build as outside it, where to find packages.
INSTALLER = ("PIP_CERT", "PIP_INDEX_URL", "SSL_CERT_FILE", "UV_INDEX_URL", "UV_DEFAULT_INDEX")
INSTALLER += ("UV_FIND_LINKS", "UV_TORCH_BACKEND", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
INSTALLER += ("http_proxy", "https_proxy", "no_proxy")


def installer_settings(environment):
    """What a shell in the build is to know of the installer: lines of `export NAME=value`."""
    known = {name: environment[name] for name in INSTALLER if environment.get(name)}
    lines = [f"export {name}={shlex.quote(value)}" for name, value in known.items()]
    if "UV_TORCH_BACKEND" not in known:
        # A folder of wheels holds the CPU build of torch: no index of it is asked.
        lines.append("unset UV_TORCH_BACKEND")
    return "\n".join(lines) + "\n"


def mounted(environment):
    """The folders that those settings name, as read-only mounts of a build."""
    places = [environment.get(name, "") for name in ("PIP_CERT", "SSL_CERT_FILE")]
    folders = {str(Path(place).parent) for place in places if place}
    links = environment.get("UV_FIND_LINKS", "").replace(" ", ",").split(",")
    folders |= {link for link in links if link.startswith("/")}
    return [f"{folder}:{folder}:ro" for folder in sorted(folders) if Path(folder).is_dir()]


def model():
    """The trained assistant, relative to the checkout; it is trained first where it is missing."""
    chat_python = ROOT / ".venvs" / "chat" / "bin" / "python"
    run([chat_python, ROOT / ".make" / "train.py"])
    command = [str(chat_python), str(ROOT / ".make" / "train.py"), "--print-path"]
    path = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    return Path(path).relative_to(ROOT).as_posix()


def revision():
    """The commit that the checkout stands on, with a mark where something differs from it."""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip() or "unknown"


def build(service, base, tag, version):
    """Build one image; ends with the builder's own words where it fails."""
    environment = clean_environment()
    arguments = {"BASE": base, "VERSION": version, "REVISION": revision()}
    if service == "bot":
        arguments["MODEL"] = model()
    # Docker's format keeps the health check, which OCI's does not know.
    command = ["buildah", "bud", "--quiet", "--layers", "--format", "docker"]
    command += ["--isolation", "chroot", "--network", "host", "--ulimit", "nofile=20000:20000"]
    for volume in mounted(environment):
        command += ["--volume", volume]
    for name, value in arguments.items():
        command += ["--build-arg", f"{name}={value}"]
    with tempfile.NamedTemporaryFile("w", prefix="installer-") as secret:
        secret.write(installer_settings(environment))
        secret.flush()
        command += ["--secret", f"id=installer,src={secret.name}"]
        command += [
            "--file",
            ROOT / service / "Dockerfile",
            "--tag",
            f"{NAME}/{service}:{tag}",
            ROOT,
        ]
        run(command, stdout=subprocess.DEVNULL)


def size(image):
    """Bytes that an image takes unpacked, its base included."""
    command = ["podman", "image", "inspect", image]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)[0]["Size"]


def report(tag, bases):
    """A table of the images and of what each adds to its base."""
    print(f"{'image':<40}{'MB':>8}{'above its base':>17}")
    for service, base in bases.items():
        image = f"{NAME}/{service}:{tag}"
        whole = size(image) / 1e6
        print(f"{image:<40}{whole:>8.0f}{whole - size(base) / 1e6:>17.0f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("services", nargs="*", default=list(PYTHONS), metavar="SERVICE")
    parser.add_argument("--tag", default="dev", help="the tag of the images (dev)")
    parser.add_argument("--version", default="dev", help="the version that the labels tell")
    parser.add_argument("--base", help="a base image for all that are built")
    asked = parser.parse_args()
    unknown = set(asked.services) - set(PYTHONS)
    if unknown:
        parser.error(f"no such service: {', '.join(sorted(unknown))}")
    if not shutil.which("buildah") or not shutil.which("podman"):
        raise SystemExit("techhub: buildah and podman are missing (apt-get install buildah podman)")
    bases = {}
    for service in asked.services:
        bases[service] = asked.base or base_image.base(PYTHONS[service])
        say(f"building {NAME}/{service}:{asked.tag} on {bases[service]}")
        build(service, bases[service], asked.tag, asked.version)
    report(asked.tag, bases)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
