"""What the encoders have in common that were trained by others, and learn nothing here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import Self

from knowledge_base.index.encoders.encoder import State, Vectors, Weighing


class PretrainedEncoder(ABC):
    """A model with what its makers put before questions and passages; see `encoder.Encoder`."""

    keeps_vectors = True

    def __init__(self, name: str, weighing: Weighing, prefixes: tuple[str, str]) -> None:
        """`prefixes` stand before a question and before a passage."""
        self.name = name
        self.weighing = weighing
        self._question_prefix, self._passage_prefix = prefixes

    @cached_property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return len(self._encode(["a"])[0])

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

    @abstractmethod
    def _encode(self, texts: list[str]) -> Vectors:
        """Return one unit vector a text, shape (texts, dimension)."""
