"""Start the four pods with honcho, wait until each is ready, say where they are.

Run by the services environment's Python. Ends with Ctrl-C, or when any of the four ends.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from honcho.environ import parse

ROOT = Path(__file__).resolve().parent.parent
PODS = {
    "recommender": ("RECOMMENDER_PORT", "8000", "/readyz"),
    "knowledge_base": ("KNOWLEDGE_BASE_PORT", "8001", "/readyz"),
    "actions": ("ACTIONS_PORT", "5055", "/readyz"),
    "bot": ("BOT_PORT", "5005", "/webhooks/twilio/readyz"),
}
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "HF_HUB_OFFLINE": "1",
    "PYTHONWARNINGS": "ignore",
    "PYTHONUNBUFFERED": "1",
}
PATIENCE_S = 240


def environment() -> dict[str, str]:
    """`.env.example`, overridden by `.env`, overridden by the caller's environment."""
    found: dict[str, str] = {}
    for name in (".env.example", ".env"):
        if (ROOT / name).exists():
            found |= parse((ROOT / name).read_text("utf-8"))
    found |= {**QUIET, **os.environ}
    for variable, default, _ in PODS.values():
        found.setdefault(variable, default)
    chat_python = ROOT / ".venvs" / "chat" / "bin" / "python"
    answer = subprocess.run(
        [chat_python, ROOT / ".make" / "train.py", "--print-path"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found["BOT_MODEL"] = answer.stdout.strip()
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found


def refuse_taken_ports(settings: dict[str, str]) -> None:
    """End with a sentence that names each port that something else already listens on."""
    taken = []
    for pod, (variable, _, _) in PODS.items():
        port = int(settings[variable])
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                taken.append(f"port {port} ({pod}) is taken; set {variable} to another")
    if taken:
        raise SystemExit("techhub: " + "\ntechhub: ".join(taken))


def is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait_until_ready(pods: subprocess.Popen[bytes], settings: dict[str, str]) -> bool:
    """Whether every pod answered its readiness route before one ended or patience ran out."""
    waiting = {
        pod: f"http://127.0.0.1:{settings[variable]}{route}"
        for pod, (variable, _, route) in PODS.items()
    }
    began = time.monotonic()
    while waiting and pods.poll() is None and time.monotonic() - began < PATIENCE_S:
        for pod, url in list(waiting.items()):
            if is_ready(url):
                del waiting[pod]
                print(f"techhub: {pod} is ready ({time.monotonic() - began:.0f} s)", flush=True)
        time.sleep(0.3)
    if waiting and pods.poll() is None:
        print(f"techhub: not ready after {PATIENCE_S} s: {', '.join(waiting)}", flush=True)
    return not waiting


def greet(settings: dict[str, str]) -> None:
    here = {pod: f"http://127.0.0.1:{settings[variable]}" for pod, (variable, _, _) in PODS.items()}
    print(
        f"""
techhub: everything is ready.
  Phone simulator   {here["bot"]}/simulator
  Twilio webhook    {here["bot"]}/webhooks/twilio/webhook
  Recommender       {here["recommender"]}/docs
  Knowledge base    {here["knowledge_base"]}/docs
Try, in the simulator: hay un hub cerca de huanta?
Ctrl-C ends all of it.
""",
        flush=True,
    )


def main() -> int:
    settings = environment()
    refuse_taken_ports(settings)
    print("techhub: starting recommender, knowledge_base, actions and bot", flush=True)
    honcho = [Path(sys.executable).with_name("honcho"), "--no-colour", "-e", "/dev/null", "start"]
    pods = subprocess.Popen(honcho, cwd=ROOT, env=settings)
    # honcho ends its children on either signal; this process only waits for it.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: pods.poll() is None and pods.send_signal(signal.SIGTERM))
    if wait_until_ready(pods, settings):
        greet(settings)
    elif pods.poll() is None:
        pods.send_signal(signal.SIGTERM)
        pods.wait()
        return 1
    code = pods.wait()
    print("techhub: all ended", flush=True)
    return 0 if code in (0, 130, 143, -signal.SIGINT, -signal.SIGTERM) else code


if __name__ == "__main__":
    sys.exit(main())
