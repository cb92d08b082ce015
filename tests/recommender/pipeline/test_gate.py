"""A worse model is refused, an equal one passes, and the gate says what it compared."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recommender.pipeline.__main__ import main
from recommender.pipeline.build import Build
from recommender.pipeline.gate import RANKING, GateError, compare
from recommender.pipeline.settings import BUNDLE

Figures = dict[str, Any]
Save = Callable[[Figures], str]


@pytest.fixture
def shipped() -> Figures:
    figures: Figures = json.loads((BUNDLE / "metrics.json").read_text(encoding="utf-8"))
    return figures


@pytest.fixture(autouse=True)
def without_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TECHHUB_MIRROR", raising=False)
    monkeypatch.delenv("RECOMMENDER_BUNDLE", raising=False)
    monkeypatch.setenv("TECHHUB_VAR", str(tmp_path / "var"))


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def saved(figures: Figures) -> str:
        file = tmp_path / "candidate.json"
        file.write_text(json.dumps(figures), encoding="utf-8")
        return str(file)

    return saved


def changed(figures: Figures, name: str, by: float) -> Figures:
    """The same figures, but for one of the champion's."""
    other = copy.deepcopy(figures)
    other["models"][other["champion"]][name] += by
    return other


def noise(figures: Figures, name: str) -> float:
    """Half the width of the interval of the lead over the best baseline."""
    low, high = figures["bars"][name]["over_best_baseline_95"]
    return float(high - low) / 2


def test_an_equal_model_passes(shipped: Figures) -> None:
    assert all(check.holds for check in compare(shipped, shipped))


@pytest.mark.parametrize("name", RANKING)
def test_a_better_model_passes(shipped: Figures, name: str) -> None:
    assert all(check.holds for check in compare(shipped, changed(shipped, name, 0.05)))


@pytest.mark.parametrize("name", RANKING)
def test_a_model_that_is_worse_than_by_chance_fails(shipped: Figures, name: str) -> None:
    worse = changed(shipped, name, -1.01 * noise(shipped, name))
    assert [check.figure for check in compare(shipped, worse) if not check.holds] == [name]


def test_what_chance_may_do_passes(shipped: Figures) -> None:
    other = changed(shipped, "roc_auc", -0.9 * noise(shipped, "roc_auc"))
    assert all(check.holds for check in compare(shipped, other))


def test_small_steps_down_end_at_the_bar(shipped: Figures) -> None:
    """A reference that is itself just above its bar leaves no room for chance."""
    bar = shipped["bars"]["roc_auc"]["bar"]
    champion = shipped["models"][shipped["champion"]]
    low = changed(shipped, "roc_auc", bar + 0.001 - champion["roc_auc"])
    lower = changed(low, "roc_auc", -0.002)
    assert [check.figure for check in compare(low, lower) if not check.holds] == ["roc_auc"]


def test_probabilities_that_no_longer_mean_what_they_say_fail(shipped: Figures) -> None:
    steep = changed(shipped, "calibration_slope", 0.5)
    failed = [check.figure for check in compare(shipped, steep) if not check.holds]
    assert failed == ["calibration_slope"]


def test_figures_of_other_data_are_not_compared(shipped: Figures) -> None:
    other = {**copy.deepcopy(shipped), "positives": shipped["positives"] + 1}
    with pytest.raises(GateError, match="positives"):
        compare(shipped, other)
    assert [check.figure for check in compare(shipped, other, other_data=True)] == list(RANKING)


def test_the_command_fails_a_worse_model_and_names_the_figure(
    shipped: Figures, save: Save, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["gate", "--candidate", save(changed(shipped, "roc_auc", -0.05))]) == 1
    assert "gate: worse in roc_auc" in capsys.readouterr().out


def test_the_command_passes_an_equal_model(
    shipped: Figures, save: Save, capsys: pytest.CaptureFixture[str]
) -> None:
    file = save(shipped)
    assert main(["gate", "--candidate", file]) == 0
    said = capsys.readouterr().out
    assert "gate: passed" in said and f"candidate: {file}" in said
    assert f"reference: {BUNDLE / 'metrics.json'}" in said


def test_without_sources_it_says_that_nothing_was_evaluated(
    shipped: Figures, save: Save, capsys: pytest.CaptureFixture[str]
) -> None:
    better = save(changed(shipped, "average_precision", 0.02))
    assert main(["gate", "--reference", better]) == 1
    said = capsys.readouterr().out
    assert "NOTHING WAS EVALUATED AFRESH" in said and "worse in average_precision" in said


def test_with_sources_the_candidate_is_evaluated_afresh(
    shipped: Figures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """The evaluation itself takes a quarter of an hour: here it leaves figures that are known."""

    def evaluated(build: Build) -> str:
        build.settings.work.mkdir(parents=True)
        worse = changed(shipped, "roc_auc_within_district", -0.1)
        (build.settings.work / "metrics.json").write_text(json.dumps(worse), encoding="utf-8")
        return "key"

    monkeypatch.setenv("TECHHUB_MIRROR", str(tmp_path))
    monkeypatch.setattr(Build, "evaluation", evaluated)
    assert main(["gate"]) == 1
    said = capsys.readouterr().out
    assert f"candidate: evaluated afresh from the sources in {tmp_path}" in said
    assert "gate: worse in roc_auc_within_district" in said


@pytest.mark.parametrize("text", ["no json", "[]", "{}"])
def test_a_file_that_holds_no_figures_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file = tmp_path / "figures.json"
    file.write_text(text, encoding="utf-8")
    assert main(["gate", "--candidate", str(file)]) == 1
    assert capsys.readouterr().err.startswith("error: ")


def test_a_file_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gate", "--candidate", "/no/such/file"]) == 1
    assert "/no/such/file" in capsys.readouterr().err
