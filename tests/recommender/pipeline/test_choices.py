"""An operator's own outcomes become the label, and health posts can be left out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from recommender.features.definitions import FEATURE_NAMES, HEALTH_NAMES
from recommender.features.tables import Tables
from recommender.model.bundle import Bundle
from recommender.model.evaluate import CONTROLS, KINDS, evaluation
from recommender.model.held_out import permuted
from recommender.model.labels import rural_examples
from recommender.model.network import SCORERS
from recommender.model.topics import TOPIC_NAMES
from recommender.pipeline.choices import learning_tables
from recommender.pipeline.settings import Settings
from recommender.sources.errors import SourceError


@pytest.fixture
def tables() -> Tables:
    places = pd.DataFrame(
        {
            "id": [f"010101{i:04d}" for i in range(1, 9)],
            "ubigeo": ["010101"] * 8,
            "urban": [False] * 8,
            "latitude": [-6.0 - i for i in range(8)],
            "longitude": -77.0,
        }
    )
    hubs = pd.DataFrame({"id": ["tambo-1"], "latitude": [-9.0], "longitude": [-77.0]})
    features = np.ones((8, len(FEATURE_NAMES)), dtype=np.float32)
    nothing = pd.DataFrame()
    return Tables(places, features, nothing, nothing, hubs)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "outcomes.csv"


def test_visited_places_and_hubs_are_the_label(tables: Tables, file: Path) -> None:
    file.write_text("place_id,hub_id,visits_per_month\n0101010002,,40\n,tambo-1,9\n0101010006,,0\n")
    examples = rural_examples(learning_tables(tables, file, True))
    assert np.flatnonzero(examples.label).tolist() == [1, 3]


def test_without_a_file_the_tambos_are(tables: Tables) -> None:
    examples = rural_examples(learning_tables(tables, None, True))
    assert np.flatnonzero(examples.label).tolist() == [3]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("place_id,visits_per_month\n9999999999,5\n", "row 2, column place_id: '9999999999'"),
        ("hub_id,visits_per_month\ntambo-1,5\ntambo-2,5\n", "row 3, column hub_id: 'tambo-2'"),
        ("hub_id,visits_per_month\ntambo-1,0\n", "no place or hub has a visit"),
    ],
)
def test_what_cannot_be_a_label_is_named(tables: Tables, file: Path, text: str, said: str) -> None:
    file.write_text(text)
    with pytest.raises(SourceError, match=said):
        learning_tables(tables, file, True)


def test_left_out_health_posts_are_unknown_and_the_rest_stays(tables: Tables) -> None:
    features = learning_tables(tables, None, False).features
    unknown = np.isnan(features).all(axis=0)
    assert {FEATURE_NAMES[i] for i in np.flatnonzero(unknown)} == HEALTH_NAMES
    assert not np.isnan(tables.features).any()


@pytest.mark.parametrize("name", ["TECHHUB_SCHOOLS", "TECHHUB_OUTCOMES"])
def test_a_file_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Settings.from_environment({name: "/no/such/file.csv"})


def test_a_choice_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="TECHHUB_HEALTH_POSTS"):
        Settings.from_environment({"TECHHUB_HEALTH_POSTS": "maybe"})


def test_a_model_without_health_posts_is_measured_by_slice_all_the_same(bundle: Bundle) -> None:
    features, nothing = bundle.features, pd.DataFrame()
    whole = Tables(bundle.places, features, bundle.districts, nothing, bundle.hubs)
    blind = learning_tables(whole, None, False)
    examples = rural_examples(blind)
    score = np.log(examples.features[:, FEATURE_NAMES.index("people_5km")] + 1.0).astype(float)
    topics = [permuted(kind, topic) for kind in SCORERS for topic in TOPIC_NAMES]
    logits = dict.fromkeys((*KINDS, *CONTROLS, *topics), score)
    found = evaluation(whole, blind, logits)["slices"]
    posts = [found[name]["places"] for name in found if "health_post" in name]
    assert sum(posts) == len(examples.label) and min(posts) > 0
