"""How words and meaning are weighed: one set of figures for short records, one for passages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Profile:
    """Measured with `python -m knowledge_base.evaluation`; values near by do as well.

    `k1`, `b`: BM25's saturation and length normalisation. `title`, `keywords`: how often a word of
    that field counts. `full`: the saturated count of a word that answers in full. `rarity_power`:
    below 1, a rare word beside the topic (`fisica vectores`) outweighs the topic less. `generic`:
    what a word about learning itself (`curso`) counts beside one that names a topic. `unknown`:
    what a word that nothing stands for weighs, in parts of the rarest word. `mended`: how surely
    a mended word is the one that was meant. `beside`: what another word is worth
    beside one that the index itself holds, in parts of what it is worth alone.

    `meaning`: how many times the encoder's own share of a score its vectors get; phrases of their
    own make them worth more. Scores under `threshold` are no answer, nor are those under `tail`
    times the best one. `outside` raises the threshold by so much where a question is no wish to
    learn.
    """

    k1: float = 1.2
    b: float = 0.75
    title: int = 1
    keywords: int = 1
    full: float = 1.0
    rarity_power: float = 1.0
    generic: float = 1.0
    unknown: float = 0.7
    mended: float = 0.8
    beside: float = 0.5
    meaning: float = 1.0
    threshold: float = 0.3
    outside: float = 0.0
    tail: float = 0.5

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as JSON types."""
        return asdict(self)


# Running text: every word counts as often as it stands there.
PASSAGES = Profile(threshold=0.1)
# A record's title and search words say what it is about; its texts are short.
RESOURCES = Profile(
    k1=0.9,
    b=0.2,
    title=3,
    keywords=3,
    full=6 / 6.9,
    rarity_power=0.5,
    generic=0.1,
    beside=1.0,
    meaning=4.0,
    threshold=0.2,
    outside=0.5,
)
