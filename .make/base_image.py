"""A base image with Python, made on this machine, where the official one cannot be pulled.

Debian 12 by debootstrap, and in /usr/local the Python that `find_python` knows, without its tests:
what `python:3.10-slim-bookworm` holds, under the same paths. Needs root, debootstrap and buildah.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from environments import answer_of, find_python, run, say

SUITE = "bookworm"
PULL_S = 180
# What Python's own modules are linked against, and what TLS needs.
LIBRARIES = (
    "ca-certificates,libbz2-1.0,libffi8,libexpat1,liblzma5,libncursesw6,libreadline8,"
    "libsqlite3-0,libssl3,libuuid1,netbase,tzdata,zlib1g"
)
# Of Python, what no service uses.
LEFT_OUT = ("test", "idlelib", "tkinter", "turtledemo", "lib2to3", "config-*", "site-packages")
# Of Debian, what nobody reads in an image.
UNREAD = (
    "var/cache/apt",
    "var/lib/apt/lists",
    "usr/share/doc",
    "usr/share/man",
    "usr/share/locale",
)


def official(version):
    """The name of the official image of a Python version such as 3.10."""
    return f"docker.io/library/python:{version}-slim-{SUITE}"


def local(version):
    """The name of the image that stands in for it."""
    return f"localhost/python:{version}-slim"


def base(version):
    """The name of a base image that is on this machine: the official one where it can be had."""
    for name in (official(version), local(version)):
        if _exists(name):
            return name
    say(f"pulling {official(version)}")
    if _pull(official(version)):
        return official(version)
    say(f"it cannot be pulled: making {local(version)} with debootstrap")
    make(version)
    return local(version)


def make(version):
    """Make the stand-in for one version of Python; ends with a sentence where a tool is missing."""
    python = find_python((version,))
    if python is None:
        raise SystemExit(f"techhub: Python {version} is needed for a base image of our own")
    if not shutil.which("debootstrap"):
        raise SystemExit("techhub: debootstrap is missing (apt-get install debootstrap)")
    with tempfile.TemporaryDirectory(prefix="base-", dir="/var/tmp") as scratch:
        root = Path(scratch) / "root"
        quiet = subprocess.DEVNULL
        bootstrap = ["debootstrap", "--variant=minbase", f"--include={LIBRARIES}", SUITE, root]
        run(bootstrap, stdout=quiet)
        _add_python(root, Path(answer_of(python, "import sys; print(sys.base_prefix)")), version)
        for folder in UNREAD:
            shutil.rmtree(root / folder, ignore_errors=True)
            (root / folder).mkdir(parents=True)
        _commit(root, version)


def _add_python(root, prefix, version):
    """Copy a Python into /usr/local, as the official image has it, with a pip of its own."""
    library = f"lib/python{version}"
    skipped = shutil.ignore_patterns(*LEFT_OUT, "__pycache__")
    shutil.copytree(prefix / library, root / "usr/local" / library, symlinks=True, ignore=skipped)
    (root / "usr/local" / library / "site-packages").mkdir()
    for found in (prefix / "lib").glob("libpython*"):
        shutil.copy2(found, root / "usr/local/lib", follow_symlinks=False)
    for name in (f"python{version}", "python3", "python"):
        shutil.copy2(prefix / "bin" / name, root / "usr/local/bin", follow_symlinks=False)
    run(["chroot", root, "ldconfig"])
    run(
        ["chroot", root, f"/usr/local/bin/python{version}", "-m", "ensurepip"],
        stdout=subprocess.DEVNULL,
    )


def _commit(root, version):
    container = _output(["buildah", "from", "scratch"])
    run(["buildah", "add", "--quiet", container, root, "/"], stdout=subprocess.DEVNULL)
    path = "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"
    run(["buildah", "config", "--env", f"PATH={path}", "--cmd", "python3", container])
    run(
        ["buildah", "commit", "--quiet", "--rm", container, local(version)],
        stdout=subprocess.DEVNULL,
    )


def _exists(name):
    command = ["buildah", "inspect", "--type", "image", name]
    return not subprocess.run(command, capture_output=True).returncode


def _pull(name):
    """Whether the image came; a network that swallows packets is given up soon."""
    try:
        command = ["buildah", "pull", "--quiet", name]
        return not subprocess.run(command, capture_output=True, timeout=PULL_S).returncode
    except subprocess.TimeoutExpired:
        return False


def _output(command):
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
