"""The cost on paper adds up, guesses no price, and is what COST.md says."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from tests.k8s.conftest import rendered
from tests.k8s.rendering import Manifests, render

K8S = Path(__file__).resolve().parents[2] / "k8s"
LOADS = (1_000, 10_000, 100_000)


@pytest.fixture(scope="module")
def cost() -> ModuleType:
    spec = importlib.util.spec_from_file_location("k8s_cost", K8S / "cost.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A frozen dataclass looks its module up by name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def table() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((K8S / "prices.json").read_text(encoding="utf-8"))
    return loaded


def test_a_price_is_known_from_somewhere_or_not_known(table: dict[str, Any]) -> None:
    for name, price in table["prices"].items():
        known = price["usd"] is not None
        assert known == bool(price["source"]) == bool(price["read"]), name
        assert not known or price["usd"] > 0 and price["source"].startswith("https://"), name


def test_every_line_has_a_price_and_every_price_a_line(
    cost: ModuleType, table: dict[str, Any]
) -> None:
    amounts = cost.cloud(cost.need(1_000), 730, 30) | cost.twilio(1_000, 0.5, 30)
    asked = {name for name, _ in amounts.values()}
    asked |= {name for name, _ in cost.cloud(cost.need(0), 730, 30, cost.STAGING).values()}
    # Messages that we begin are in COST.md alone.
    assert asked | {"whatsapp_template"} == set(table["prices"])


def test_an_unknown_price_is_named_and_not_counted(cost: ModuleType) -> None:
    amounts = {"known": ("a", 3.0), "not known": ("b", 5.0)}
    found = cost.bill(amounts, {"a": 2.0, "b": None})
    assert (found.total, found.unknown) == (6.0, ("b",))
    found = cost.bill(amounts, {"a": 2.0, "b": 1.0})
    assert (found.total, found.unknown) == (11.0, ())


def test_twilio_is_paid_by_the_message(cost: ModuleType) -> None:
    prices = {"whatsapp_message": 0.005, "sms_segment_out": 0.1, "sms_segment_in": 0.01,
              "number_month": 7.0}  # fmt: skip
    by_whatsapp = cost.bill(cost.twilio(1_000, 0.0, 30), prices)
    assert by_whatsapp.total == pytest.approx(1_000 * 30 * 2 * 0.005)
    by_sms = cost.bill(cost.twilio(1_000, 1.0, 30), prices)
    assert by_sms.total == pytest.approx(30_000 * (cost.SEGMENTS_A_TURN * 0.1 + 0.01) + 7)
    mixed = cost.bill(cost.twilio(1_000, 0.5, 30), prices)
    assert mixed.total == pytest.approx((by_whatsapp.total + by_sms.total + 7) / 2)


def test_pods_carry_the_peak_and_survive_the_loss_of_one(cost: ModuleType) -> None:
    for turns in (*LOADS, 10_000_000):
        load = cost.need(turns)
        assert min(load.pods.values()) >= 2 and load.nodes >= 3
        assert load.pods["bot"] * cost.TURNS_A_SECOND_A_BOT * cost.USED >= load.peak
        # With one node gone the rest still hold what is requested.
        wanted = sum(load.pods[name] * gib for name, (_, gib) in cost.REQUESTS.items())
        assert (load.nodes - 1) * cost.NODE[1] >= wanted


def in_mebibytes(quantity: str) -> float:
    return float(quantity[:-2]) * {"Mi": 1, "Gi": 1024}[quantity[-2:]]


def in_cores(quantity: str) -> float:
    return float(quantity[:-1]) / 1000 if quantity.endswith("m") else float(quantity)


def test_requests_are_those_of_the_manifests(cost: ModuleType) -> None:
    """Also before there are manifests: then there is nothing to differ from."""
    for file in (K8S / "base").glob("*.yaml"):
        for document in yaml.safe_load_all(file.read_text(encoding="utf-8")):
            if not document or document.get("kind") != "Deployment":
                continue
            containers = document["spec"]["template"]["spec"]["containers"]
            asked = containers[0]["resources"]["requests"]
            cores, gib = cost.REQUESTS[document["metadata"]["name"]]
            assert in_cores(str(asked["cpu"])) == cores, file.name
            assert in_mebibytes(asked["memory"]) == gib * 1024, file.name


def test_volumes_are_those_that_pods_claim(cost: ModuleType) -> None:
    monitoring = Manifests("monitoring", render(K8S / "monitoring"))
    claims = rendered("production").of_kind("PersistentVolumeClaim")
    for one in monitoring.of_kind("StatefulSet"):
        claims += one["spec"]["volumeClaimTemplates"]
    asked = [one["spec"]["resources"]["requests"]["storage"] for one in claims]
    assert sum(map(in_mebibytes, asked)) == cost.VOLUMES_GB * 1024


@pytest.mark.parametrize("name", ["staging", "production"])
def test_environments_are_those_of_terraform(cost: ModuleType, name: str) -> None:
    text = (K8S / "terraform" / name / "main.tf").read_text("utf-8")
    place = cost.STAGING if name == "staging" else cost.PRODUCTION
    assert (place.gateways == 1) == bool(re.search(r"one_gateway\s+= true", text))
    kind = re.search(r'instance_class = "db\.t4g\.(\w+)", multi_az = (\w+)', text)
    replicas = re.search(r"redis\s+= \{.*replicas = (\d+)", text)
    assert kind and replicas
    assert place.postgres == f"postgres_{kind[1]}_hour"
    assert place.postgres_zones == (2 if kind[2] == "true" else 1)
    assert place.redis_nodes == 1 + int(replicas[1])


def test_the_page_says_what_staging_costs_and_when_messages_cost_more(cost: ModuleType) -> None:
    page = " ".join((K8S / "COST.md").read_text("utf-8").split())
    prices, hours, days = cost.read_prices(K8S / "prices.json")
    staging = cost.bill(cost.cloud(cost.need(0), hours, days, cost.STAGING), prices).total
    assert f"comes on top: {staging:,.0f} USD" in page
    aws = cost.bill(cost.cloud(cost.need(1_000), hours, days), prices).total
    turns = aws / (2 * prices["whatsapp_message"] * days)
    assert f"from some {round(turns, -2):,.0f} turns a day" in page


def test_the_page_says_what_the_script_says(cost: ModuleType) -> None:
    page = (K8S / "COST.md").read_text(encoding="utf-8")
    prices, hours, days = cost.read_prices(K8S / "prices.json")
    rows = re.findall(r"^\| ([\d,]+) \| (.+) \|$", page, flags=re.MULTILINE)
    assert [int(turns.replace(",", "")) for turns, _ in rows] == [*LOADS, 10_000_000]
    for turns, rest in rows:
        load = cost.need(int(turns.replace(",", "")))
        aws = cost.bill(cost.cloud(load, hours, days), prices).total
        whatsapp = cost.bill(cost.twilio(load.turns_a_day, 0.0, days), prices).total
        said = [cell.strip() for cell in rest.split("|")]
        pods = " + ".join(str(load.pods[name]) for name in cost.REQUESTS)
        segments = load.turns_a_day * days * cost.SEGMENTS_A_TURN
        assert said == [
            f"{load.peak:.2f}", pods, str(load.nodes), f"{aws:,.0f}", f"{whatsapp:,.0f}",
            f"{segments:,.0f} · O + {load.turns_a_day * days:,.0f} · I",
        ]  # fmt: skip
