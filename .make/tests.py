"""Run the tests in both environments and end in one summary.

`tests.py fast|slow|e2e`, by the services environment's Python. Where apt and root are there, the
programs that tests drive (Redis, PostgreSQL, Chromium, Prometheus) are installed first; elsewhere
those tests say why they skip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHAT = ("chat", ["tests/bot", "tests/actions", "tests/evaluation"])
SERVICES = ("services", ["tests/recommender", "tests/knowledge_base", "tests/contract"])
TOOLS = ("services", ["tests/make"])
CLUSTER = ("services", ["tests/k8s"])
STACK = ("services", ["tests/e2e"])
SUITES = {
    "fast": [(suite, "not slow") for suite in (CHAT, SERVICES, TOOLS, CLUSTER, STACK)],
    "slow": [(suite, "slow") for suite in (CHAT, SERVICES, CLUSTER, STACK)],
    "e2e": [(STACK, "not slow")],
}
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


def run_suite(environment: str, folders: list[str], marker: str, report: Path) -> int:
    """Run one pytest and return its exit code; folders that do not exist are an error."""
    python = ROOT / ".venvs" / environment / "bin" / "python"
    command = [python, "-m", "pytest", "-q", "-m", marker, f"--junitxml={report}", *folders]
    print(f"\ntechhub: {' '.join(folders)} ({environment}, {marker})", flush=True)
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode


def count(report: Path) -> tuple[int, int, int]:
    """Passed, failed (errors included) and skipped tests of a JUnit report."""
    suite = ElementTree.parse(report).getroot().find("testsuite")
    if suite is None:
        return 0, 1, 0
    total, skipped = int(suite.get("tests", "0")), int(suite.get("skipped", "0"))
    failed = int(suite.get("failures", "0")) + int(suite.get("errors", "0"))
    return total - failed - skipped, failed, skipped


def main() -> int:
    asked = sys.argv[1] if len(sys.argv) > 1 else "fast"
    suites = SUITES[asked]
    install_programs(PROGRAMS | (SLOW_PROGRAMS if asked == "slow" else {}))
    began = time.monotonic()
    passed = failed = skipped = 0
    with tempfile.TemporaryDirectory() as scratch:
        for number, ((environment, folders), marker) in enumerate(suites):
            report = Path(scratch) / f"{number}.xml"
            code = run_suite(environment, folders, marker, report)
            good, bad, passed_over = count(report) if report.exists() else (0, 1, 0)
            if code not in (0, PYTEST_NOTHING_COLLECTED) and not bad:
                bad = 1
            passed, failed, skipped = passed + good, failed + bad, skipped + passed_over
    print(f"\ntechhub: all suites, {(time.monotonic() - began) / 60:.1f} minutes")
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
