"""What so many turns a day need and cost, on paper: `python3 k8s/cost.py [TURNS ...]`.

Needs nothing but Python. Prices are in prices.json beside it, each with its source; one that nobody
has put in (null) is not guessed at: it stands in the result by its name. COST.md says where the
measured figures come from.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PRICES = Path(__file__).parent / "prices.json"

# Measured: a stack of one recommender, one knowledge base, one action server and two bots answers
# 45 questions a second on two cores (`make bench`).
TURNS_A_SECOND_A_BOT = 22.5
# Measured: `python -m tests.evaluation.sms_segments tests/evaluation/conversations.jsonl`.
SEGMENTS_A_TURN = 1.376

# Assumed, since nobody has run this for people yet.
PEAK = 10.0  # the busiest second against the mean one
USED = 0.5  # how full a pod may be at the peak
KB_A_TURN = 10.0  # over the load balancer, TLS included
LOG_KB_A_TURN = 5.0
CONTROL_LOG_GB = 30.0  # a month, of the cluster's own: requests to its API, audit, who came in
KEY_REQUESTS = 100_000.0  # a month, of secrets, disks and logs that are opened and closed

# Of one pod, as the manifests request: cores and GiB.
REQUESTS = {
    "bot": (0.5, 0.75),
    "actions": (0.1, 0.09375),
    "recommender": (0.5, 0.875),
    "knowledge-base": (0.25, 0.5625),
}
LEAST_PODS = 2
# Of a node with two cores and 8 GiB: what is left to pods (assumed), less what runs on each node.
NODE = (1.7, 6.5)
# For one more pod of each kind while a version is rolled, and for ingress, certificates and
# monitoring (assumed).
SPARE = (2.35, 4.3)
LEAST_NODES = 3
# GiB of the volumes that pods claim: figures, silences, copies of the catalogue.
VOLUMES_GB = 22.0


@dataclass(frozen=True)
class Need:
    """What a load needs. Rates in turns a second."""

    turns_a_day: int
    peak: float
    pods: dict[str, int]
    nodes: int


def need(turns_a_day: int) -> Need:
    """Pods and nodes for a load; all four kinds grow together, as they were measured together."""
    peak = turns_a_day / 86_400 * PEAK
    pods = max(LEAST_PODS, math.ceil(peak / (TURNS_A_SECOND_A_BOT * USED)))
    # One of each served two bots.
    others = max(LEAST_PODS, math.ceil(pods / 2))
    count = {name: pods if name == "bot" else others for name in REQUESTS}
    wanted = (
        sum(count[name] * request[kind] for name, request in REQUESTS.items()) + SPARE[kind]
        for kind in (0, 1)
    )
    nodes = max(math.ceil(whole / left) for whole, left in zip(wanted, NODE, strict=True))
    return Need(turns_a_day, peak, count, max(LEAST_NODES, nodes))


@dataclass(frozen=True)
class Bill:
    """Dollars a month by what they are for, and the names of the prices that are not known."""

    lines: dict[str, float]
    unknown: tuple[str, ...]

    @property
    def total(self) -> float:
        return sum(self.lines.values())


def bill(amounts: Mapping[str, tuple[str, float]], prices: Mapping[str, float | None]) -> Bill:
    """Multiply amounts by prices; `amounts` gives for each line the price's name and how many."""
    lines, unknown = {}, []
    for line, (name, amount) in amounts.items():
        price = prices[name]
        if price is None:
            unknown.append(name)
        else:
            lines[line] = amount * price
    return Bill(lines, tuple(dict.fromkeys(unknown)))


@dataclass(frozen=True)
class Environment:
    """What the environments of k8s/terraform differ in; `postgres` is the price of an instance."""

    gateways: int
    postgres: str
    postgres_zones: int
    redis_nodes: int


PRODUCTION = Environment(2, "postgres_small_hour", 2, 2)
STAGING = Environment(1, "postgres_micro_hour", 1, 1)


def cloud(
    load: Need, hours: float, days: float, place: Environment = PRODUCTION
) -> dict[str, tuple[str, float]]:
    """What an environment takes from AWS a month."""
    turns = load.turns_a_day * days
    out_gb, log_gb = turns * KB_A_TURN / 1e6, turns * LOG_KB_A_TURN / 1e6
    return {
        "cluster": ("cluster_hour", hours),
        "nodes": ("node_hour", load.nodes * hours),
        "disks of nodes": ("disk_gb_month", load.nodes * 50),
        "volumes of pods": ("disk_gb_month", VOLUMES_GB),
        "NAT gateways": ("gateway_hour", place.gateways * hours),
        "through them": ("gateway_gb", out_gb),
        "four endpoints in two zones": ("endpoint_hour", 8 * hours),
        # Of the gateways, and of the load balancer in two zones.
        "public addresses": ("address_hour", (place.gateways + 2) * hours),
        "load balancer": ("balancer_hour", hours),
        # A unit carries a gigabyte.
        "what it carries": ("balancer_unit_hour", out_gb),
        "to the internet": ("out_gb", out_gb),
        "PostgreSQL": (place.postgres, place.postgres_zones * hours),
        "its storage": ("postgres_gb_month", place.postgres_zones * 20),
        "Redis": ("redis_hour", place.redis_nodes * hours),
        "keys": ("key_month", 2),
        "requests to keys": ("key_requests_10000", KEY_REQUESTS / 10_000),
        "secrets": ("secret_month", 6),
        "logs": ("log_gb", log_gb),
        "logs of the control plane": ("log_gb", CONTROL_LOG_GB),
    }


def twilio(turns_a_day: int, sms_share: float, days: float) -> dict[str, tuple[str, float]]:
    """What Twilio takes a month: a message in and one out by WhatsApp, segments by SMS."""
    turns = turns_a_day * days
    by_sms = turns * sms_share
    amounts = {}
    if sms_share < 1:
        amounts["WhatsApp, in and out"] = ("whatsapp_message", 2 * (turns - by_sms))
    if sms_share > 0:
        amounts["SMS out"] = ("sms_segment_out", by_sms * SEGMENTS_A_TURN)
        amounts["SMS in"] = ("sms_segment_in", by_sms)
        amounts["number"] = ("number_month", 1)
    return amounts


def read_prices(file: Path) -> tuple[dict[str, float | None], float, float]:
    """Prices by name, hours and days of a month."""
    table = json.loads(file.read_text(encoding="utf-8"))
    prices = {name: entry["usd"] for name, entry in table["prices"].items()}
    return prices, table["hours_a_month"], table["days_a_month"]


def _print(title: str, found: Bill) -> None:
    print(f"  {title:<28}{found.total:>12,.2f} USD a month")
    for line, dollars in found.lines.items():
        print(f"    {line:<28}{dollars:>10,.2f}")
    if found.unknown:
        print(f"    not counted, price unknown: {', '.join(found.unknown)}")


def main() -> None:
    """Print needs and costs of each load."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("turns", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--prices", type=Path, default=PRICES)
    parser.add_argument("--sms", type=float, default=0.5, help="share of turns by SMS (0.5)")
    asked = parser.parse_args()
    prices, hours, days = read_prices(asked.prices)
    for turns in asked.turns:
        load = need(turns)
        pods = ", ".join(f"{count} {name}" for name, count in load.pods.items())
        print(f"{turns:,} turns a day, {load.peak:.2f} a second at the peak")
        print(f"  {pods}; {load.nodes} nodes")
        _print("AWS", bill(cloud(load, hours, days), prices))
        _print(f"Twilio, {asked.sms:.0%} by SMS", bill(twilio(turns, asked.sms, days), prices))
    print("staging, without load")
    _print("AWS", bill(cloud(need(0), hours, days, STAGING), prices))


if __name__ == "__main__":
    main()
