"""The card speaks of the label that was learnt from, and of every figure that it is given."""

from __future__ import annotations

from typing import Any

import pytest

from recommender.model.bundle import Bundle
from recommender.model.card import model_card
from recommender.model.topics import TOPIC_NAMES
from recommender.model.tried import TRIALS

CALIBRATION = {
    "services": 2652,
    "slope": 0.53,
    "slope_if_ones_are_zero": 0.54,
    "rank_correlation": 0.84,
    "held_out": {
        "ayacucho": {"observed_over_expected": 0.85},
        "huancavelica": {"observed_over_expected": 1.18},
    },
}


@pytest.fixture
def metrics(bundle: Bundle) -> dict[str, Any]:
    bars = {
        name: {**row, "over_best_baseline_95": [-0.01, 0.02], "draws_over_best_baseline": 0.75}
        for name, row in bundle.metrics["bars"].items()
    }
    drops = {"roc_auc": 0.0123, "average_precision": 0.0045, "roc_auc_within_district": -0.0067}
    schools = {
        "merged_into_a_neighbour": 17,
        "calibration": {"primaria": CALIBRATION},
        "register": None,
    }
    return {
        **bundle.metrics,
        "label": "tambos",
        "bars": bars,
        "importance": dict.fromkeys(TOPIC_NAMES, drops),
        "schools": schools,
    }


def _before(card: str, heading: str) -> str:
    return card.split(heading)[0]


def test_the_card_of_tambos_names_them_and_what_was_tried(metrics: dict[str, Any]) -> None:
    card = model_card(metrics)
    assert "514 tambos" in card
    assert all(f"| {what} | {auc:.4f} |" in card for what, auc, _, _ in TRIALS)


def test_an_operators_outcomes_are_the_label_in_words_too(metrics: dict[str, Any]) -> None:
    card = model_card({**metrics, "label": "outcomes"})
    assert "tambo" not in _before(card, "## What it is made from")
    assert "visits" in _before(card, "## How well it does")
    assert f"({metrics['positives']} places)" in card
    assert TRIALS[0][0] not in card


def test_the_difference_from_the_best_baseline_is_told_with_its_doubt(
    metrics: dict[str, Any],
) -> None:
    assert "(-0.0100 to 0.0200; above in 75 % of the draws)" in model_card(metrics)
    bars = metrics["bars"]
    ahead = {name: {**row, "over_best_baseline": 0.001} for name, row in bars.items()}
    behind = {**ahead, "roc_auc": {**ahead["roc_auc"], "over_best_baseline": -0.001}}
    assert "below the best baseline in roc_auc" in model_card({**metrics, "bars": behind})
    assert "above the best baseline in all three" in model_card({**metrics, "bars": ahead})


def test_schools_and_topics_are_told(metrics: dict[str, Any]) -> None:
    card = model_card(metrics)
    assert "| primaria | 2652 | 0.53 | 0.54 | 0.84 | 0.85 | 1.18 |" in card
    assert "| census order | 0.0123 | 0.0045 | -0.0067 |" in card
    assert "none was." in card
    levels = {"primaria": {"over_counted": 0.97}}
    register = {"far_off": ["050104"], "levels": levels}
    card = model_card({**metrics, "schools": {**metrics["schools"], "register": register}})
    assert "primaria 0.97" in card and "050104" in card


def test_a_goal_that_is_missed_is_told_by_how_much(metrics: dict[str, Any]) -> None:
    bars = metrics["bars"]
    reached = {name: {**row, "value": 0.9} for name, row in bars.items()}
    assert "misses the goal" not in model_card({**metrics, "bars": reached})
    short = {**reached, "average_precision": {**bars["average_precision"], "value": 0.0375}}
    assert "average_precision by 0.0025" in model_card({**metrics, "bars": short})
