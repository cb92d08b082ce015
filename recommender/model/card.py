"""The model card in plain words, with the figures of the model that it comes with."""

from __future__ import annotations

from typing import Any

from recommender.features.definitions import FEATURES

NAMES = {
    "keras_model": "keras_model: a network (Keras)",
    "tensorflow_model": "tensorflow_model: it also sees the 32 nearest places",
    "logistic_regression": "logistic regression",
    "hist_gradient_boosting": "gradient boosting",
    "keras_model_without_health_posts": "keras_model that knows no health post",
    "health_post_km_alone": "the distance to a health post alone",
    "keras_model_labels_shuffled": "keras_model, labels shuffled within departments",
}
SHOWN = ("roc_auc", "average_precision", "roc_auc_within_district")
MORE = {
    "recall_top_1_percent": "of the tambos' places in the top 1 %",
    "recall_top_5_percent": "of the tambos' places in the top 5 %",
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
    """Return the card as Markdown."""
    champion = metrics["models"][metrics["champion"]]
    return CARD.format(
        champion=metrics["champion"],
        places=metrics["rural_places"],
        positives=metrics["positives"],
        rate=metrics["base_rate"],
        odds=1.0 / metrics["base_rate"],
        table=_figures({**metrics["models"], **metrics["controls"]}),
        bars=_bars(metrics["bars"]),
        more=_more(champion),
        slices=_slices(metrics["slices"]),
        departments=_departments(metrics["departments"]),
        people=_people(metrics["people"]["held_out"]),
        features="\n".join(f"| {f.name} | {f.unit} | {f.source} |" for f in FEATURES),
        count=len(FEATURES),
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
        lines.append(f"- {name}: {row['value']:.4f}, asked {row['bar']}: {word}; {against}.")
    return "\n".join(lines)


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


def _departments(departments: dict[str, dict[str, Any]]) -> str:
    lines = []
    for code, row in departments.items():
        auc = "too few" if row["roc_auc"] is None else f"{row['roc_auc']:.2f}"
        lines.append(f"| {code} | {row['places']} | {row['positives']} | {auc} |")
    return "\n".join(lines)


CARD = """# Model card: suitability of a rural place

## What it says
For each rural populated place of Peru, how much it resembles the places where the state has put a
tambo, as a probability between 0 and 1. It is evidence that a public service platform is viable
there, and nothing more. Urban places have no value, because tambos are a rural programme: that is
not a low value.

## What the label is, and what it is not
- 1 for the place nearest to each of the 514 tambos of the register where that place is rural
  ({positives} places), 0 for the other rural places ({places} in all). About one place in
  {odds:.0f} is a 1. A tambo nearest to an urban place labels nothing.
- Where further rural places lie within 0.5 km of a tambo, the map does not tell which of them it
  stands in: in learning the nearest counts less as a positive, the others less as unlabelled, in
  inverse proportion to their distance. The figures below use the nearest alone.
- A 0 is unlabelled, not unfit: a place may be without a tambo because nobody asked, because the
  money ran out, or because a neighbour has it.
- It shows what the state chose in the past, with the aims and errors of that choice. It does not
  show that a tambo was well placed, that people use it, or that it has internet or computers.
- The model never sees the distance to a tambo, nor coordinates, nor the name of a department.

## How well it does
Served is `{champion}`: of the two networks the one with the better average precision, by rule.
Baselines are compared and never served.

Five folds, each of whole departments, so that every place is judged by a model that saw none of
its department. All held-out scores are pooled; in brackets the 95 % interval of 1,000 bootstrap
draws of whole departments. A model that knows nothing has a ROC-AUC of 0.5 and an average
precision of {rate:.4f}. Inside districts only places of one district are compared.

| model | ROC-AUC | average precision | ROC-AUC inside districts |
|---|---|---|---|
{table}

What was asked of the served model:

{bars}

It separates places better than chance and far from perfectly: use it to weigh places against each
other, never to settle about one place. The size of the network, its epochs and the share of its
teacher were chosen on these same folds among about thirty trials, so its figures are a little
flattered. Intervals of the models overlap: their order could be another with other departments.

Learning from labels that were shuffled within departments, and judged by those, shows whether
anything leaks; across departments their number of tambos may still tell a little.

Probabilities are Platt-scaled on held-out departments (each fold by the other four). The threshold
is the score that as many places reach as there are positives expected. The coast has very few
positives: read its line with the draws that had one at all.

| of the served model | held out |
|---|---|
{more}

| slice | places | positives | ROC-AUC | average precision | inside districts | draws |
|---|---|---|---|---|---|---|
{slices}

By department (INEI code), where there are at least five positives:

| department | rural places | positives | ROC-AUC |
|---|---|---|---|
{departments}

## What it is made from
Census 2017, population projection 2022, health posts 2022, mobile coverage 2025, human development,
poverty and food vulnerability 2013 to 2020, school sites of PRONATEL projects 2022, universities
2021, towns of mixed years. No list gives the people of each place: they are estimated and scaled to
the district's projection, so only the sums by district are official. Rank correlation of the
estimate with GeoNames' people of towns that were held out, by folds of departments:

| estimate | all towns | urban | rural | inside districts |
|---|---|---|---|---|
{people}

There is no register of schools for the whole country in it: none was at hand. `schools_5km` and
`pupils_5km` are unknown everywhere until MINEDU's ESCALE register is loaded, and schools would say
much about where a hub is viable. Health posts carry much of the score and some may have come after
a tambo: the table above has the model without them. Figures by district are the same for all its
places.

| feature | what it is | source |
|---|---|---|
{features}

{count} features. Four small networks (one hidden layer of 48 units) that differ by their seed;
their mean logit is calibrated. They learn from the labels and from the probabilities of gradient
boosting fitted on the same places (distillation). The scaling of the inputs is inside the exported
model. A figure that is not known (NaN) counts as the average. Plots are in `report/`.

## What it must not be used for
- To refuse a place a hub, or to rank communities by worth.
- To say that a tambo, or any hub, has internet, computers or staff.
- To judge urban places, or places outside Peru.
- To decide without the people who live there. It knows nothing of land, roads, security,
  electricity at the site, or what a community wants.
- As a measure of need: need is a figure of its own.

## What can go wrong
Regions where the state built few tambos (the coast, Lambayeque, Tumbes, Ica, Lima) get low values
because of that history. Estimates of people are rough for single places. The suitability of two
neighbours differs little, because the sources are mostly by district.
"""
