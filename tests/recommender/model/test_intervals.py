"""The intervals are those of a plain bootstrap over departments, drawn the slow way."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit
from sklearn.metrics import average_precision_score, roc_auc_score

from recommender.model.intervals import difference, drawn, intervals, reliability
from recommender.model.measures import measures
from tests.recommender.model.held_out import HeldOut, held_out


@pytest.fixture(scope="module")
def places() -> HeldOut:
    return held_out()


def test_intervals_are_those_of_departments_copied_as_often_as_drawn(places: HeldOut) -> None:
    code = places.department.astype(int)
    auc, precision = [], []
    for weight in drawn(6, 60, seed=5):
        rows = np.repeat(np.arange(len(code)), weight[code].astype(int))
        auc.append(roc_auc_score(places.label[rows], places.logit[rows]))
        precision.append(average_precision_score(places.label[rows], places.logit[rows]))
    found = intervals(*places.arguments(), places.department, draws=60, seed=5)
    for name, values in (("roc_auc", auc), ("average_precision", precision)):
        ends = [found[name].low, found[name].high]
        assert ends == pytest.approx(np.quantile(values, [0.025, 0.975]), abs=1e-9)


def test_each_interval_holds_the_measure_itself_and_repeats(places: HeldOut) -> None:
    found = intervals(*places.arguments(), places.department)
    again = intervals(*places.arguments(), places.department)
    assert found == again
    for name, value in measures(*places.arguments()).items():
        assert found[name].low <= value <= found[name].high, name


def test_a_draw_without_a_positive_is_dropped_and_counted() -> None:
    department = np.repeat(["01", "02"], 50).astype(object)
    label = np.zeros(100)
    label[[3, 20]] = 1
    score = np.random.default_rng(2).normal(size=100)
    probability = 1 / (1 + np.exp(-score))
    found = intervals(label, score, probability, department, department, draws=400)
    only_the_second = (drawn(2, 400, seed=20_261_001)[:, 0] == 0).sum()
    assert only_the_second > 50
    assert found["roc_auc"].draws == 400 - only_the_second
    # Brier would have a meaning without a positive too, but of another kind of country.
    assert found["brier"].draws == 400 - only_the_second


def test_one_department_says_nothing_about_others(places: HeldOut) -> None:
    rows = places.department == "03"
    found = intervals(*places.arguments(rows), places.department[rows])
    assert np.isnan(found["roc_auc"].low) and found["roc_auc"].draws == 0


def test_a_district_in_two_departments_is_refused(places: HeldOut) -> None:
    district = places.district.copy()
    district[0] = district[places.department != places.department[0]][0]
    with pytest.raises(ValueError, match=f"district {district[0]} lies in two departments"):
        intervals(
            places.label, places.logit, places.probability, district, places.department, draws=10
        )


def test_reliability_compares_what_is_said_with_what_is_there(places: HeldOut) -> None:
    found = reliability(places.label, places.probability, places.department)
    tenths = np.array_split(np.argsort(places.probability, kind="stable"), 10)
    said = [places.probability[rows].mean() for rows in tenths]
    assert found.probability == pytest.approx(said, rel=1e-9)
    assert found.share.mean() == pytest.approx(places.label.mean(dtype=float))
    assert (np.diff(found.share) > 0).sum() >= 7
    assert (found.low <= found.share).all() and (found.share <= found.high).all()


def test_intervals_of_the_shares_are_those_of_departments_copied_as_often_as_drawn(
    places: HeldOut,
) -> None:
    code = places.department.astype(int)
    shares = []
    for weight in drawn(6, 60, seed=5):
        rows = np.repeat(np.arange(len(code)), weight[code].astype(int))
        copied = reliability(places.label[rows], places.probability[rows], rows * 0, draws=1)
        shares.append(copied.share)
    found = reliability(places.label, places.probability, places.department, draws=60, seed=5)
    low, high = np.quantile(shares, [0.025, 0.975], axis=0)
    assert found.low == pytest.approx(low, abs=1e-9)
    assert found.high == pytest.approx(high, abs=1e-9)


def test_a_difference_in_the_same_draws_is_surer_than_each_score(places: HeldOut) -> None:
    noise = np.random.default_rng(5).normal(0, 0.05, len(places.logit))
    better, worse = places.logit + 0.2 * places.label, places.logit + noise
    found = difference(places.label, (better, worse), places.district, places.department, draws=200)
    for name, apart in found.items():
        assert 0.0 < apart.low < apart.high and apart.above == 1.0, name
    each = intervals(
        places.label, better, expit(better), places.district, places.department, draws=200
    )["roc_auc"]
    assert found["roc_auc"].high - found["roc_auc"].low < (each.high - each.low) / 2


def test_a_score_is_not_above_itself(places: HeldOut) -> None:
    found = difference(
        places.label, (places.logit,) * 2, places.district, places.department, draws=50
    )
    assert all((row.low, row.high, row.above) == (0.0, 0.0, 0.0) for row in found.values())
