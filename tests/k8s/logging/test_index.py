"""The index template takes every event of every service; the policy deletes them after 30 days."""

from __future__ import annotations

import importlib
import json
import logging
import re
from datetime import datetime
from typing import Any

import pytest

from tests.contract.log_lines import CONTRACT, LINE, faults, flat
from tests.k8s.logging.files import ROOT, SERVICES, fluent_bit, read_json

MAPPINGS = read_json("template.json")["template"]["mappings"]
FIELDS = [name for names in LINE.values() for name in names]


def mapped(name: str) -> dict[str, Any]:
    """The mapping of a field by its dotted name."""
    found: dict[str, Any] = MAPPINGS
    for part in name.split("."):
        found = found["properties"][part]
    return found


def fits(value: object, mapping: dict[str, Any]) -> bool:
    """Whether Elasticsearch would take a value as it is meant, whole."""
    kind = mapping["type"]
    if kind == "date":
        return datetime.fromisoformat(str(value).replace("Z", "+00:00")).tzinfo is not None
    if kind in ("keyword", "text"):
        return isinstance(value, str) and len(value) <= mapping.get("ignore_above", len(value))
    if kind == "short":
        return isinstance(value, int) and -32_768 <= value <= 32_767
    assert kind == "float", kind
    return isinstance(value, (int, float))


def lines_of(service: str) -> list[str]:
    """What a service's own formatter makes of an answer and of a fault."""
    lines = importlib.import_module(f"{service}.log_lines")
    trace = importlib.import_module(f"{service}.trace")
    record = logging.LogRecord(f"{service}.x", logging.INFO, "f", 1, "answered", (), None, "f")
    turn = {"turn": "0" * 16} if service == "bot" else {}
    record.__dict__.update(method="GET", route="/v1/x", status=200, duration_ms=0.4, **turn)
    try:
        raise ConnectionRefusedError(111, "away")
    except ConnectionRefusedError as error:
        info = (type(error), error, error.__traceback__)
        fault = logging.LogRecord(f"{service}.x", logging.ERROR, "f", 1, "away", (), info, "f")
    with trace.background():
        return [lines.JsonLines().format(one) for one in (record, fault)]


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_of_the_contract_is_mapped(name: str) -> None:
    assert mapped(name)["type"]


@pytest.mark.parametrize("example", CONTRACT["examples"], ids=lambda example: example["service"])
def test_the_contracts_examples_fit(example: dict[str, Any]) -> None:
    for name, value in flat(example).items():
        assert fits(value, mapped(name)), name


@pytest.mark.parametrize("service", SERVICES)
def test_what_each_service_writes_fits(service: str) -> None:
    for line in lines_of(service):
        assert faults(line) == []
        for name, value in flat(json.loads(line)).items():
            assert fits(value, mapped(name)), name


def test_no_field_that_nobody_agreed_on_makes_a_mapping_of_its_own() -> None:
    assert MAPPINGS["dynamic"] is False
    assert mapped("kubernetes.labels") == {"type": "flattened"}


def test_fluent_bit_writes_to_the_stream_that_template_and_policy_are_for() -> None:
    (output,) = fluent_bit()["pipeline"]["outputs"]
    template = read_json("template.json")
    assert template["index_patterns"] == [output["index"]] and template["data_stream"] == {}
    assert output["write_operation"] == "create"
    assert MAPPINGS["properties"][output["time_key"]]["type"] == "date"
    settings = template["template"]["settings"]
    install = (ROOT / "k8s/logging/elasticsearch/install.sh").read_text("utf-8")
    assert f"_ilm/policy/{settings['index.lifecycle.name']} lifecycle.json" in install


def test_an_event_is_gone_after_the_days_that_are_promised() -> None:
    phases = read_json("lifecycle.json")["policy"]["phases"]
    until_closed = phases["hot"]["actions"]["rollover"]["max_age"]
    after = phases["delete"]["min_age"]
    days = [int(re.fullmatch(r"(\d+)d", age)[1]) for age in (until_closed, after)]  # type: ignore[index]
    readme = (ROOT / "README.md").read_text("utf-8")
    promised = re.search(r"Logs hold no number.*?go after (\d+) days", readme, re.DOTALL)
    assert promised and sum(days) == int(promised[1]) == 30
    assert phases["delete"]["actions"] == {"delete": {}}
