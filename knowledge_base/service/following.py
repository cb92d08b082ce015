"""Keep the search that people use in step with the pointer and with what editors change."""

from __future__ import annotations

import logging

from knowledge_base.index.built import BuiltIndex, UnusableIndex, load
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.search import Searcher
from knowledge_base.index.versions import IndexVersions, Pointer
from knowledge_base.resources.store import ResourceStore

log = logging.getLogger(__name__)

# From so many changed resources on, a new version is built: each costs a little at every question.
MOST_CHANGED = 200


class Follower:
    """Holds the active search. One thread calls `follow`; every thread reads `searcher`.

    A change of a resource is added to the active version within a `follow`; a search sees either
    all of a state or nothing of it, because the searcher is replaced in one step.
    """

    def __init__(self, versions: IndexVersions, store: ResourceStore, encoder: Encoder) -> None:
        self.searcher: Searcher | None = None
        self._versions = versions
        self._store = store
        self._encoder = encoder
        self._pointer: Pointer | None = None
        self._broken: str | None = None
        self._revision = -1

    def follow(self) -> None:
        """Load what the pointer names, and add what changed in the store since."""
        pointer = self._versions.pointer()
        if pointer and pointer.version == self._broken:
            return
        index = self._index(pointer)
        if pointer is None or index is None:
            return
        revision = self._store.revision()
        if pointer == self._pointer and revision == self._revision and self.searcher:
            return
        since = index.about.store_revision
        if pointer.since_revision is not None:
            since = max(since, pointer.since_revision)
        changed, gone = self._store.changed_since(since) if revision > since else ([], [])
        self.searcher = Searcher(index, tuple(changed), frozenset(gone))
        self._pointer, self._revision = pointer, revision

    @property
    def wants_build(self) -> bool:
        """Whether so much has changed that a new version would serve better."""
        if self.searcher is None or self._pointer is None:
            return True
        if self._pointer.pinned(self.searcher.index.about):
            return False
        return len(self.searcher.changed) + len(self.searcher.gone) > MOST_CHANGED

    @property
    def needs_first(self) -> bool:
        """Whether there is nothing to answer from: no version, or none that can be read."""
        return self.searcher is None

    def _index(self, pointer: Pointer | None) -> BuiltIndex | None:
        if pointer is None:
            return None
        if self.searcher and self.searcher.index.about.version == pointer.version:
            return self.searcher.index
        try:
            return load(self._versions.path(pointer.version), self._encoder)
        except UnusableIndex as error:
            log.error("%s; what was searched before stays, or a new one is built", error)
            self._broken = pointer.version
            return None
