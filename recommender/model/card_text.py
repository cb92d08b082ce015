"""The words of the model card; `card` puts the figures in."""

from __future__ import annotations

CARD = """# Model card: suitability of a rural place

## What it says
{what}

## What the label is, and what it is not
{label}
- The model never sees the distance to a hub, nor coordinates, nor the name of a department.

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

What was asked of the served model, and its difference from the best baseline with the interval of
that difference, both measured in the same draws of departments:

{bars}

It separates places better than chance and far from perfectly: use it to weigh places against each
other, never to settle about one place. Intervals of the models overlap: their order could be
another with other departments. {against}

{tried}

Learning from labels that were shuffled within departments, and judged by those, shows whether
anything leaks; across departments their number of labels may still tell a little.

Probabilities are Platt-scaled on held-out departments (each fold by the other four). The threshold
is the score that as many places reach as there are positives expected. The coast has very few
positives: read its line with the draws that had one at all.

| of the served model | held out |
|---|---|
{more}

| slice | places | positives | ROC-AUC | average precision | inside districts | draws |
|---|---|---|---|---|---|---|
{slices}

How much is lost, held out, where a topic's figures are exchanged among the places of a department
(permutation importance; below 0: no worse without):

| topic | ROC-AUC | average precision | inside districts |
|---|---|---|---|
{importance}

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
much about where a hub is viable. Health posts carry much of the score{posts}: the table above has
the model without them. Figures by district are the same for all its places.

Schools are counted by district in Ayacucho and Huancavelica only (MINEDU 2025, services: one level
of one school). The count calibrates and is no feature: it shows how the people of school age that
we count stand for schools. The slope is that of the logarithm of services on that of people (below
1: small schools serve few); each department is foretold by the fit of the other, observed over
expected (O/E). The count holds {merged} districts inside their parents, which no list names: here
each is added to the district of its province that it lies nearest to. A count of 1 may be a true
0: the second slope takes each for one.

| level | services | slope | slope, 1 as 0 | rank correlation | O/E, Ayacucho | O/E, Huancavelica |
|---|---|---|---|---|---|---|
{schools}

{register}

| feature | what it is | source |
|---|---|---|
{features}

{count} features. Four small networks (one hidden layer of 48 units) that differ by their seed;
their mean logit is calibrated. Each feature comes to them by its place among {bins} quantiles
(piecewise linear encoding). They learn from the labels and from the probabilities of three teachers
fitted on the same places (distillation): gradient boosting, logistic regression and a random
forest. Scaling and encoding are inside the exported model. A figure that is not known (NaN) counts
as the average. Plots are in `report/`.

{backtest}## What it must not be used for
- To refuse a place a hub, or to rank communities by worth.
- To say that a tambo, or any hub, has internet, computers or staff.
- To judge urban places, or places outside Peru.
- To decide without the people who live there. It knows nothing of land, roads, security,
  electricity at the site, or what a community wants.
- As a measure of need: need is a figure of its own.

## What can go wrong
{history} Estimates of people are rough for single places. The suitability of two
neighbours differs little, because the sources are mostly by district.
"""

BACKTEST = """\
## Plans against hubs that were hidden
In each department a share of {hidden:.0%} of the hubs was hidden ({count} in all), as many sites
were planned there, and those hidden hubs counted that have a planned site within {radius:g} km;
{draws} draws. Scores are those of models that saw none of the department.

| planned by | hidden hubs found | standard deviation, points |
|---|---|---|
{rows}

It measures likeness to past placement and nothing else. A plan by need goes where people are whom
no hub reaches, which past choices mostly did not: that it finds few hidden hubs speaks of other
aims, not of a worse plan. The score finds them because it learnt what such places have in common.
So the planner's objective is need and coverage, and the score only says how like a site is.

"""
# The ways of planning that a backtest compares.
WAYS = {
    "need": "most people in need within reach",
    "suitability": "the highest scores",
    "need_and_suitability": "people in need within reach, times the score of the site",
    "largest_uncovered": "the largest places without a hub",
    "random": "places by chance",
}

# What depends on the label: the places of tambos, or those that an operator's outcomes name.
LABELS: dict[str, dict[str, str]] = {
    "tambos": {
        "what": """\
For each rural populated place of Peru, how much it resembles the places where the state has put a
tambo, as a probability between 0 and 1. It is evidence that a public service platform is viable
there, and nothing more. Urban places have no value, because tambos are a rural programme: that is
not a low value.""",
        "label": """\
- 1 for the place nearest to each of the 514 tambos of the register where that place is rural
  ({positives} places), 0 for the other rural places ({places} in all). About one place in
  {odds:.0f} is a 1. A tambo nearest to an urban place labels nothing.
- Where further rural places lie within 0.5 km of a tambo, the map does not tell which of them it
  stands in: in learning the nearest counts less as a positive, the others less as unlabelled, in
  inverse proportion to their distance. The figures below use the nearest alone.
- A 0 is unlabelled, not unfit: a place may be without a tambo because nobody asked, because the
  money ran out, or because a neighbour has it.
- It shows what the state chose in the past, with the aims and errors of that choice. It does not
  show that a tambo was well placed, that people use it, or that it has internet or computers.""",
        "posts": " and some may have come after\na tambo",
        "history": """\
Regions where the state built few tambos (the coast, Lambayeque, Tumbes, Ica, Lima) get low values
because of that history.""",
    },
    "outcomes": {
        "what": """\
For each rural populated place of Peru, how much it resembles the places that the operator's own
outcomes say are visited, as a probability between 0 and 1. It is evidence that a hub would be used
there, and nothing more. Urban places have no value, because only rural ones are learnt from: that
is not a low value.""",
        "label": """\
- 1 for the place nearest to each place or hub with visits in the operator's file, where that place
  is rural ({positives} places), 0 for the other rural places ({places} in all). About one place in
  {odds:.0f} is a 1. What is nearest to an urban place labels nothing.
- Where further rural places lie within 0.5 km, they share it: in learning the nearest counts less
  as a positive, the others less as unlabelled, in inverse proportion to their distance. The figures
  below use the nearest alone.
- A 0 is unlabelled, not unfit: most such places never had a hub that anyone could have visited.
- It shows where hubs of this operator are visited, not by whom, nor what came of it. How many
  visits there were does not count, only that there were some.""",
        "posts": " and some may have come after\na hub",
        "history": """\
Regions where the operator has few hubs get low values because of that history.""",
    },
}
