"""Any sentence-transformers model: a folder, a packaged model, or a name of the hub.

Slow to import (torch), so nothing loads this module before such an encoder is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np

from knowledge_base.index.encoders.encoder import EncoderError, State, Vectors, Weighing

# One short question gains nothing from more; on a shared machine threads that wait for each
# other made it forty times slower.
_THREADS = 1
_BATCH = 32


class SentenceEncoder:
    """A sentence-transformers model with its prefixes; see `encoder.Encoder`."""

    keeps_vectors = True

    def __init__(
        self,
        name: str,
        model: Any,
        weighing: Weighing | None = None,
        question_prefix: str = "",
        passage_prefix: str = "",
    ) -> None:
        """`model` is a loaded SentenceTransformer."""
        self.name = name
        self.weighing = weighing or Weighing()
        self._model = model
        self._question_prefix = question_prefix
        self._passage_prefix = passage_prefix
        self.dimension = len(self.questions(["a"], "es")[0])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text."""
        return self._encode([self._passage_prefix + text for text in texts])

    def questions(self, texts: Sequence[str], language: str) -> Vectors:
        """Return one unit vector a question; the model itself knows its languages."""
        return self._encode([self._question_prefix + text for text in texts])

    def adapted(self, texts: Sequence[str]) -> Self:
        """Return itself: it learns nothing from the texts."""
        return self

    def state(self) -> State:
        """Return nothing: it has learned nothing."""
        return {}

    def with_state(self, state: State) -> Self:
        """Return itself."""
        return self

    def _encode(self, texts: list[str]) -> Vectors:
        vectors = self._model.encode(
            texts, normalize_embeddings=True, show_progress_bar=False, batch_size=_BATCH
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def load_sentences(
    name: str,
    where: str,
    weighing: Weighing,
    prefixes: tuple[str, str],
) -> SentenceEncoder:
    """Load a model from a folder or the hub.

    `prefixes` stand before a question and before a passage. Raises EncoderError.
    """
    try:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as loading
    except ImportError as error:
        raise EncoderError(f"sentence-transformers cannot be imported: {error}") from error
    torch.set_num_threads(_THREADS)
    loading.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model = SentenceTransformer(where, device="cpu", local_files_only=Path(where).is_dir())
    except Exception as error:
        raise EncoderError(f"encoder {name!r} cannot be loaded from {where}: {error}") from error
    return SentenceEncoder(name, model, weighing, *prefixes)
