"""The nodes of each environment hold its pods, and somebody adds nodes when they do not."""

from __future__ import annotations

import importlib.util
import re
import sys
from types import ModuleType
from typing import NamedTuple

import pytest
import yaml

from tests.k8s.conftest import rendered
from tests.k8s.rendering import K8S

TERRAFORM = K8S / "terraform"
ROOTS = ("staging", "production")
CORES, GIB = 0, 1


class Nodes(NamedTuple):
    """How many nodes an environment has."""

    least: int
    most: int


def nodes_of(root: str) -> Nodes:
    text = (TERRAFORM / root / "main.tf").read_text("utf-8")
    found = re.search(r"nodes += \{.*least = (\d+), most = (\d+) \}", text)
    assert found is not None
    return Nodes(int(found[1]), int(found[2]))


@pytest.fixture(scope="module")
def cost() -> ModuleType:
    spec = importlib.util.spec_from_file_location("k8s_cost_of_nodes", K8S / "cost.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A frozen dataclass looks its module up by name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def asked(root: str, cost: ModuleType, replicas: str) -> list[float]:
    """Cores and GiB of all pods at so many replicas, with what a rolled version needs."""
    scalers = rendered(root).of_kind("HorizontalPodAutoscaler")
    pods = {one["metadata"]["name"]: int(one["spec"][replicas]) for one in scalers}
    assert pods.keys() == cost.REQUESTS.keys()
    return [
        sum(count * cost.REQUESTS[name][kind] for name, count in pods.items()) + cost.SPARE[kind]
        for kind in (CORES, GIB)
    ]


@pytest.mark.parametrize("root", ROOTS)
def test_the_fewest_nodes_hold_the_fewest_pods_while_a_version_is_rolled(
    root: str, cost: ModuleType
) -> None:
    least = nodes_of(root).least
    for kind, wanted in enumerate(asked(root, cost, "minReplicas")):
        assert wanted <= least * cost.NODE[kind]
    assert cost.need(1_000).nodes <= least


@pytest.mark.parametrize("root", ROOTS)
def test_the_most_nodes_hold_what_the_autoscalers_may_ask_for(root: str, cost: ModuleType) -> None:
    most = nodes_of(root).most
    for kind, wanted in enumerate(asked(root, cost, "maxReplicas")):
        assert wanted <= most * cost.NODE[kind]


def test_the_autoscaler_of_nodes_is_the_account_that_bears_the_role() -> None:
    values = yaml.safe_load((TERRAFORM / "charts/cluster-autoscaler-values.yaml").read_text())
    role = (TERRAFORM / "modules/cluster/autoscaler.tf").read_text("utf-8")
    said = dict(re.findall(r'(namespace|service_account) += "(\S+)"', role))
    assert values["rbac"]["serviceAccount"]["name"] == said["service_account"]
    steps = (TERRAFORM / "README.md").read_text("utf-8")
    assert f"--namespace {said['namespace']} " in steps
    assert "charts/cluster-autoscaler-values.yaml" in steps


def test_the_autoscaler_of_nodes_is_of_the_version_of_the_cluster() -> None:
    values = yaml.safe_load((TERRAFORM / "charts/cluster-autoscaler-values.yaml").read_text())
    variables = (TERRAFORM / "modules/environment/variables.tf").read_text("utf-8")
    version = re.search(r'"kubernetes_version" \{[^}]*default = "([\d.]+)"', variables)
    assert version and values["image"]["tag"].startswith(f"v{version[1]}.")


def test_a_node_may_go_although_its_pods_have_volumes_of_its_own() -> None:
    values = yaml.safe_load((TERRAFORM / "charts/cluster-autoscaler-values.yaml").read_text())
    volumes = rendered("production").pod("bot").spec["volumes"]
    assert any("emptyDir" in one for one in volumes)
    assert values["extraArgs"]["skip-nodes-with-local-storage"] == "false"
