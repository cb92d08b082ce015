"""Mend words that the index does not know: `exel`, `matematika`, `ingles basiko`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz import process
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

    def __init__(self, frequency: Mapping[str, int], others: Iterable[str] = ()) -> None:
        """`frequency` gives, for every plain word of the index, the documents that hold it.

        `others` are words of the language that no document holds: they come last.
        """
        self._frequency = dict.fromkeys(others, 0) | dict(frequency)
        self._by_sound: dict[str, str] = {}
        for word in sorted(self._frequency, key=lambda w: (-self._frequency[w], w)):
            if len(word) >= _SHORTEST and not any(char.isdigit() for char in word):
                self._by_sound.setdefault(sound(word), word)
        self._near_in = _buckets((known, heard) for heard, known in self._by_sound.items())

    def mend(self, word: str) -> str | None:
        """Return a known word that sounds alike or is one edit away, else None."""
        if len(word) < _SHORTEST or any(char.isdigit() for char in word):
            return None
        heard = sound(word)
        if heard in self._by_sound:
            return self._by_sound[heard]
        near = self._within_one_edit(word, heard)
        return min(near, key=lambda known: (-self._frequency[known], known)) if near else None

    def _within_one_edit(self, word: str, heard: str) -> list[str]:
        near = []
        # Nobody gets the first sound wrong, and most words begin otherwise.
        words, sounds = self._near_in.get(heard[:1], ((), ()))
        for written, choices in ((word, words), (heard, sounds)):
            found = process.extract(
                written, choices, scorer=OSA.distance, score_cutoff=1, limit=None
            )
            near += [words[position] for _, _, position in found]
        # In a four-letter word one letter changed makes another word: only one left out counts.
        return [known for known in near if len(word) > _SHORTEST or len(known) > len(word)]


def _buckets(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[list[str], list[str]]]:
    """Return the known words and their sounds by the first sound."""
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for known, heard in pairs:
        words, sounds = found[heard[:1]]
        words.append(known)
        sounds.append(heard)
    return dict(found)
