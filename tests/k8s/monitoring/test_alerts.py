"""Every alert fires when it should, rests when it should, and says what to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.k8s.monitoring.cases import CASES
from tests.k8s.monitoring.cases.case import Case, Series
from tests.k8s.monitoring.programs import passes
from tests.k8s.monitoring.repository import FOLDER, RULE_FILES, alerts

RUNBOOK = (FOLDER / "RUNBOOK.md").read_text("utf-8")
LABEL_USED = re.compile(r"\$labels\.(\w+)")


def promtool_test(case: Case, series: Series, at: str, *, fires: bool) -> dict[str, Any]:
    """What promtool is to check: how the alert stands after these series."""
    labels = {
        "alertname": case.alert,
        "alertstate": "firing",
        "severity": alerts()[case.alert]["labels"]["severity"],
        **case.labels,
    }
    written = ", ".join(f'{name}="{value}"' for name, value in labels.items())
    expected = [{"labels": f"ALERTS{{{written}}}", "value": 1}] if fires else []
    return {
        "interval": case.step,
        "input_series": [{"series": name, "values": values} for name, values in series.items()],
        "promql_expr_test": [
            {
                "expr": f'ALERTS{{alertname="{case.alert}", alertstate="firing"}}',
                "eval_time": at,
                "exp_samples": expected,
            }
        ],
    }


def files_for(alert: str) -> list[Path]:
    """The file of an alert, with those whose records it reads: the others take time alone."""
    (own,) = [path for path in RULE_FILES if f"alert: {alert}\n" in path.read_text("utf-8")]
    read = set(re.findall(r"[a-z_]+:techhub_[a-z_]+:[a-z_0-9]+", alerts()[alert]["expr"]))
    needed = [
        path
        for path in RULE_FILES
        if any(f"record: {record}\n" in path.read_text("utf-8") for record in read)
    ]
    return sorted({own, *needed})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.alert)
def test_it_fires_and_it_rests(case: Case, tmp_path: Path) -> None:
    file = {
        "rule_files": [str(path) for path in files_for(case.alert)],
        "evaluation_interval": case.step,
        "tests": [
            promtool_test(case, case.fires, case.at, fires=True),
            promtool_test(case, case.rests, case.rests_at or case.at, fires=False),
        ],
    }
    path = tmp_path / "case.yml"
    path.write_text(yaml.safe_dump(file), "utf-8")
    passes("promtool", "test", "rules", path)


def test_each_alert_has_a_case() -> None:
    assert {case.alert for case in CASES} == set(alerts())


@pytest.mark.parametrize("name", sorted(alerts()))
def test_it_tells_how_grave_it_is_what_happens_and_what_to_do(name: str) -> None:
    alert = alerts()[name]
    assert alert["labels"]["severity"] in ("page", "ticket")
    said = alert["annotations"]
    assert set(said) == {"summary", "description", "runbook"} and all(said.values())
    assert said["runbook"] == f"k8s/monitoring/RUNBOOK.md#{name.lower()}"
    (section,) = re.findall(rf"^## {name}\n(.+?)(?=^## |\Z)", RUNBOOK, re.M | re.S)
    assert len(section.split()) > 20, f"{name}: the runbook says next to nothing"
    (labels,) = {tuple(sorted(case.labels)) for case in CASES if case.alert == name}
    assert set(LABEL_USED.findall(said["summary"] + said["description"])) <= set(labels)


def test_the_runbook_names_no_alert_that_is_gone() -> None:
    assert set(re.findall(r"^## (\w+)\n", RUNBOOK, re.M)) == set(alerts())
