"""The meaning half of the search: vectors in FAISS, exact up to a size, a graph above it."""

from __future__ import annotations

import logging
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]

# Above it an exact search of all takes longer than people wait.
FLAT_UP_TO = 100_000
LEAST_RECALL = 0.99
_NEIGHBOURS = 32
_EF_CONSTRUCTION = 80
_EF_SEARCH = (32, 64, 128, 256, 512, 1024, 2048)
# A sample says 0.99 of a graph that is a little under it for other questions.
_SAMPLE_RECALL = 0.995
# How far questions lie from what they ask for, as the length of a step away from a unit vector.
_AWAY = (0.5, 1.0, 2.0, 4.0)
_ASKED = 200
_TOP = 10
# Equal texts have equal vectors; which of them is named does not matter.
_SAME = 1e-5


def build_vectors(vectors: Vectors, flat_up_to: int = FLAT_UP_TO) -> Any:
    """Return a FAISS index by inner product of unit vectors, shape (n, dimension).

    HNSW is asked harder (efSearch) until it finds more than LEAST_RECALL of the ten truly nearest,
    judged on samples of its own vectors moved near and far. Where no efSearch does, the index is
    flat: slow rather than wrong.
    """
    count, dimension = vectors.shape
    flat = faiss.IndexFlatIP(dimension)
    flat.add(vectors)
    if count <= flat_up_to:
        return flat
    graph = faiss.IndexHNSWFlat(dimension, _NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction = _EF_CONSTRUCTION
    graph.add(vectors)
    samples = [_questions(vectors, away) for away in _AWAY]
    truths = [flat.search(questions, _TOP)[0] for questions in samples]
    for ef_search in _EF_SEARCH:
        graph.hnsw.efSearch = ef_search
        pairs = zip(samples, truths, strict=True)
        reached = min(recall(graph.search(asked, _TOP)[0], truth) for asked, truth in pairs)
        if reached >= _SAMPLE_RECALL:
            return graph
    log.warning("HNSW finds only %.1f %% of the nearest: the index is flat", 100 * reached)
    return flat


def recall(found: Vectors, truth: Vectors) -> float:
    """Return the share of the nearest that was found, both by their cosines, shape (n, k).

    What is as near as the last of the truly nearest is one of them.
    """
    least = truth.min(axis=1, keepdims=True) - _SAME
    return float((found >= least).mean())


def cosines(index: Any, question: Vectors, nearest: int, also: Rows) -> Vectors:
    """Return the cosine of a question with the `nearest` rows and those of `also`, shape (n,).

    `also` are the rows that words have found; whatever is neither is 0.
    """
    found = np.zeros(index.ntotal, dtype=np.float32)
    if not index.ntotal:
        return found
    if len(also):
        found[also] = index.reconstruct_batch(also) @ question
    values, rows = index.search(question[None], min(nearest, index.ntotal))
    # A graph that finds too few fills up with -1.
    known = rows[0] >= 0
    found[rows[0][known]] = values[0][known]
    return found


def _questions(vectors: Vectors, away: float) -> Vectors:
    """Return a sample of the vectors, each moved `away` at random, so that none is its answer."""
    random = np.random.default_rng(0)
    chosen = vectors[random.choice(len(vectors), min(_ASKED, len(vectors)), replace=False)]
    moved = chosen + random.normal(0, away / np.sqrt(vectors.shape[1]), chosen.shape)
    unit: Vectors = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
    return unit
