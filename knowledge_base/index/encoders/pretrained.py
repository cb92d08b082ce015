"""What the encoders have in common that were trained by others, and learn nothing here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import Self

import numpy as np

from knowledge_base.index.encoders.encoder import State, Vectors, Weighing

# So that an edit does not cost the encoding of all that was edited before; some 30 MB.
_MOST_KNOWN = 20_000


class PretrainedEncoder(ABC):
    """A model with what its makers put before questions and passages; see `encoder.Encoder`."""

    keeps_vectors = True

    def __init__(self, name: str, weighing: Weighing, prefixes: tuple[str, str]) -> None:
        """`prefixes` stand before a question and before a passage."""
        self.name = name
        self.weighing = weighing
        self._question_prefix, self._passage_prefix = prefixes
        self._known: dict[str, Vectors] = {}

    @cached_property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return len(self._encode(["a"])[0])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text; those of the last texts are remembered."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        made: dict[str, Vectors] = {}
        if fresh:
            vectors = self._encode([self._passage_prefix + text for text in fresh])
            made = dict(zip(fresh, vectors, strict=True))
        known = self._known | made
        # Replaced as a whole: other threads may be reading it.
        self._known = known if len(known) <= _MOST_KNOWN else made
        return np.stack([known[text] for text in texts])

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

    @abstractmethod
    def _encode(self, texts: list[str]) -> Vectors:
        """Return one unit vector a text, shape (texts, dimension)."""
