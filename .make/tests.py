"""Run the tests in both environments and end in one summary.

`tests.py fast|slow|e2e`, by the services environment's Python. Where apt and root are there, the
programs that tests drive (Redis, PostgreSQL, Chromium, Prometheus) are installed first; elsewhere
those tests say why they skip. The assistant is trained beside the first suites, which do not need
it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = {
    "redis-server": "redis-server",
    "chromium": "chromium",
    "pg_ctl": "postgresql",
    "prometheus": "prometheus",
    "prometheus-alertmanager": "prometheus-alertmanager",
}
# What building images and running pods takes; only the slow tests do.
SLOW_PROGRAMS = {
    "buildah": "buildah",
    "podman": "podman",
    "runc": "runc",
    "debootstrap": "debootstrap",
    "catatonit": "catatonit",
    "iptables": "iptables",
    "/usr/lib/podman/aardvark-dns": "aardvark-dns",
}
PYTEST_NOTHING_COLLECTED = 5


@dataclass(frozen=True)
class Suite:
    """What one pytest runs: the environment, the folders, the tests with a marker."""

    environment: str
    folders: tuple[str, ...]
    marker: str

    @property
    def name(self) -> str:
        return f"{' '.join(self.folders)} ({self.environment}, {self.marker})"


def lanes(asked: str) -> list[list[list[Suite]]]:
    """Steps of lanes of suites: a step's lanes run beside each other, a lane's suites in turn.

    What talks to running pods has the machine for itself.
    """
    marker = "slow" if asked == "slow" else "not slow"
    chat = Suite("chat", ("tests/bot", "tests/actions", "tests/evaluation"), marker)
    folders = ("tests/recommender", "tests/knowledge_base", "tests/contract")
    services = Suite("services", folders, marker)
    tools = Suite("services", ("tests/make",), marker)
    cluster = Suite("services", ("tests/k8s",), marker)
    stack = Suite("services", ("tests/e2e",), marker)
    if asked == "e2e":
        return [[[stack]]]
    return [[[services], [chat, tools]], [[cluster, stack]]]


def installed(program: str) -> bool:
    if shutil.which(program) or (program == "chromium" and shutil.which("chromium-browser")):
        return True
    return program == "pg_ctl" and any(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))


def install_programs(programs: dict[str, str]) -> None:
    """Bring what is missing from apt, where that is possible without asking anyone."""
    missing = [package for name, package in programs.items() if not installed(name)]
    if not missing or os.name != "posix" or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    print(f"techhub: installing {', '.join(missing)} for the tests", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *missing]):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)


def train() -> None:
    """Train the assistant where that is to be done; ends with its words where it fails."""
    python = ROOT / ".venvs" / "chat" / "bin" / "python"
    done = subprocess.run([str(python), str(ROOT / ".make" / "train.py")], cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit("techhub: without the trained assistant no test of it can run")


def run_suite(suite: Suite, report: Path, aside: bool) -> int:
    """Run one pytest and return its exit code; `aside` prints its words when it has ended."""
    python = ROOT / ".venvs" / suite.environment / "bin" / "python"
    command = [python, "-m", "pytest", "-q", "-m", suite.marker, f"--junitxml={report}"]
    command += suite.folders
    words = [str(part) for part in command]
    if not aside:
        print(f"\ntechhub: {suite.name}", flush=True)
        return subprocess.run(words, cwd=ROOT, check=False).returncode
    said = report.with_suffix(".txt")
    with said.open("w") as file:
        code = subprocess.run(words, cwd=ROOT, check=False, stdout=file, stderr=file).returncode
    print(f"\ntechhub: {suite.name}\n{said.read_text(errors='replace')}", flush=True)
    return code


def count(report: Path) -> tuple[int, int, int]:
    """Passed, failed (errors included) and skipped tests of a JUnit report."""
    suite = ElementTree.parse(report).getroot().find("testsuite")
    if suite is None:
        return 0, 1, 0
    total, skipped = int(suite.get("tests", "0")), int(suite.get("skipped", "0"))
    failed = int(suite.get("failures", "0")) + int(suite.get("errors", "0"))
    return total - failed - skipped, failed, skipped


def outcome(suite: Suite, report: Path, aside: bool) -> tuple[int, int, int]:
    """Run a suite; passed, failed and skipped, with one failure where pytest itself fails."""
    code = run_suite(suite, report, aside)
    passed, failed, skipped = count(report) if report.exists() else (0, 1, 0)
    if code not in (0, PYTEST_NOTHING_COLLECTED) and not failed:
        failed = 1
    return passed, failed, skipped


def run_lane(lane: list[Suite], scratch: Path, aside: bool) -> list[tuple[int, int, int]]:
    """The outcomes of a lane's suites; the assistant is trained before the first that needs it."""
    found = []
    for suite in lane:
        if suite.environment == "chat":
            train()
        report = scratch / f"{suite.folders[0].replace('/', '-')}.xml"
        found.append(outcome(suite, report, aside))
    return found


def main() -> int:
    asked = sys.argv[1] if len(sys.argv) > 1 else "fast"
    if asked not in ("fast", "slow", "e2e"):
        raise SystemExit("usage: tests.py fast|slow|e2e")
    install_programs(PROGRAMS | (SLOW_PROGRAMS if asked == "slow" else {}))
    if asked == "e2e":
        train()
    began = time.monotonic()
    found: list[tuple[int, int, int]] = []
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor() as beside:
        for step in lanes(asked):
            running = [
                beside.submit(run_lane, lane, Path(scratch), aside=number > 0)
                for number, lane in enumerate(step)
            ]
            found += [counts for lane in running for counts in lane.result()]
    passed, failed, skipped = (sum(column) for column in zip(*found, strict=True))
    print(f"\ntechhub: all suites, {(time.monotonic() - began) / 60:.1f} minutes")
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
