"""A PostgreSQL server with a certificate made here, and the authority that signed it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.certificates import make_authority, make_certificate

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
# What the certificate is for; the tests reach it by `hostaddr`, as no name server knows it.
NAME = "db.example.org"


@dataclass(frozen=True)
class Server:
    """Where it listens, and the files of its authority and of another one."""

    port: int
    authority: Path
    other_authority: Path

    def url(self, host: str = NAME, extra: str = "") -> str:
        return f"postgresql://test@{host}:{self.port}/postgres?hostaddr=127.0.0.1{extra}"


@contextmanager
def server(*, tls: bool) -> Iterator[Server]:
    """A server on a free port of this machine, gone at the end."""
    if not (PROGRAMS / "initdb").exists():
        pytest.skip(f"no PostgreSQL server programs in {PROGRAMS}")
    as_user: list[str] = []
    folder = Path(tempfile.mkdtemp(prefix="pgtls-", dir="/tmp"))
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    signed, other = make_authority(folder / "ca.pem"), make_authority(folder / "other.pem")
    assert signed[0] != other[0]
    make_certificate(folder, NAME, *signed)
    for path in (folder, *folder.iterdir()):
        if as_user:
            shutil.chown(path, "postgres", "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    options = f"-k '' -p {port} -c listen_addresses=127.0.0.1 -c fsync=off"
    if tls:
        options += f" -c ssl=on -c ssl_cert_file={folder}/cert.pem -c ssl_key_file={folder}/key.pem"
    control = [*as_user, str(PROGRAMS / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    try:
        for command in (
            [*control, "-o", "--auth=trust --username=test --no-sync", "initdb"],
            [*control, "-l", str(folder / "log"), "-o", options, "start"],
        ):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        yield Server(port, folder / "ca.pem", folder / "other.pem")
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], capture_output=True, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)
