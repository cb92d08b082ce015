"""PostgreSQL and Redis of this machine, started as the manifests start their images."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.k8s.rendering import Manifests, Object, Pod

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
PASSWORDS = {
    name: f"{name.lower()}-of-the-tests"
    for name in (
        "POSTGRES_PASSWORD",
        "BOT_PASSWORD",
        "RECOMMENDER_PASSWORD",
        "KNOWLEDGE_BASE_PASSWORD",
        "REDIS_PASSWORD",
    )
}
START_S = 20.0


@dataclass(frozen=True)
class Store:
    """A server that runs: its port, the files of its authority and of a stranger's, and its log."""

    port: int
    authority: Path
    stranger: Path
    log: Path


def need(program: str | Path, package: str) -> str:
    """The path of a program; without it the test skips, save in CI."""
    found = shutil.which(program)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{package} is not installed")
        pytest.skip(f"{package} is not installed")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_certificates(folder: Path, name: str) -> None:
    """Write ca.crt, tls.crt and tls.key, as cert-manager does, and the authority of a stranger."""
    openssl = need("openssl", "openssl")
    new = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    new += ["-nodes", "-days", "2"]
    authority = ["-CA", folder / "ca.crt", "-CAkey", folder / "ca.key"]
    names = ["-addext", f"subjectAltName=DNS:{name},DNS:localhost"]
    names += ["-addext", "basicConstraints=critical,CA:FALSE"]
    for stem, subject, more in (
        ("ca", "authority", []),
        ("stranger", "stranger", []),
        ("tls", name, [*authority, *names]),
    ):
        files = ["-keyout", folder / f"{stem}.key", "-out", folder / f"{stem}.crt"]
        command = [*new, "-subj", f"/CN={subject}", *files, *more]
        subprocess.run([str(part) for part in command], check=True, capture_output=True)
        (folder / f"{stem}.key").chmod(0o600)


def mounted(pod: Pod, manifests: Manifests, folder: Path) -> dict[str, str]:
    """Lay a pod's ConfigMaps and certificates below `folder`; return where each mount lies."""
    volumes = {one["name"]: one for one in pod.spec["volumes"]}
    places: dict[str, str] = {}
    for mount in pod.containers[0]["volumeMounts"]:
        place = folder / mount["name"]
        places[mount["mountPath"]] = str(place)
        place.mkdir()
        volume = volumes.get(mount["name"], {})
        if "configMap" in volume:
            fill(place, config(manifests, volume["configMap"]["name"]))
        if "secret" in volume:
            make_certificates(place, pod.name)
    return places


def config(manifests: Manifests, name: str) -> Mapping[str, str]:
    found: Object = next(
        one for one in manifests.of_kind("ConfigMap") if one["metadata"]["name"] == name
    )
    return dict(found["data"])


def fill(folder: Path, files: Mapping[str, str]) -> None:
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
        (folder / name).chmod(0o755)


def moved(text: str, places: Mapping[str, str]) -> str:
    """The text with each mount's path replaced by where it lies."""
    longest_first = sorted(map(re.escape, places), key=len, reverse=True)
    return re.sub("|".join(longest_first), lambda found: places[found[0]], text)


@contextmanager
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="store-", dir="/tmp") as name:
        yield Path(name)


@contextmanager
def running_postgres(manifests: Manifests) -> Iterator[Store]:
    """The StatefulSet's PostgreSQL with its databases made."""
    need(PROGRAMS / "initdb", "postgresql 15")
    pod, port = manifests.pod("postgres"), free_port()
    with scratch() as folder:
        places = mounted(pod, manifests, folder)
        run, data = places["/var/run/postgresql"], folder / "data" / "pgdata"
        (folder / "password").write_text(PASSWORDS["POSTGRES_PASSWORD"])
        # The image's entry point does so with the same arguments.
        given = {line["name"]: line.get("value") for line in pod.containers[0]["env"]}
        make = [str(PROGRAMS / "initdb"), "-D", str(data), "--username=postgres", "--no-sync"]
        make += [f"--pwfile={folder}/password", *str(given["POSTGRES_INITDB_ARGS"]).split()]
        as_user = _owned_by_postgres(folder)
        subprocess.run([*as_user, *make], check=True, capture_output=True, cwd=folder)
        arguments = [moved(one, places) for one in pod.containers[0]["args"][1:]]
        arguments += ["-D", str(data), "-p", str(port), "-k", run, "-c", "fsync=off"]
        command = [*as_user, str(PROGRAMS / "postgres"), *arguments]
        with _server(command, port, folder, {}):
            script = places["/docker-entrypoint-initdb.d"] + "/databases.sh"
            where = {**os.environ, **PASSWORDS, "PGHOST": run, "PGPORT": str(port)}
            local = {**where, "PGPASSWORD": PASSWORDS["POSTGRES_PASSWORD"]}
            subprocess.run(["sh", script], check=True, env=local, capture_output=True)
            yield _store(port, folder)


def _store(port: int, folder: Path) -> Store:
    certificate = folder / "certificate"
    return Store(port, certificate / "ca.crt", certificate / "stranger.crt", folder / "log")


def _owned_by_postgres(folder: Path) -> list[str]:
    if os.geteuid() != 0:
        return []
    # PostgreSQL refuses to run as root.
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, "postgres", "postgres")
    folder.chmod(0o755)
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


@contextmanager
def running_redis(manifests: Manifests) -> Iterator[Store]:
    """The StatefulSet's Redis, started by its own command."""
    need("redis-server", "redis-server")
    pod, port = manifests.pod("redis"), free_port()
    with scratch() as folder:
        places = mounted(pod, manifests, folder)
        settings = Path(places["/etc/redis"]) / "redis.conf"
        text = moved(settings.read_text("utf-8"), places).replace("6379", str(port))
        settings.write_text(text + "bind 127.0.0.1\n", "utf-8")
        command = [moved(one, places) for one in pod.containers[0]["command"]]
        with _server(command, port, folder, PASSWORDS):
            yield _store(port, folder)


@contextmanager
def _server(command: list[str], port: int, folder: Path, more: Mapping[str, str]) -> Iterator[None]:
    """A server that listens, ended as the kubelet ends it: by SIGTERM."""
    log = folder / "log"
    with log.open("w") as out:
        server = subprocess.Popen(
            command, stdout=out, stderr=out, cwd=folder, env={**os.environ, **more}
        )
        try:
            _wait(server, port, log)
            yield
        finally:
            server.terminate()
            server.wait(timeout=START_S)


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')}")
