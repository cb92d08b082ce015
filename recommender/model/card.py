"""The model card in plain words, with the figures of the model that it comes with."""

from __future__ import annotations

from typing import Any

from recommender.features.definitions import FEATURES
from recommender.model.card_text import BACKTEST, CARD, LABELS, WAYS
from recommender.model.encoding import BINS
from recommender.model.tried import tried

NAMES = {
    "keras_model": "keras_model: a network (Keras)",
    "tensorflow_model": "tensorflow_model: it also sees the 32 nearest places",
    "logistic_regression": "logistic regression",
    "hist_gradient_boosting": "gradient boosting",
    "keras_model_without_health_posts": "keras_model that knows no health post",
    "health_post_km_alone": "the distance to a health post alone",
    "keras_model_labels_shuffled": "keras_model, labels shuffled within departments",
}
# What one would like beyond the bars.
GOALS = {"roc_auc": 0.80, "average_precision": 0.04}
WHY_SHORT = (
    "The likely reasons: a few hundred positives in departments that were filled at different "
    "times, and nothing at hand on what also decides, such as land, roads, or who asked."
)
SHOWN = ("roc_auc", "average_precision", "roc_auc_within_district")
MORE = {
    "recall_top_1_percent": "of the labelled places in the top 1 %",
    "recall_top_5_percent": "of the labelled places in the top 5 %",
    "precision_at_threshold": "precision at the threshold",
    "recall_at_threshold": "recall at the threshold",
    "accuracy_at_threshold": "accuracy at the threshold",
    "brier": "Brier score",
    "expected_calibration_error": "expected calibration error",
    "calibration_slope": "calibration slope",
    "observed_over_expected_top_decile": "observed over expected, likeliest tenth",
    "observed_over_expected_tenth_9": "the tenth before",
    "observed_over_expected_tenth_8": "the tenth before",
    "observed_over_expected_tenth_7": "the tenth before",
    "observed_over_expected_tenth_6": "the tenth before",
}


def model_card(metrics: dict[str, Any]) -> str:
    """Return the card as Markdown; `metrics["label"]` says whether the label is the tambos."""
    champion = metrics["models"][metrics["champion"]]
    words = LABELS[metrics["label"]]
    counts = {
        "places": metrics["rural_places"],
        "positives": metrics["positives"],
        "odds": 1.0 / metrics["base_rate"],
    }
    return CARD.format(
        champion=metrics["champion"],
        what=words["what"],
        label=words["label"].format(**counts),
        posts=words["posts"],
        history=words["history"],
        rate=metrics["base_rate"],
        against=_against(metrics["bars"]),
        tried=tried(metrics["label"]),
        importance=_importance(metrics["importance"]),
        merged=metrics["schools"]["merged_into_a_neighbour"],
        schools=_schools(metrics["schools"]["calibration"]),
        register=_register(metrics["schools"]["register"]),
        bins=BINS,
        table=_figures({**metrics["models"], **metrics["controls"]}),
        bars=_bars(metrics["bars"]),
        more=_more(champion),
        slices=_slices(metrics["slices"]),
        departments=_departments(metrics["departments"]),
        people=_people(metrics["people"]["held_out"]),
        features="\n".join(f"| {f.name} | {f.unit} | {f.source} |" for f in FEATURES),
        count=len(FEATURES),
        backtest=_backtest(metrics.get("backtest")),
    )


def _number(value: float | None, digits: int = 3) -> str:
    return "none" if value is None else f"{value:.{digits}f}"


def _with_interval(figures: dict[str, Any], name: str, digits: int = 3) -> str:
    low, high = figures["intervals_95"].get(name, (None, None))
    value = _number(figures[name], digits)
    return f"{value} ({_number(low, digits)} to {_number(high, digits)})"


def _figures(models: dict[str, dict[str, Any]]) -> str:
    rows = (
        f"| {NAMES[name]} | {_with_interval(found, 'roc_auc')} "
        f"| {_with_interval(found, 'average_precision', 4)} "
        f"| {_with_interval(found, 'roc_auc_within_district')} |"
        for name, found in models.items()
    )
    return "\n".join(rows)


def _bars(bars: dict[str, dict[str, Any]]) -> str:
    lines = []
    for name, row in bars.items():
        word = "reached" if row["holds"] else f"missed by {row['bar'] - row['value']:.4f}"
        over = row["over_best_baseline"]
        against = f"{abs(over):.4f} {'above' if over >= 0 else 'below'} the best baseline"
        low, high = row["over_best_baseline_95"]
        draws = (
            f"{_number(low, 4)} to {_number(high, 4)}; above in "
            f"{100 * row['draws_over_best_baseline']:.0f} % of the draws"
        )
        lines.append(
            f"- {name}: {row['value']:.4f}, asked {row['bar']}: {word}; {against} ({draws})."
        )
    return "\n".join(lines)


def _against(bars: dict[str, dict[str, Any]]) -> str:
    """Return in words where the served model falls behind the best baseline or the goals."""
    behind = [name for name, row in bars.items() if row["over_best_baseline"] < 0]
    short = [
        f"{name} by {goal - bars[name]['value']:.4f}"
        for name, goal in GOALS.items()
        if bars[name]["value"] < goal
    ]
    said = (
        f"The served model is below the best baseline in {' and '.join(behind)}."
        if behind
        else "The served model is above the best baseline in all three."
    )
    if short:
        said += f" It misses the goal of {_goals()} in {' and '.join(short)}. {WHY_SHORT}"
    return said


def _goals() -> str:
    return " and ".join(f"{goal:.2f} ({name})" for name, goal in GOALS.items())


def _importance(importance: dict[str, dict[str, float]]) -> str:
    order = sorted(importance, key=lambda topic: -importance[topic]["roc_auc"])
    return "\n".join(
        f"| {topic.replace('_', ' ')} | {importance[topic]['roc_auc']:.4f} "
        f"| {importance[topic]['average_precision']:.4f} "
        f"| {importance[topic]['roc_auc_within_district']:.4f} |"
        for topic in order
    )


def _schools(calibration: dict[str, dict[str, Any]]) -> str:
    lines = []
    for level, row in calibration.items():
        held = [f"{found['observed_over_expected']:.2f}" for found in row["held_out"].values()]
        lines.append(
            f"| {level} | {row['services']} | {row['slope']:.2f} "
            f"| {row['slope_if_ones_are_zero']:.2f} | {row['rank_correlation']:.2f} "
            f"| {' | '.join(held)} |"
        )
    return "\n".join(lines)


def _register(register: dict[str, Any] | None) -> str:
    if register is None:
        return "A register that is loaded is held against this count; none was."
    levels = ", ".join(
        f"{level} {row['over_counted']:.2f}" for level, row in register["levels"].items()
    )
    far = ", ".join(register["far_off"]) or "no district"
    return (
        f"The register that is loaded has of the services counted: {levels}. It has less than half "
        f"or more than twice in {far}."
    )


def _more(champion: dict[str, Any]) -> str:
    return "\n".join(
        f"| {text} | {_with_interval(champion, name, 4)} |" for name, text in MORE.items()
    )


def _slices(slices: dict[str, dict[str, Any]]) -> str:
    return "\n".join(
        f"| {name.replace('_', ' ')} | {row['places']} | {row['positives']} "
        + "".join(f"| {_with_interval(row, key)} " for key in SHOWN)
        + f"| {row['draws']} |"
        for name, row in slices.items()
    )


def _people(held_out: dict[str, dict[str, dict[str, float]]]) -> str:
    rows = (
        f"| {way.replace('_', ' ')} | {found['all']['spearman']:.3f} "
        f"| {found['urban']['spearman']:.3f} | {found['rural']['spearman']:.3f} "
        f"| {found['within_districts']['spearman']:.3f} |"
        for way, found in held_out.items()
    )
    return "\n".join(rows)


def _backtest(report: dict[str, Any] | None) -> str:
    """Return the card's section on plans against hidden hubs, nothing where there was none."""
    if report is None:
        return ""
    rows = "\n".join(
        f"| {WAYS[name]} | {100 * found['mean']:.1f} % | {100 * found['standard_deviation']:.1f} |"
        for name, found in report["found"].items()
    )
    return BACKTEST.format(
        hidden=report["hidden_share"],
        draws=report["draws"],
        radius=report["radius_km"],
        count=report["hidden_each_draw"][0],
        rows=rows,
    )


def _departments(departments: dict[str, dict[str, Any]]) -> str:
    lines = []
    for code, row in departments.items():
        auc = "too few" if row["roc_auc"] is None else f"{row['roc_auc']:.2f}"
        lines.append(f"| {code} | {row['places']} | {row['positives']} | {auc} |")
    return "\n".join(lines)
