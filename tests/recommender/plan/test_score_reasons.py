"""A score's reasons are few, true to the place's figures, and fit one SMS."""

from __future__ import annotations

import numpy as np
import pytest

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
    [(0, "ningún otro lugar a menos de 5 km"), (1, "1 lugar a"), (12, "12 lugares a")],
)
def test_a_few_places_are_counted_as_one_says_it(bundle: Bundle, places: int, said: str) -> None:
    figures = dict(zip(bundle.feature_names, bundle.features[10].tolist(), strict=True))
    assert phrase("places", {**figures, "places_5km": places}).startswith(said)


def test_an_urban_place_has_no_score_to_explain(bundle: Bundle) -> None:
    row = int(np.flatnonzero(bundle.places["urban"].to_numpy(bool))[0])
    assert ScoreReasons.of_bundle(bundle).of(row) == ([], "")
