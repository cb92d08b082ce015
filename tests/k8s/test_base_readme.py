"""The table of the base says what the manifests say."""

from __future__ import annotations

import re

from tests.k8s.conftest import rendered
from tests.k8s.rendering import K8S

SERVICES = ["bot", "actions", "recommender", "knowledge-base"]


def test_ports_requests_and_limits_are_those_of_the_pods() -> None:
    page = (K8S / "base" / "README.md").read_text("utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if re.match(r"\| [a-z-]+ \| \d+ \|", line)
    ]
    assert [row[0] for row in rows] == SERVICES
    for name, port, _, requests, limits in rows:
        (container,) = rendered("production").pod(name).containers
        assert int(port) == container["ports"][0]["containerPort"]
        assert amounts(requests) == given(container["resources"]["requests"]), name
        assert amounts(limits) == given(container["resources"]["limits"]), name


def amounts(cell: str) -> tuple[float, float]:
    """Cores and Mi of a cell such as "0.5 CPU, 1.5 Gi"."""
    found = re.fullmatch(r"([\d.]+) CPU, ([\d.]+) (Mi|Gi)", cell)
    assert found, cell
    return float(found[1]), float(found[2]) * (1024 if found[3] == "Gi" else 1)


def given(resources: dict[str, str]) -> tuple[float, float]:
    """Cores and Mi of what a container has."""
    cpu, memory = str(resources["cpu"]), resources["memory"]
    cores = float(cpu[:-1]) / 1000 if cpu.endswith("m") else float(cpu)
    return cores, float(memory[:-2]) * (1024 if memory.endswith("Gi") else 1)
