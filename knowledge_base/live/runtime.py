"""What the routes stand on: the store, the encoder and the active search, kept fresh."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime

from sqlalchemy import Engine

from knowledge_base import trace
from knowledge_base.database.engine import is_ahead, open_database
from knowledge_base.evaluation.pinned import GoldenStore
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.encoders.load import load_encoder
from knowledge_base.index.search import Searcher
from knowledge_base.index.versions import AlreadyBuilding, IndexVersions
from knowledge_base.live.building import BuildBeside
from knowledge_base.live.counting import GapCounts, SearchCounts
from knowledge_base.live.following import Follower
from knowledge_base.live.gap_groups import GapGroups
from knowledge_base.live.gap_keeping import GapKeeper
from knowledge_base.publishing.activation import activate
from knowledge_base.publishing.build import Builder, BuildNote
from knowledge_base.resources.catalogue import CatalogueError, read_catalogue
from knowledge_base.resources.expiry import today_in_peru
from knowledge_base.resources.gaps import GapStore
from knowledge_base.resources.interests import InterestStore
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import Settings

log = logging.getLogger(__name__)


class NotReady(RuntimeError):
    """The pod is still starting: the database is not open, or there is no index yet."""


class KnowledgeBase:
    """Opens everything in a background thread, follows the pointer and the store, and has built.

    The first version is built in this process, as there is nobody to disturb yet; every later one
    in a process of its own, which may die without harm.
    """

    def __init__(self, settings: Settings, encoder: Encoder | None = None) -> None:
        self.versions = IndexVersions(settings.index_folder, settings.index_keep)
        self.trouble: str | None = "starting"
        self._settings = settings
        self._encoder = encoder
        self._engine: Engine | None = None
        self._store: ResourceStore | None = None
        self._gaps: GapCounts | None = None
        self._gap_keeper: GapKeeper | None = None
        self._golden: GoldenStore | None = None
        self._counts: SearchCounts | None = None
        self._builder: Builder | None = None
        self._follower: Follower | None = None
        self._beside = BuildBeside(self.versions, settings.environment())
        self._wake = threading.Event()
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begin to load; returns at once."""
        threading.Thread(target=self._run, name="knowledge-base", daemon=True).start()
        # Of its own: what editors change is followed while thousands of gaps are grouped.
        threading.Thread(target=self._keep_gaps, name="gaps", daemon=True).start()

    def stop(self) -> None:
        """End a build and, after what it does, the background thread; write what was counted."""
        self._stopped.set()
        self._wake.set()
        self._beside.stop()
        self.write_counts()

    @property
    def store(self) -> ResourceStore:
        """The resources; raises NotReady before the database is open."""
        if self._store is None:
            raise NotReady
        return self._store

    @property
    def engine(self) -> Engine:
        """The database; raises NotReady before it is open."""
        if self._engine is None:
            raise NotReady
        return self._engine

    @property
    def gaps(self) -> GapStore:
        """The gaps, the latest too; raises NotReady before the database is open."""
        if self._gaps is None:
            raise NotReady
        self._gaps.write()
        return self._gaps.store

    @property
    def gap_groups(self) -> GapGroups:
        """The open gaps in groups; raises NotReady before the database is open."""
        if self._gap_keeper is None:
            raise NotReady
        return self._gap_keeper.groups

    @property
    def golden(self) -> GoldenStore:
        """The questions that editors pinned; raises NotReady before the database is open."""
        if self._golden is None:
            raise NotReady
        return self._golden

    @property
    def encoder(self) -> Encoder:
        """The loaded encoder; raises NotReady before it is."""
        if self._encoder is None:
            raise NotReady
        return self._encoder

    @property
    def interests(self) -> InterestStore:
        """The counted searches; raises NotReady before the database is open."""
        if self._counts is None:
            raise NotReady
        return self._counts.store

    @property
    def searcher(self) -> Searcher:
        """The active search; raises NotReady before there is one."""
        searcher = self._follower.searcher if self._follower else None
        if searcher is None:
            raise NotReady
        return searcher

    @property
    def ready(self) -> bool:
        """Whether questions can be answered."""
        return self._follower is not None and self._follower.searcher is not None

    def edits_waiting(self) -> int:
        """Return how many edits no search shows yet; raises NotReady before there is a search."""
        if self._follower is None or not self.ready:
            raise NotReady
        return max(self.store.revision() - self._follower.shown_revision, 0)

    def changed(self) -> None:
        """Say that the store changed, so that the search follows at once."""
        self._wake.set()

    def build_soon(self, force: bool = False) -> None:
        """Ask for a new version of the index, with `force` whatever the checks say."""
        self._beside.ask(force)
        self._wake.set()

    def last_build(self) -> BuildNote | None:
        """Return what came of the last build; raises NotReady before the database is open."""
        if self._builder is None:
            raise NotReady
        return self._builder.last()

    def activate(self, version: str) -> None:
        """Search `version` from now on; raises UnknownVersion or UnusableIndex."""
        if self._encoder is None or self._follower is None:
            raise NotReady
        activate(version, self.versions, self.store, self._encoder)
        self._follower.follow()

    def record_gap(self, question: str, language: str, province: str = "") -> None:
        """Note a question that found nothing; it is written within seconds."""
        if self._gaps:
            self._gaps.add(question, language, province)

    def count_search(self, province: str, topic: str) -> None:
        """Count a search that found something; it is written within seconds."""
        if self._counts:
            self._counts.add(province, topic)

    def write_counts(self) -> None:
        """Write the searches and the gaps that were counted since the last time."""
        for counts in (self._counts, self._gaps):
            if counts:
                counts.write()

    def _run(self) -> None:
        while not self._stopped.is_set():
            # Cleared first: a change during the step below wakes the thread again.
            self._wake.clear()
            with trace.background():
                try:
                    self._step()
                    self.trouble = None
                except Exception as error:  # the thread must outlive a database that is away
                    self.trouble = f"{type(error).__name__}: {error}"
                    log.exception("the knowledge base cannot be brought up to date: %s", error)
            self._wake.wait(self._settings.refresh_s)

    def _keep_gaps(self) -> None:
        while not self._stopped.wait(self._settings.refresh_s):
            if self._gap_keeper is None or not self.ready:
                continue
            with trace.background():
                try:
                    self._gap_keeper.step(self.searcher, datetime.now(UTC).date())
                except Exception:  # the thread must outlive a database that is away
                    log.exception("gaps are not kept up")

    def _step(self) -> None:
        if self._store is None:
            self._open_store()
        self.write_counts()
        if over := self.store.expire(today_in_peru()):
            log.info("withdrawn, as their last day is over: %s", ", ".join(over))
        if self._follower is None:
            self._encoder = self._encoder or load_encoder(self._settings.encoder)
            self._follower = Follower(self.versions, self.store, self._encoder)
        self._follower.follow()
        if self._follower.needs_first:
            self._build_first(self._follower)
        else:
            self._beside.step(self._follower.wants_build)

    def _open_store(self) -> None:
        engine = open_database(self._settings.database_url)
        store = ResourceStore(engine)
        if not is_ahead(engine):
            self._take_catalogue(store)
        gaps = GapStore(engine, self._settings.gap_days)
        self._gaps = GapCounts(gaps)
        self._gap_keeper = GapKeeper(gaps)
        self._golden = GoldenStore(engine)
        self._counts = SearchCounts(InterestStore(engine, self._settings.smallest_count))
        self._builder = Builder(store, self.versions, self._settings.index_folder, self._golden)
        self._engine, self._store = engine, store

    def _take_catalogue(self, store: ResourceStore) -> None:
        """Take over what ships; a pod of before would bring its older catalogue back."""
        try:
            changes = store.sync_catalogue(read_catalogue(self._settings.catalogue))
            log.info("shipped catalogue: %s", changes)
        except CatalogueError as error:
            if not store.all():
                raise
            log.error("%s\nthe resources already stored are served", error)

    def _build_first(self, follower: Follower) -> None:
        assert self._builder and self._encoder, "both are there before a follower is"
        try:
            self._builder.build_first(self._encoder)
        except AlreadyBuilding:
            return  # another process is at it: its version will be followed
        follower.follow()
