"""The model card in plain words, with the figures of the model that it comes with."""

from __future__ import annotations

from typing import Any

from recommender.features.definitions import FEATURES

NAMES = {
    "keras": "this model (Keras)",
    "logistic_regression": "logistic regression",
    "hist_gradient_boosting": "gradient boosting",
}


def model_card(metrics: dict[str, Any]) -> str:
    """Return the card as Markdown."""
    calibration = metrics["calibration"]
    top = calibration["deciles"][-1]
    return CARD.format(
        places=metrics["rural_places"],
        positives=metrics["positives"],
        rate=metrics["base_rate"],
        odds=1.0 / metrics["base_rate"],
        table=_figures(metrics["models"]),
        mean=calibration["mean_probability"],
        share=calibration["share_of_positives"],
        top=top["share"],
        lift=top["share"] / metrics["base_rate"],
        top_said=top["mean_probability"],
        departments=_departments(metrics["departments"]),
        features="\n".join(f"| {f.name} | {f.unit} | {f.source} |" for f in FEATURES),
    )


def _figures(models: dict[str, dict[str, Any]]) -> str:
    lines = []
    for name, m in models.items():
        auc = m["roc_auc_by_fold"]
        lines.append(
            f"| {NAMES[name]} | {m['roc_auc_fold_mean']:.3f} | {min(auc):.3f} to {max(auc):.3f} "
            f"| {m['roc_auc']:.3f} | {m['average_precision_fold_mean']:.4f} "
            f"| {m['average_precision']:.4f} |"
        )
    return "\n".join(lines)


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
- 1 for the rural place nearest to each of the 514 tambos of the register ({positives} places), 0
  for the other rural places ({places} in all). About one place in {odds:.0f} is a 1.
- A 0 is unlabelled, not unfit: a place may be without a tambo because nobody asked, because the
  money ran out, or because a neighbour has it.
- It shows what the state chose in the past, with the aims and errors of that choice. It does not
  show that a tambo was well placed, that people use it, or that it has internet or computers.
- The model never sees the distance to a tambo, nor coordinates, nor the name of a department.

## How well it does
Five folds, each of whole departments, so that every place is judged by a model that saw none of
its department. Figures are means of the five folds, or over all places at once ("pooled"). A model
that knows nothing has a ROC-AUC of 0.5 and an average precision of {rate:.4f}.

| model | ROC-AUC | lowest to highest fold | pooled | average precision | pooled |
|---|---|---|---|---|---|
{table}

The settings of the network (its size, its epochs, the weight of positives) were chosen by these
same folds among about ten, so its figures are a little flattered; the baselines were not tuned.

It separates places better than chance and far from perfectly: use it to weigh places against each
other, never to settle about one place. Of the likeliest tenth of the places, {top:.2%} have a
tambo, {lift:.1f} times the share of all.

Probabilities are Platt-scaled on held-out departments: they average {mean:.4f} where {share:.4f}
of the places have a tambo, and {top_said:.2%} in that likeliest tenth.

By department (INEI code), where there are at least five positives:

| department | rural places | positives | ROC-AUC |
|---|---|---|---|
{departments}

## What it is made from
Census 2017, population projection 2022, health posts 2022, mobile coverage 2025, human development,
poverty and food vulnerability 2018 to 2020, universities 2021, towns of mixed years. No list gives
the people of each place: they are shared out from the district's projection, so only the sums by
district are official. There is no register of schools for the whole country in it: none was at
hand, and schools would say much about where a hub is viable. Figures by district are the same for
all its places.

| feature | what it is | source |
|---|---|---|
{features}

Three small networks (one hidden layer of 16 units each) that differ by their seed only; their mean
logit is calibrated. The scaling of the inputs is inside the exported model. A figure that is not
known (NaN) counts as the average.

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
