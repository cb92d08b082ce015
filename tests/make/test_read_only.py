"""Each service and each migration works where only TECHHUB_VAR and the temporary folder can be
written to, as in a pod: a mount namespace in which all else is read-only."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVICES, CHAT = ROOT / ".venvs/services/bin", ROOT / ".venvs/chat/bin"
PATIENCE_S = 180
NOT_SEALED = 77
SEAL = f"""
mount --make-rprivate / || exit {NOT_SEALED}
awk '$2 !~ "^/(proc|sys|dev)(/|$)" {{print $2}}' /proc/self/mounts | while read -r place; do
  mount -o remount,bind,ro "$place" 2>/dev/null
done
mount -t tmpfs -o mode=1777 tmpfs /tmp && mkdir /tmp/var || exit {NOT_SEALED}
cd {ROOT}
touch {ROOT}/written 2>/dev/null && {{ rm {ROOT}/written; exit {NOT_SEALED}; }}
exec "$@"
"""
DEVELOPMENT = {
    "TECHHUB_ENV": "development",
    "TECHHUB_HASH_KEY": "development-key-not-for-production",
    "TWILIO_AUTH_TOKEN": "development-token-not-for-production",
    "KNOWLEDGE_BASE_CONSOLE_KEY": "development-key-not-for-production",
    "ACTIONS_URL": "http://127.0.0.1:1/webhook",
    "RECOMMENDER_URL": "http://127.0.0.1:1",
    "KNOWLEDGE_BASE_URL": "http://127.0.0.1:1",
    "RASA_TELEMETRY_ENABLED": "false",
    "HF_HUB_OFFLINE": "1",
}


def begin(command: list[str | Path], **changed: str) -> subprocess.Popen[str]:
    """Start a command with nothing of this environment, its root sealed. Skips where none can."""
    namespace = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    if subprocess.run([*namespace, "true"], capture_output=True).returncode:
        pytest.skip("this machine lets nobody here have a mount namespace")
    environ = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/tmp", "TECHHUB_VAR": "/tmp/var"}
    return subprocess.Popen(
        [*namespace, "bash", "-c", SEAL, "sealed", *command],
        env={**environ, **DEVELOPMENT, **changed},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> str:
    """What a process that has ended printed. Skips where it found its root not sealed."""
    out, _ = process.communicate(timeout=PATIENCE_S)
    if process.returncode == NOT_SEALED:
        pytest.skip("mounts cannot be made read-only here")
    return out


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    try:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def model() -> Path:
    """The trained assistant, as `make train` leaves it."""
    command = [CHAT / "python", ROOT / ".make/train.py", "--print-path"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    path = Path(os.environ.get("BOT_MODEL") or done.stdout.strip())
    if not path.exists():
        pytest.skip(f"no trained model {path}: make train")
    return path


def serve(service: str, port: int) -> tuple[list[str | Path], Mapping[str, str], str]:
    """The command of a service, its settings, and the route that says that it is ready."""
    if service == "bot":
        files = ["--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"]
        where = ["--interface", "127.0.0.1", "--port", str(port)]
        command = [CHAT / "rasa", "run", "--model", model(), *files, *where]
        return command, {}, "/webhooks/twilio/readyz"
    if service == "actions":
        # Ready it is only with the services behind it.
        return [CHAT / "python", "-m", "actions"], {"ACTIONS_PORT": str(port)}, "/healthz"
    config = {"recommender": "gunicorn.conf.py", "knowledge_base": "service/gunicorn_conf.py"}
    app = f"{service}.service.app:create_app()"
    command = [SERVICES / "gunicorn", "-c", f"{service}/{config[service]}", app]
    return command, {f"{service.upper()}_PORT": str(port)}, "/readyz"


@pytest.mark.parametrize("service", ["recommender", "knowledge_base", "actions", "bot"])
def test_a_service_gets_ready_and_ends_when_asked(service: str) -> None:
    port = free_port()
    command, changed, route = serve(service, port)
    process = begin(command, **changed)
    end = time.monotonic() + PATIENCE_S
    try:
        while not (ready := answers(f"http://127.0.0.1:{port}{route}")):
            if process.poll() is not None or time.monotonic() > end:
                break
            time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        words = said(process)
        assert ready, words[-3000:]
        assert process.returncode == 0, words[-3000:]
    finally:
        process.kill()


@pytest.mark.parametrize("service", ["recommender", "knowledge_base", "bot"])
def test_a_migration_ends_well(service: str) -> None:
    python = (CHAT if service == "bot" else SERVICES) / "python"
    process = begin([python, "-m", f"{service}.migrate"])
    words = said(process)
    assert process.returncode == 0, words
    assert f"{service}.migrate: " in words
