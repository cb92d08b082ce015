"""Vectors of length one."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def unit(vectors: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """Return the vectors (last axis) at length one, float32; one of length zero stays zero."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    made: NDArray[np.float32] = (vectors / np.maximum(length, 1e-9)).astype(np.float32)
    return made
