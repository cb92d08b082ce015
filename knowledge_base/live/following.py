"""Keep the search that people use in step with the pointer and with what editors change."""

from __future__ import annotations

import logging
import threading
import time

from knowledge_base.index.built import BuiltIndex, UnusableIndex, load
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.search import Searcher
from knowledge_base.index.versions import IndexVersions, Pointer, UnknownVersion
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore

log = logging.getLogger(__name__)

# From so many changed resources on, a new version is built: each costs a little at every question.
MOST_CHANGED = 200
# Adding more would hold up every later edit: an import of thousands waits for its build.
MOST_ADDED = 2_000
_TRY_AGAIN_S = 30.0


class Follower:
    """Holds the active search. Every thread may read `searcher` and call `follow`.

    A change of a resource is added to the active version within a `follow`; a search sees either
    all of a state or nothing of it, because the searcher is replaced in one step.
    """

    def __init__(self, versions: IndexVersions, store: ResourceStore, encoder: Encoder) -> None:
        self.searcher: Searcher | None = None
        self._versions = versions
        self._store = store
        self._encoder = encoder
        self._following = threading.Lock()
        self._pointer: Pointer | None = None
        self._revision = -1
        # The newest change that searches show; behind `_revision` while too many wait for a build.
        self.shown_revision = 0
        self._behind = self._too_many = False
        self._broken: str | None = None
        self._try_again_at = 0.0

    def follow(self) -> None:
        """Load what the pointer names, and add what changed in the store since."""
        # Two at once could leave the search of one beside the pointer of the other.
        with self._following:
            self._follow()

    def _follow(self) -> None:
        followed = self._followed(self._versions.pointer())
        if followed is None:
            return
        pointer, index = followed
        revision = self._store.revision()
        if pointer == self._pointer and revision == self._revision and self.searcher:
            return
        since = index.about.store_revision
        if pointer.since_revision is not None:
            since = max(since, pointer.since_revision)
        self._behind = revision < since
        changed, gone = self._store.changed_since(since) if revision > since else ([], [])
        self._too_many = len(changed) + len(gone) > MOST_ADDED
        if self._too_many:
            log.warning("%d changes wait for the next version of the index", len(changed))
            changed, gone = self._former_changes(index)
        self.searcher = Searcher(index, tuple(changed), frozenset(gone))
        if not self._too_many:
            self.shown_revision = revision
        self._pointer, self._revision = pointer, revision

    @property
    def wants_build(self) -> bool:
        """Whether a new version would serve better: so much has changed, or another store came.

        A store that was put back to an older state writes numbers that the index already knows.
        """
        if self.searcher is None or self._pointer is None or self._behind:
            return True
        if self._pointer.pinned(self.searcher.index.about):
            return False
        if self._too_many:
            return True
        return len(self.searcher.changed) + len(self.searcher.gone) >= MOST_CHANGED

    @property
    def needs_first(self) -> bool:
        """Whether there is nothing to answer from: no version, or none that can be read."""
        return self.searcher is None

    def _former_changes(self, index: BuiltIndex) -> tuple[list[Resource], list[str]]:
        """Return what is added to this version already."""
        if self.searcher is None or self.searcher.index is not index:
            return [], []
        return list(self.searcher.changed), list(self.searcher.gone)

    def _followed(self, named: Pointer | None) -> tuple[Pointer, BuiltIndex] | None:
        """Return what the pointer names, or what was searched before where that cannot be read."""
        held = (self._pointer, self.searcher.index) if self._pointer and self.searcher else None
        if named is None:
            return held
        if held and held[1].about.version == named.version:
            self._broken = None
            return named, held[1]
        if named.version == self._broken and time.monotonic() < self._try_again_at:
            return held
        try:
            index = load(self._versions.path(named.version), self._encoder)
        except (UnusableIndex, UnknownVersion) as error:
            log.error("%s; what was searched before stays, or a new one is built", error)
            self._broken = named.version
            self._try_again_at = time.monotonic() + _TRY_AGAIN_S
            return held
        self._broken = None
        return named, index
