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
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

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
    signed, other = _authority(folder / "ca.pem"), _authority(folder / "other.pem")
    assert signed[0] != other[0]
    _certificate(folder, *signed)
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


def _authority(path: Path) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Authority {path.stem}")])
    made = (
        _builder(name, name, key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    path.chmod(0o644)
    return key, made


def _certificate(
    folder: Path, signer: ec.EllipticCurvePrivateKey, authority: x509.Certificate
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    names = x509.SubjectAlternativeName([x509.DNSName(NAME), x509.DNSName("localhost")])
    made = _builder(name, authority.subject, key).add_extension(names, critical=False)
    signed = made.sign(signer, hashes.SHA256())
    (folder / "cert.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    (folder / "key.pem").chmod(0o600)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
    )
