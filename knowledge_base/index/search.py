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
from knowledge_base.index.profile import Profile
from knowledge_base.index.ranking import Meanings, Ranking, rank
from knowledge_base.index.reading import JointVocabulary, Reading, Words, read
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

    def candidates(self, reading: Reading, preference: Preference, filters: Filters) -> Candidates:
        index = self.index
        ranking = rank(reading, index.words, self.meanings, index.profile.meaning)
        fits = self.shown & self.facets.fitting(filters)
        return Candidates(self, ranking, ranking.fused + self.facets.bonus(preference), fits)


@dataclass(frozen=True)
class Candidates:
    """The scores of a part; `ordered` with what is preferred, `fits` by the filters."""

    part: _Part
    ranking: Ranking
    ordered: NDArray[np.float32]
    fits: NDArray[np.bool_]

    @property
    def best(self) -> float:
        """The best score of all that fit, 0 where none does."""
        return float(self.ranking.fused[self.fits].max()) if self.fits.any() else 0.0

    def rows(self, floor: float) -> list[int]:
        """Return the rows that answer at least so well."""
        return [int(row) for row in np.flatnonzero(self.fits & (self.ranking.fused >= floor))]

    def best_rows(self, most: int) -> list[int]:
        """Return the rows that answer best, the best first."""
        fitting = np.flatnonzero(self.fits)
        order = np.argsort(-self.ranking.fused[fitting], kind="stable")[:most]
        return [int(row) for row in fitting[order]]

    def hit(self, row: int) -> Hit:
        """Return a row as what is shown of it; its score is not rounded yet."""
        matched = tuple(self.ranking.words.matched(row))
        near = bool(self.ranking.meaning[row] >= _NOTABLE_MEANING)
        by = "both" if matched and near else "words" if matched else "meaning"
        return Hit(self.part.index.resources[row], float(self.ordered[row]), by, matched)


@dataclass(frozen=True)
class Weighed:
    """Everything that decides an answer: what was read, all scores, and how well must be answered.

    `outside` is how much (0 to 1) the question sounds like no wish to learn.
    """

    reading: Reading
    found: tuple[Candidates, ...]
    profile: Profile
    outside: float

    @property
    def best(self) -> float:
        """The best score of all, before what is preferred."""
        return max(one.best for one in self.found)

    @property
    def threshold(self) -> float:
        """The score that the best must reach, or nothing is shown."""
        return self.profile.threshold + self.profile.outside * self.outside

    @property
    def floor(self) -> float:
        """The score that each must reach beside the best."""
        return max(self.profile.threshold, self.profile.tail * self.best)

    @property
    def answered(self) -> bool:
        """Whether anything is shown."""
        return self.best >= self.threshold

    def shown(self) -> list[tuple[Candidates, int, Hit]]:
        """Return what is shown, best first, each with where it stands among the scores."""
        if not self.answered:
            return []
        floor = self.floor
        hits = [(one, row, one.hit(row)) for one in self.found for row in one.rows(floor)]
        hits.sort(key=lambda found: (-found[2].score, found[2].resource.id))
        return [(one, row, _rounded(hit)) for one, row, hit in hits]


def _rounded(hit: Hit) -> Hit:
    return Hit(hit.resource, round(min(hit.score, 1.0), 3), hit.by, hit.matched)


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
        self.words: Words = index.words.vocabulary
        if changed:
            self._parts.append(_Part(changed_part(changed, index)))
            added = self._parts[1].index.words.vocabulary
            self.words = JointVocabulary(index.words.vocabulary, added)

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
        weighed = self.weigh(question, filters, chat_first)
        hits = tuple(hit for _, _, hit in weighed.shown())
        return Answer(weighed.reading.language, hits, self.index.about.version)

    def weigh(
        self, question: str, filters: Filters | None = None, chat_first: bool = False
    ) -> Weighed:
        """Return what `search` decides by, for who wants to know why."""
        language = guess_language(question)
        profile = self.index.profile
        reading = read(question, language, self.words, profile)
        preference = Preference(question, language, chat_first)
        found = tuple(part.candidates(reading, preference, filters or {}) for part in self._parts)
        return Weighed(reading, found, profile, outside_share(question, language))
