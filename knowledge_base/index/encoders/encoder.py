"""What the index asks of an encoder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
State = Mapping[str, NDArray[np.generic]]
_PROBE = "aprender a programar desde cero"


class EncoderError(RuntimeError):
    """The encoder cannot be loaded; the message names it and says why."""


@dataclass(frozen=True)
class Weighing:
    """How much an encoder's vectors are worth beside words, measured for each encoder.

    `meaning_weight` is their share of a score by the question's language. Cosines from `low` to
    `high` become 0 to 1: every encoder has a range of its own.
    """

    meaning_weight: Mapping[str, float] = field(
        default_factory=lambda: {"es": 0.09, "en": 0.1, "qu": 0.1}
    )
    low: float = 0.1
    high: float = 0.7


class Encoder(Protocol):
    """Turns texts into unit vectors. Safe to share between threads."""

    @property
    def name(self) -> str:
        """What the operator calls it."""

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    @property
    def weighing(self) -> Weighing:
        """How much its vectors are worth beside words."""

    @property
    def keeps_vectors(self) -> bool:
        """Whether a text has the same vector in every index, so that it need not be made again."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text to be found, shape (texts, dimension), float32."""

    def questions(self, texts: Sequence[str], language: str) -> Vectors:
        """Return one unit vector a question in a language (es, en, qu); zero if it says nothing."""

    def adapted(self, texts: Sequence[str]) -> Self:
        """Return the encoder that has learned what it can from the texts of one index."""

    def state(self) -> State:
        """Return what it has learned, to be stored with the index."""

    def with_state(self, state: State) -> Self:
        """Return the encoder that has learned what `state` returned."""


def probe(encoder: Encoder) -> list[float]:
    """Return an encoder's fingerprint: its vectors of a fixed text, as a question and as a passage.

    The product of two fingerprints of one encoder is 1.
    """
    pair = np.concatenate([encoder.questions([_PROBE], "es")[0], encoder.passages([_PROBE])[0]])
    fingerprint: list[float] = (pair / np.sqrt(2)).tolist()
    return fingerprint
