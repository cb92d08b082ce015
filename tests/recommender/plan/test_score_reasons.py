"""A score's reasons are few, true to the place's figures, and fit one SMS."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from recommender.features.definitions import FEATURES
from recommender.model.bundle import Bundle
from recommender.plan.score_reasons import HEAD, MOST, NOTHING, ScoreReasons, phrase
from recommender.plan.sms import SMS_SEPTETS, septets, to_gsm7


@pytest.fixture(scope="module")
def rural(bundle: Bundle) -> np.ndarray:
    rows = np.flatnonzero(~bundle.places["urban"].to_numpy(bool))
    return np.random.default_rng(2).choice(rows, 400, replace=False)


def test_every_sms_fits_and_has_three_reasons_at_most(bundle: Bundle, rural: np.ndarray) -> None:
    reasons = ScoreReasons.of_bundle(bundle)
    for row in rural:
        told, sms = reasons.of(int(row))
        assert len(told) <= MOST
        assert septets(sms) <= SMS_SEPTETS
        assert sms.startswith(HEAD)
        # No reason that is told is lost for want of room.
        assert all(to_gsm7(reason.split(": ", 1)[1]) in sms for reason in told)
        assert told or sms.endswith(NOTHING)


def test_the_strongest_topic_comes_first_on_its_side(bundle: Bundle, rural: np.ndarray) -> None:
    reasons = ScoreReasons.of_bundle(bundle)
    for row in rural[:100]:
        told, _ = reasons.of(int(row))
        if told:
            found = bundle.contributions[row]
            first = int(np.abs(found).argmax())
            assert told[0].startswith("a favor" if found[first] > 0 else "en contra")


def test_contributions_add_up_to_the_score(bundle: Bundle, rural: np.ndarray) -> None:
    """Beyond the average place every score is its topics' sum, to their hundredths."""
    probability = bundle.places["suitability"].to_numpy()[rural]
    logit = np.log(probability / (1 - probability))
    rest = logit - bundle.contributions[rural].sum(axis=1)
    assert np.ptp(rest) <= 0.01 * np.ptp(logit) + 0.01 * len(bundle.topics) + 0.02


def test_every_topic_of_the_bundle_has_its_phrase(bundle: Bundle) -> None:
    figures = dict(zip(bundle.feature_names, bundle.features[10].tolist(), strict=True))
    phrases = [phrase(topic, figures) for topic in bundle.topics]
    assert len(set(phrases)) == len(bundle.topics)
    assert all(any(char.isdigit() for char in text) for text in phrases)


@pytest.mark.parametrize(
    ("places", "said"),
    [(0, "sin otro lugar a menos de 5 km"), (1, "1 lugar a"), (12, "12 lugares a")],
)
def test_a_few_places_are_counted_as_one_says_it(bundle: Bundle, places: int, said: str) -> None:
    figures = dict(zip(bundle.feature_names, bundle.features[10].tolist(), strict=True))
    assert phrase("places", {**figures, "places_5km": places}).startswith(said)


def _figures(bundle: Bundle) -> dict[str, float]:
    return dict(zip(bundle.feature_names, bundle.features[10].tolist(), strict=True))


def test_any_three_topics_fit_whatever_their_sides(bundle: Bundle) -> None:
    """The longest phrase of each topic over all places, three by three, split over two sides."""
    rural_rows = np.flatnonzero(~bundle.places["urban"].to_numpy(bool))
    values = np.asarray(bundle.features)[rural_rows]
    ends = [values.min(axis=0), values.max(axis=0), np.zeros(values.shape[1])]
    figures = [dict(zip(bundle.feature_names, end.tolist(), strict=True)) for end in ends]
    longest = [max((phrase(t, f) for f in figures), key=len) for t in bundle.topics]
    for three in combinations(longest, MOST):
        message = f"{HEAD} A favor: {three[0]}. En contra: {three[1]}; {three[2]}."
        assert septets(to_gsm7(message)) <= SMS_SEPTETS, message


def test_a_place_unlike_those_with_a_tambo_is_not_called_alike(bundle: Bundle) -> None:
    row = int(bundle.places["suitability"].idxmin())
    told, sms = ScoreReasons.of_bundle(bundle).of(row)
    assert told
    assert all(reason.startswith("en contra: ") for reason in told)
    assert sms.startswith("¿")
    assert "Parecido" not in sms


def test_the_districts_figures_are_said_to_be_the_districts(bundle: Bundle) -> None:
    for topic in ("services", "poverty", "learning", "district", "census_order"):
        assert "distrit" in phrase(topic, _figures(bundle))


def test_figures_that_are_told_are_never_unknown(bundle: Bundle) -> None:
    nullable = {feature.name for feature in FEATURES if feature.nullable}
    known = {name: v for name, v in _figures(bundle).items() if name not in nullable}
    assert all("nan" not in phrase(topic, known) for topic in bundle.topics)


@pytest.mark.parametrize(
    ("topic", "figure", "said"),
    [
        ("health_post", {"health_post_km": 0.0}, "puesto de salud a 100 m o menos"),
        ("health_post", {"health_post_km": 3.0}, "puesto de salud a 3 km"),
        ("people", {"people_5km": 1.0}, "1 persona a 5 km"),
        ("people", {"people_5km": 420.0}, "unas 420 personas a 5 km"),
    ],
)
def test_a_figure_is_said_as_one_says_it(
    bundle: Bundle, topic: str, figure: dict[str, float], said: str
) -> None:
    assert phrase(topic, {**_figures(bundle), **figure}) == said


def test_an_urban_place_has_no_score_to_explain(bundle: Bundle) -> None:
    row = int(np.flatnonzero(bundle.places["urban"].to_numpy(bool))[0])
    assert ScoreReasons.of_bundle(bundle).of(row) == ([], "")
