"""The vectors: exact up to a size, a graph above it that is held against exact search."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest

from knowledge_base.index import built
from knowledge_base.index.built import BuiltIndex, build, load, save
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.search import Searcher
from knowledge_base.index.vectors import LEAST_RECALL, Vectors, build_vectors, cosines
from knowledge_base.resources.records import Resource

_DIMENSION = 64
_NEAREST = 10
# How far a question lies from what it asks for: cosines of about 0.9, 0.7, 0.45 and 0.25.
_AWAY = (0.5, 1.0, 2.0, 4.0)


def _unit(vectors: np.ndarray[Any, Any]) -> Vectors:
    unit: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _clustered(count: int, seed: int) -> Vectors:
    """Return vectors that lie about some fifty to a topic, as texts do."""
    random = np.random.default_rng(seed)
    topics = _unit(random.normal(size=(count // 50, _DIMENSION)))
    step = random.normal(size=(count, _DIMENSION)) * 0.6 / np.sqrt(_DIMENSION)
    return _unit(topics[random.integers(len(topics), size=count)] + step)


def _fresh(vectors: Vectors, away: float, seed: int, count: int = 500) -> Vectors:
    """Return questions that the build has not judged itself on."""
    random = np.random.default_rng(seed)
    near = vectors[random.integers(len(vectors), size=count)]
    return _unit(near + random.normal(size=near.shape) * away / np.sqrt(_DIMENSION))


def _recall(graph: Any, vectors: Vectors, questions: Vectors) -> float:
    """Return the share of the ten truly nearest rows that the graph finds."""
    truth = np.argsort(-(questions @ vectors.T), axis=1)[:, :_NEAREST]
    found = graph.search(questions, _NEAREST)[1]
    shares = [len({*f} & {*t}) / _NEAREST for f, t in zip(found, truth, strict=True)]
    return float(np.mean(shares))


@pytest.fixture(scope="module")
def many() -> Vectors:
    return _clustered(5000, seed=1)


@pytest.fixture(scope="module")
def graph(many: Vectors) -> Any:
    return build_vectors(many, flat_up_to=4999)


def test_exact_up_to_the_limit_and_a_graph_above_it(many: Vectors, graph: Any) -> None:
    assert isinstance(build_vectors(many, flat_up_to=5000), faiss.IndexFlatIP)
    assert isinstance(graph, faiss.IndexHNSWFlat)
    assert graph.metric_type == faiss.METRIC_INNER_PRODUCT
    assert graph.hnsw.efConstruction == 80
    # Two times M neighbours on the lowest level.
    assert graph.hnsw.nb_neighbors(0) == 64


@pytest.mark.parametrize("away", _AWAY)
def test_the_graph_finds_what_exact_search_finds(many: Vectors, graph: Any, away: float) -> None:
    assert _recall(graph, many, _fresh(many, away, seed=2)) >= LEAST_RECALL


def test_a_graph_that_cannot_find_enough_is_not_used(caplog: pytest.LogCaptureFixture) -> None:
    # Almost the same text thousands of times: the links of the graph lead nowhere.
    random = np.random.default_rng(4)
    heaps = np.eye(_DIMENSION)[random.integers(_DIMENSION, size=6000)]
    vectors = _unit(heaps + random.normal(size=heaps.shape) * 1e-4)
    index = build_vectors(vectors, flat_up_to=1000)
    found = [_recall(index, vectors, _fresh(vectors, away, seed=5)) for away in _AWAY]
    assert min(found) >= LEAST_RECALL
    assert isinstance(index, faiss.IndexFlatIP) == ("the index is flat" in caplog.text)


def test_equal_texts_do_not_make_the_graph_look_worse() -> None:
    vectors = np.repeat(_clustered(250, seed=6), 20, axis=0)
    assert isinstance(build_vectors(vectors, flat_up_to=1000), faiss.IndexHNSWFlat)


def test_a_stored_graph_keeps_how_hard_it_is_asked(graph: Any, tmp_path: Path) -> None:
    # Not the value that FAISS begins with.
    assert graph.hnsw.efSearch > faiss.IndexHNSWFlat(_DIMENSION, 32).hnsw.efSearch
    faiss.write_index(graph, str(tmp_path / "vectors.faiss"))
    again = faiss.read_index(str(tmp_path / "vectors.faiss"))
    assert again.hnsw.efSearch == graph.hnsw.efSearch


@pytest.mark.parametrize("kind", ["flat", "graph"])
def test_rows_found_by_words_get_their_true_cosine(many: Vectors, graph: Any, kind: str) -> None:
    index = graph if kind == "graph" else build_vectors(many)
    question = _fresh(many, 1.0, seed=7, count=1)[0]
    truth = many @ question
    farthest = np.argsort(truth)[:5]
    found = cosines(index, question, 20, farthest)
    assert found[farthest] == pytest.approx(truth[farthest], abs=1e-5)
    nearest = np.argsort(-truth)[:_NEAREST]
    assert found[nearest] == pytest.approx(truth[nearest], abs=1e-5)
    assert np.count_nonzero(found) <= 25


def test_no_vectors_at_all() -> None:
    empty = build_vectors(np.zeros((0, 4), dtype=np.float32))
    none = np.zeros(0, dtype=np.int64)
    assert cosines(empty, np.ones(4, dtype=np.float32), 10, none).shape == (0,)


@pytest.fixture
def base(
    catalogue: list[Resource], encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> BuiltIndex:
    """The small catalogue in a graph, as if it were large."""
    monkeypatch.setattr(built, "build_vectors", lambda vectors: build_vectors(vectors, 10))
    index = build(catalogue, 1, encoder)
    assert isinstance(index.vectors, faiss.IndexHNSWFlat)
    return index


def test_an_edit_beside_a_graph_is_found_and_the_old_one_no_more(
    base: BuiltIndex, encoder: Encoder, catalogue: list[Resource], tmp_path: Path
) -> None:
    save(base, tmp_path)
    read = load(tmp_path, encoder)
    scratch = next(one for one in catalogue if one.id == "scratch")
    edited = replace(
        scratch, title="Tejido a telar", description="Como se hace una manta.", tags=("telar",)
    )
    before, after = Searcher(read), Searcher(read, (edited,))
    assert scratch in [hit.resource for hit in before.search("programar desde cero").hits]
    assert scratch not in [hit.resource for hit in after.search("programar desde cero").hits]
    assert [hit.resource for hit in after.search("tejido a telar").hits] == [edited]
    gone = Searcher(read, (), frozenset({"scratch"}))
    assert scratch not in [hit.resource for hit in gone.search("programar desde cero").hits]


def test_the_next_build_takes_vectors_out_of_a_graph(base: BuiltIndex, encoder: Encoder) -> None:
    again = build(base.resources, 2, encoder, base)
    for row in range(len(base.resources)):
        assert again.vectors.reconstruct(row) == pytest.approx(
            base.vectors.reconstruct(row), abs=1e-6
        )


@pytest.mark.slow
def test_a_hundred_thousand_vectors() -> None:
    vectors = _clustered(101_000, seed=8)
    index = build_vectors(vectors)
    assert isinstance(index, faiss.IndexHNSWFlat)
    for away in _AWAY:
        assert _recall(index, vectors, _fresh(vectors, away, seed=9, count=200)) >= LEAST_RECALL
