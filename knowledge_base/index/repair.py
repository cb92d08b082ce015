"""Mend words that the index does not know: `exel`, `matematika`, `ingles basiko`."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz.distance import OSA

_SHORTEST = 4
_SOUNDS = (
    ("qu", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("c", "k"),
    ("z", "s"),
    ("v", "b"),
    ("ph", "f"),
    ("h", ""),
    ("y", "i"),
    ("ll", "i"),
    ("ge", "je"),
    ("gi", "ji"),
    ("w", "u"),
    ("x", "s"),
)


def sound(word: str) -> str:
    """Write a plain Spanish word as it sounds, so that `kimika` equals `quimica`."""
    word = word.replace("ch", "1")
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return "".join(char for i, char in enumerate(word) if i == 0 or char != word[i - 1])


class Repairer:
    """Finds the known word that a misspelt one most likely stands for."""

    def __init__(self, frequency: Mapping[str, int]) -> None:
        """`frequency` gives, for every plain word of the index, the resources that hold it."""
        self._frequency = dict(frequency)
        self._by_sound: dict[str, str] = {}
        for word in sorted(frequency, key=lambda w: (-frequency[w], w)):
            if len(word) >= _SHORTEST and not any(char.isdigit() for char in word):
                self._by_sound.setdefault(sound(word), word)

    def mend(self, word: str) -> str | None:
        """Return a known word that sounds alike or is one edit away, else None."""
        if len(word) < _SHORTEST or any(char.isdigit() for char in word):
            return None
        heard = sound(word)
        if heard in self._by_sound:
            return self._by_sound[heard]
        near = [
            (known, self._frequency[known])
            for known_sound, known in self._by_sound.items()
            if self._near(word, heard, known, known_sound)
        ]
        return min(near, key=lambda pair: (-pair[1], pair[0]))[0] if near else None

    @staticmethod
    def _near(word: str, heard: str, known: str, known_sound: str) -> bool:
        # In a four-letter word one letter changed makes another word: only one left out counts.
        if len(word) == _SHORTEST and len(known) <= len(word):
            return False
        if known_sound[:1] != heard[:1] or abs(len(known) - len(word)) > 2:
            return False
        return (
            OSA.distance(word, known, score_cutoff=1) <= 1
            or OSA.distance(heard, known_sound, score_cutoff=1) <= 1
        )
