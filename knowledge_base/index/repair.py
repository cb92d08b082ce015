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
        known = [(word, heard) for heard, word in self._by_sound.items()]
        self._by_letter = _buckets((word[0], word, word) for word, _ in known)
        self._by_first_sound = _buckets((heard[:1], heard, word) for word, heard in known)

    def mend(self, word: str) -> str | None:
        """Return a known word that sounds alike or is one edit away, else None."""
        if len(word) < _SHORTEST or any(char.isdigit() for char in word):
            return None
        heard = sound(word)
        if heard in self._by_sound:
            return self._by_sound[heard]
        # As it is written first, then as it sounds, and last with its first two letters swapped.
        near = self._fitting(word, _within_one_edit(word, self._by_letter.get(word[0])))
        near = near or self._fitting(
            word, _within_one_edit(heard, self._by_first_sound.get(heard[:1]))
        )
        swapped = word[1] + word[0] + word[2:]
        near = near or [swapped] * (self._frequency.get(swapped, 0) > 0)
        return min(near, key=lambda known: (-self._frequency[known], known)) if near else None

    @staticmethod
    def _fitting(word: str, near: list[str]) -> list[str]:
        # In a four-letter word one letter changed makes another word: only one left out counts.
        return [known for known in near if len(word) > _SHORTEST or len(known) > len(word)]


Bucket = tuple[list[str], list[str]]


def _within_one_edit(written: str, bucket: Bucket | None) -> list[str]:
    """Return the words of a bucket whose spelling (or sound) is at most one edit away."""
    if bucket is None:
        return []
    spellings, words = bucket
    found = process.extract(written, spellings, scorer=OSA.distance, score_cutoff=1, limit=None)
    return [words[position] for _, _, position in found]


def _buckets(rows: Iterable[tuple[str, str, str]]) -> dict[str, Bucket]:
    """Return spellings and words by what they begin with: nobody gets the first letter wrong."""
    found: dict[str, Bucket] = defaultdict(lambda: ([], []))
    for beginning, spelling, word in rows:
        spellings, words = found[beginning]
        spellings.append(spelling)
        words.append(word)
    return dict(found)
