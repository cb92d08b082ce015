"""Start the four pods with honcho, wait until each is ready, say where they are.

Run by the services environment's Python. Ends with Ctrl-C or with the terminal, or when any of the
four ends.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from honcho.environ import parse

ROOT = Path(__file__).resolve().parent.parent
PODS = {
    "recommender": ("RECOMMENDER_PORT", "8000", "/readyz"),
    "knowledge_base": ("KNOWLEDGE_BASE_PORT", "8001", "/readyz"),
    "actions": ("ACTIONS_PORT", "5055", "/readyz"),
    "bot": ("BOT_PORT", "5005", "/webhooks/twilio/readyz"),
}
# What the pods call each other, and Twilio the bot: variable, pod, route.
ADDRESSES = (
    ("ACTIONS_URL", "actions", "/webhook"),
    ("RECOMMENDER_URL", "recommender", ""),
    ("KNOWLEDGE_BASE_URL", "knowledge_base", ""),
    ("RECOMMENDER_KNOWLEDGE_BASE_URL", "knowledge_base", ""),
    ("KNOWLEDGE_BASE_RECOMMENDER_URL", "recommender", ""),
    ("KNOWLEDGE_BASE_ACTIONS_URL", "actions", ""),
    ("TWILIO_WEBHOOK_URL", "bot", "/webhooks/twilio/webhook"),
)
FILES = (ROOT / ".env.example", ROOT / ".env")
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "HF_HUB_OFFLINE": "1",
    "PYTHONWARNINGS": "ignore",
    "PYTHONUNBUFFERED": "1",
    # For people at a terminal; a cluster takes JSON, which the services write unless told.
    "TECHHUB_LOG_FORMAT": "text",
}
PATIENCE_S = 240
# A proxy that the caller has set has no say on this machine.
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def environment(caller: Mapping[str, str], files: Sequence[Path] = FILES) -> dict[str, str]:
    """The settings files in their order, overridden by the caller's environment.

    An address that nobody set follows the port of its pod. Ends with a sentence that names the
    variable where a port is none.
    """
    found: dict[str, str] = {}
    for file in files:
        if file.exists():
            found |= parse(file.read_text("utf-8"))
    found = {**QUIET, **found, **caller}
    for variable, default, _ in PODS.values():
        found[variable] = port_number(variable, found.get(variable, ""), default)
    for variable, pod, route in ADDRESSES:
        found[variable] = found.get(variable) or f"http://127.0.0.1:{found[PODS[pod][0]]}{route}"
    found["TECHHUB_VAR"] = found.get("TECHHUB_VAR") or "var"
    # Without bytecode TensorFlow and sentence-transformers take twice as long to import.
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found


def port_number(variable: str, text: str, default: str) -> str:
    """The port as digits; the default for an empty text, a sentence for anything else."""
    text = text.strip() or default
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65_535):
        raise SystemExit(f"techhub: {variable} must be a port from 1 to 65535, not {text!r}")
    return str(int(text))


def model_path() -> str:
    """Where the trained assistant lies, as train.py says it."""
    chat_python = ROOT / ".venvs" / "chat" / "bin" / "python"
    command = [str(chat_python), str(ROOT / ".make" / "train.py"), "--print-path"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return str(done.stdout).strip()


def purge(settings: dict[str, str]) -> None:
    """Let the bot delete what it holds too long; what hinders it, it says itself."""
    chat_python = ROOT / ".venvs" / "chat" / "bin" / "python"
    subprocess.run([str(chat_python), "-m", "bot.retention"], cwd=ROOT, env=settings, check=False)


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
    """Whether the address answers 200."""
    try:
        with DIRECT.open(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def say(text: str) -> None:
    """Print; the terminal may have been closed meanwhile, which must not end this process."""
    with contextlib.suppress(OSError):
        # In one piece: the pods' lines come from another thread.
        print(text + "\n", end="", flush=True)


class Pods:
    """The four pods under honcho, away from the terminal.

    honcho runs in a session of its own, so that Ctrl-C and a closed terminal reach this process
    alone, which ends the pods in order: they must outlive neither.
    """

    def __init__(self, settings: dict[str, str]) -> None:
        self.asked_to_end = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Under nohup SIGHUP is ignored, and stays so.
            if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._ask)
        honcho = [str(Path(sys.executable).with_name("honcho")), "--no-colour"]
        self._process = subprocess.Popen(
            [*honcho, "-e", "/dev/null", "start"],
            cwd=ROOT,
            env=settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self._started = threading.Semaphore(0)
        self._relay = threading.Thread(target=self._pass_lines_on, daemon=True)
        self._relay.start()

    def _ask(self, *_: object) -> None:
        self.asked_to_end = True

    def _pass_lines_on(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if " started (pid=" in line:
                self._started.release()
            say(line.rstrip("\n"))

    def running(self) -> bool:
        """Whether the pods run and nobody asked them to end."""
        return self._process.poll() is None and not self.asked_to_end

    def end(self) -> int:
        """End what still runs and return honcho's exit code."""
        # honcho can end only those pods whose start it has seen.
        for _ in PODS:
            self._started.acquire(timeout=5 if self._process.poll() is None else 0)
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        code = self._process.wait()
        self._relay.join(timeout=5)
        return code


def wait_until_ready(pods: Pods, settings: dict[str, str]) -> bool:
    """Whether every pod answered its readiness route before one ended or patience ran out."""
    waiting = {
        pod: f"http://127.0.0.1:{settings[variable]}{route}"
        for pod, (variable, _, route) in PODS.items()
    }
    began = time.monotonic()
    while waiting and pods.running() and time.monotonic() - began < PATIENCE_S:
        for pod, url in list(waiting.items()):
            if is_ready(url):
                del waiting[pod]
                say(f"techhub: {pod} is ready ({time.monotonic() - began:.0f} s)")
        time.sleep(0.3)
    if waiting and pods.running():
        say(f"techhub: not ready after {PATIENCE_S} s: {', '.join(waiting)}")
    return not waiting


def greet(settings: dict[str, str]) -> None:
    here = {pod: f"http://127.0.0.1:{settings[variable]}" for pod, (variable, _, _) in PODS.items()}
    say(
        f"""
techhub: everything is ready.
  Phone simulator   {here["bot"]}/simulator
  Map and plans     {here["recommender"]}/
  Twilio webhook    {here["bot"]}/webhooks/twilio/webhook
  Recommender       {here["recommender"]}/docs
  Knowledge base    {here["knowledge_base"]}/docs
  Editors' console  {here["knowledge_base"]}/console/ (the first time: make admin NAME=yours)
Try, in the simulator: hay un hub cerca de huanta?
Ctrl-C ends all of it.
"""
    )


def main() -> int:
    settings = environment(os.environ)
    settings["BOT_MODEL"] = model_path()
    refuse_taken_ports(settings)
    purge(settings)
    say("techhub: starting recommender, knowledge_base, actions and bot")
    pods = Pods(settings)
    ready = wait_until_ready(pods, settings)
    if ready:
        greet(settings)
    while ready and pods.running():
        time.sleep(0.3)
    code = pods.end()
    say("techhub: all ended")
    if pods.asked_to_end:
        return 0
    return code if ready else code or 1


if __name__ == "__main__":
    sys.exit(main())
