"""Search a built index: words and meaning fused, and the courage to say that nothing fits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.built import BuiltIndex, changed_part
from knowledge_base.index.facets import Facets, Filters
from knowledge_base.index.language import guess_language
from knowledge_base.index.outside import outside_share
from knowledge_base.index.preference import Preference
from knowledge_base.index.ranking import Meanings, Ranking, rank
from knowledge_base.index.reading import JointVocabulary, Reading, read
from knowledge_base.resources.records import Resource

# A meaning as near as this is told as the reason of an answer.
_NOTABLE_MEANING = 0.5


@dataclass(frozen=True)
class Hit:
    """A resource that answers by words, meaning or both; `matched` are the words it answers to."""

    resource: Resource
    score: float
    by: str
    matched: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """All hits, best first; none means that nothing fits."""

    language: str
    hits: tuple[Hit, ...]
    version: str


class _Part:
    """An index, or the resources that changed since; `hidden` ids are no longer what they were."""

    def __init__(self, index: BuiltIndex, hidden: frozenset[str] = frozenset()) -> None:
        self.index = index
        self.facets = Facets(index.resources)
        self.meanings = Meanings(index.encoder, index.vectors, index.phrases)
        self.shown = np.array([r.id not in hidden for r in index.resources], dtype=bool)

    def candidates(self, reading: Reading, preference: Preference, filters: Filters) -> _Candidates:
        index = self.index
        ranking = rank(reading, index.words, self.meanings, index.profile.meaning)
        fits = self.shown & self.facets.fitting(filters)
        return _Candidates(self, ranking, ranking.fused + self.facets.bonus(preference), fits)


@dataclass(frozen=True)
class _Candidates:
    """The scores of a part; `ordered` with what is preferred, `fits` by the filters."""

    part: _Part
    ranking: Ranking
    ordered: NDArray[np.float32]
    fits: NDArray[np.bool_]

    @property
    def best(self) -> float:
        """The best score of all that fit, 0 where none does."""
        return float(self.ranking.fused[self.fits].max()) if self.fits.any() else 0.0

    def hits(self, floor: float) -> list[Hit]:
        rows = np.flatnonzero(self.fits & (self.ranking.fused >= floor))
        return [self._hit(int(row)) for row in rows]

    def _hit(self, row: int) -> Hit:
        matched = tuple(self.ranking.words.matched(row))
        near = bool(self.ranking.meaning[row] >= _NOTABLE_MEANING)
        by = "both" if matched and near else "words" if matched else "meaning"
        return Hit(self.part.index.resources[row], float(self.ordered[row]), by, matched)


class Searcher:
    """Searches one index, with what changed since it was built. Safe to share between threads."""

    def __init__(
        self,
        index: BuiltIndex,
        changed: tuple[Resource, ...] = (),
        gone: frozenset[str] = frozenset(),
    ) -> None:
        """`changed` replace those of their id or are new; the ids of `gone` are found no more."""
        self.index = index
        self.changed = changed
        self.gone = gone
        self._parts = [_Part(index, gone | {resource.id for resource in changed})]
        self._words = index.words.vocabulary
        self._joint = None
        if changed:
            self._parts.append(_Part(changed_part(changed, index)))
            added = self._parts[1].index.words.vocabulary
            self._joint = JointVocabulary(self._words, added)

    @property
    def resources(self) -> int:
        """How many resources can be found."""
        return int(sum(part.shown.sum() for part in self._parts))

    def search(
        self, question: str, filters: Filters | None = None, chat_first: bool = False
    ) -> Answer:
        """Answer a question among the resources whose fields equal `filters`.

        With `chat_first` lessons and answers come before links that fit somewhat better.
        """
        language = guess_language(question)
        profile = self.index.profile
        reading = read(question, language, self._joint or self._words, profile)
        preference = Preference(question, language, chat_first)
        found = [part.candidates(reading, preference, filters or {}) for part in self._parts]
        outside = profile.outside * outside_share(question, language)
        best = max(one.best for one in found)
        if best < profile.threshold + outside:
            return Answer(language, (), self.index.about.version)
        floor = max(profile.threshold, profile.tail * best)
        hits = [hit for one in found for hit in one.hits(floor)]
        hits.sort(key=lambda hit: (-hit.score, hit.resource.id))
        shown = tuple(Hit(h.resource, round(min(h.score, 1.0), 3), h.by, h.matched) for h in hits)
        return Answer(language, shown, self.index.about.version)
