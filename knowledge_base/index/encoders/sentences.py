"""Any sentence-transformers model: a folder, a packaged model, or a name of the hub.

Slow to import (torch), so nothing loads this module before such an encoder is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from knowledge_base.index.encoders.encoder import EncoderError, Vectors, Weighing
from knowledge_base.index.encoders.pretrained import PretrainedEncoder

# One short question gains nothing from more; on a shared machine threads that wait for each
# other made it forty times slower.
_THREADS = 1
_BATCH = 32


class SentenceEncoder(PretrainedEncoder):
    """A sentence-transformers model."""

    def __init__(
        self,
        name: str,
        model: Any,
        weighing: Weighing | None = None,
        prefixes: tuple[str, str] = ("", ""),
    ) -> None:
        """`model` is a loaded SentenceTransformer."""
        super().__init__(name, weighing or Weighing(), prefixes)
        self._model = model

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
    return SentenceEncoder(name, model, weighing, prefixes)
