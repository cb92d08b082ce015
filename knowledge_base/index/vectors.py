"""The meaning half of the search: vectors in FAISS, exact up to a size, a graph above it."""

from __future__ import annotations

from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]

# Above it an exact search of all takes longer than people wait.
FLAT_UP_TO = 100_000
LEAST_RECALL = 0.99
_NEIGHBOURS = 32
_EF_CONSTRUCTION = 80
_EF_SEARCH = (32, 64, 128, 256, 512, 1024, 2048)
_ASKED = 200
_TOP = 10


def build_vectors(vectors: Vectors, flat_up_to: int = FLAT_UP_TO) -> Any:
    """Return a FAISS index by inner product of unit vectors, shape (n, dimension).

    HNSW is asked harder (efSearch) until it finds LEAST_RECALL of the ten truly nearest, judged on
    a sample of its own vectors moved a little.
    """
    count, dimension = vectors.shape
    if count <= flat_up_to:
        flat = faiss.IndexFlatIP(dimension)
        flat.add(vectors)
        return flat
    graph = faiss.IndexHNSWFlat(dimension, _NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction = _EF_CONSTRUCTION
    graph.add(vectors)
    questions = _questions(vectors)
    truth = exact(vectors, questions)
    for ef_search in _EF_SEARCH:
        graph.hnsw.efSearch = ef_search
        if recall(graph.search(questions, _TOP)[1], truth) >= LEAST_RECALL:
            break
    return graph


def exact(vectors: Vectors, questions: Vectors) -> Rows:
    """Return the rows of the ten truly nearest vectors of each question."""
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    rows: Rows = flat.search(questions, _TOP)[1]
    return rows


def recall(found: Rows, truth: Rows) -> float:
    """Return the share of the true rows that were found."""
    pairs = zip(found, truth, strict=True)
    return float(np.mean([len(set(f) & set(t)) / len(t) for f, t in pairs]))


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


def _questions(vectors: Vectors) -> Vectors:
    """Return a sample of the vectors, each moved a little, so that none is its own answer."""
    random = np.random.default_rng(0)
    chosen = vectors[random.choice(len(vectors), min(_ASKED, len(vectors)), replace=False)]
    moved = chosen + random.normal(0, 0.5 / np.sqrt(vectors.shape[1]), chosen.shape)
    unit: Vectors = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
    return unit
