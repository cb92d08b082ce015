"""The pictures are small, repeat byte by byte, and show what they are given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from recommender.model.bundle import Bundle
from recommender.model.intervals import Reliability, reliability
from recommender.model.report import (
    draw_importance,
    draw_map,
    draw_precision_recall,
    draw_reliability,
)
from tests.recommender.model.held_out import HeldOut, held_out

LIMIT_BYTES = 250_000
GREY = (200, 200, 200)
YELLOW, PURPLE = (253, 231, 36), (68, 1, 84)


@pytest.fixture(scope="module")
def places() -> HeldOut:
    return held_out()


def _reliability(places: HeldOut, path: Path) -> None:
    draw_reliability(reliability(places.label, places.probability, places.department), path)


def _precision_recall(places: HeldOut, path: Path) -> None:
    models = {"keras": places.logit, "logistic_regression": -places.logit}
    draw_precision_recall(places.label, models, path)


def _importance(places: HeldOut, path: Path) -> None:
    names = [f"people_within_{radius}_km" for radius in range(40)]
    draw_importance(names, np.arange(40.0), "Fall of the average precision", path)


DRAWINGS = [_reliability, _precision_recall, _importance]


@pytest.mark.parametrize("draw", DRAWINGS)
def test_a_picture_is_small_and_the_same_twice(
    draw: Callable[[HeldOut, Path], None], places: HeldOut, tmp_path: Path
) -> None:
    first, second = tmp_path / "new" / "first.png", tmp_path / "second.png"
    draw(places, first)
    draw(places, second)
    assert first.read_bytes() == second.read_bytes()
    _assert_fit_for_a_bundle(first)


def test_the_map_of_the_whole_country_is_small_too(bundle: Bundle, tmp_path: Path) -> None:
    columns = ("latitude", "longitude", "suitability")
    draw_map(*(bundle.places[name].to_numpy(float) for name in columns), tmp_path / "map.png")
    _assert_fit_for_a_bundle(tmp_path / "map.png")


def test_the_map_puts_the_likeliest_on_top_and_urban_places_in_grey(tmp_path: Path) -> None:
    # Three heaps of places; the last hides likely places among a thousand unlikely ones. A place
    # far in the east keeps the colour bar out of the way.
    latitude = np.append(np.repeat([-2.0, -9.0, -16.0], 1_000), -9.0)
    longitude = np.append(np.repeat([-80.0, -78.0, -76.0], 1_000), -69.0)
    probability = np.append(np.full(3_000, 0.001), np.nan)
    # The first heap is wide: grey is also the colour of the edges of letters.
    probability[:1_000] = np.nan
    latitude[:1_000] += np.linspace(-1.0, 1.0, 1_000)
    probability[2_000:2_010] = 0.1
    path = tmp_path / "map.png"
    draw_map(latitude, longitude, probability, path)
    assert _position(path, GREY) < _position(path, YELLOW) < _position(path, PURPLE)


def test_a_better_model_runs_above_a_worse_one(places: HeldOut, tmp_path: Path) -> None:
    path = tmp_path / "curves.png"
    random = np.random.default_rng(9).normal(size=len(places.label))
    draw_precision_recall(places.label, {"good": places.logit, "none": random}, path)
    blue, vermilion = _position(path, (0, 114, 178)), _position(path, (213, 94, 0))
    assert blue < vermilion


def test_a_tenth_without_a_positive_is_left_out_rather_than_drawn_at_nothing(
    tmp_path: Path,
) -> None:
    said = np.linspace(0.001, 0.01, 10)
    share = np.where(np.arange(10) < 2, 0.0, said)
    draw_reliability(Reliability(said, share, share / 2, share * 2), tmp_path / "with.png")
    cut = Reliability(said[2:], share[2:], share[2:] / 2, share[2:] * 2)
    draw_reliability(cut, tmp_path / "without.png")
    assert (tmp_path / "with.png").read_bytes() == (tmp_path / "without.png").read_bytes()


def _assert_fit_for_a_bundle(path: Path) -> None:
    assert path.stat().st_size <= LIMIT_BYTES
    with Image.open(path) as picture:
        assert picture.format == "PNG" and not picture.info.get("Software")
        assert min(picture.size) >= 500
        pixels = np.asarray(picture.convert("RGB"))
    # Words that run over the edge would leave ink on it.
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    assert (edge == 255).all()


def _position(path: Path, colour: tuple[int, int, int]) -> float:
    """Return how far down the left part of the picture, of 500 pixels, a colour lies."""
    with Image.open(path) as picture:
        pixels = np.asarray(picture.convert("RGB")).astype(int)[:, :500]
    rows, _ = np.nonzero((np.abs(pixels - colour) <= 6).all(axis=2))
    assert len(rows), f"{colour} is nowhere"
    return float(np.median(rows))
