"""What the routes stand on: the store, the encoder and the active index, kept fresh behind them."""

from __future__ import annotations

import logging
import threading
import time
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.index.built import BuiltIndex, UnusableIndex, build, load
from knowledge_base.index.encode import Encoder, load_encoder
from knowledge_base.index.search import Searcher
from knowledge_base.index.versions import IndexVersions
from knowledge_base.resources.catalogue import CatalogueError, read_catalogue
from knowledge_base.resources.database import open_database
from knowledge_base.resources.gaps import GapStore
from knowledge_base.resources.interests import InterestStore, Searched, Tally, month_of
from knowledge_base.resources.store import ResourceStore
from knowledge_base.service.problems import Problem
from knowledge_base.settings import Settings

log = logging.getLogger(__name__)


class KnowledgeBase:
    """Opens everything in a background thread and re-indexes whenever the store changes.

    One thread alone builds; `activate` and the builds exclude each other.
    """

    def __init__(self, settings: Settings, encoder: Encoder | None = None) -> None:
        self.versions = IndexVersions(settings.index_folder, settings.index_keep)
        self.trouble: str | None = "starting"
        self._settings = settings
        self._encoder = encoder
        self._store: ResourceStore | None = None
        self._gaps: GapStore | None = None
        self._interests: InterestStore | None = None
        self._tally = Tally()
        self._writing = threading.Lock()
        self._purged_in = ""
        self._searcher: Searcher | None = None
        self._built_revision = -1
        self._build_wanted = threading.Event()
        self._wake = threading.Event()
        self._stopped = threading.Event()
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begin to load; returns at once."""
        threading.Thread(target=self._run, name="knowledge-base", daemon=True).start()

    def stop(self) -> None:
        """End the background thread after what it is doing, and write what was counted."""
        self._stopped.set()
        self._wake.set()
        self.write_interests()

    @property
    def store(self) -> ResourceStore:
        """The resources; raises a 503 Problem before the database is open."""
        if self._store is None:
            raise not_ready()
        return self._store

    @property
    def gaps(self) -> GapStore:
        """The gaps; raises a 503 Problem before the database is open."""
        if self._gaps is None:
            raise not_ready()
        return self._gaps

    @property
    def interests(self) -> InterestStore:
        """The counted searches; raises a 503 Problem before the database is open."""
        if self._interests is None:
            raise not_ready()
        return self._interests

    @property
    def searcher(self) -> Searcher:
        """The active search; raises a 503 Problem before there is one."""
        if self._searcher is None:
            raise not_ready()
        return self._searcher

    @property
    def ready(self) -> bool:
        """Whether questions can be answered."""
        return self._searcher is not None

    def changed(self) -> None:
        """Say that the store changed, so that the index follows at once."""
        self._wake.set()

    def build_soon(self) -> None:
        """Ask for a new version of the index even if nothing changed."""
        self._build_wanted.set()
        self._wake.set()

    def activate(self, version: str) -> None:
        """Search `version` from now on; raises UnknownVersion or UnusableIndex."""
        with self._lock:
            if self._encoder is None:
                raise not_ready()
            index = load(self.versions.path(version), self._encoder)
            self.versions.activate(version)
            self._searcher = Searcher(index, self._encoder)

    def record_gap(self, question: str, language: str) -> None:
        """Note a question that found nothing; a store that fails costs the asker nothing."""
        try:
            self.gaps.record(question, language, datetime.now(UTC).date())
        except SQLAlchemyError as error:
            log.warning("a gap could not be recorded: %s", type(error).__name__)

    def count_search(self, province: str, topic: str) -> None:
        """Count a search that found something; it is written within seconds."""
        self._tally.add([Searched(province, topic, month_of(datetime.now(UTC).date()))])

    def write_interests(self) -> None:
        """Write what was counted since the last time, and once a month forget what is too old.

        What cannot be written waits for the next time. Whoever calls while another writes waits.
        """
        if self._interests is None:
            return
        with self._writing:
            counts = self._tally.take()
            try:
                self._interests.add(counts)
                counts.clear()
                self._purge(self._interests)
            except SQLAlchemyError as error:
                self._tally.add(counts)
                log.warning("counts of searches are not written: %s", type(error).__name__)

    def _purge(self, interests: InterestStore) -> None:
        today = datetime.now(UTC).date()
        if self._purged_in != month_of(today):
            interests.purge(today)
            self._purged_in = month_of(today)

    def _run(self) -> None:
        while not self._stopped.is_set():
            # Cleared first: a change during the step below wakes the thread again.
            self._wake.clear()
            try:
                self._step()
                self.trouble = None
            except Exception as error:  # the thread must outlive a database that is away
                self.trouble = f"{type(error).__name__}: {error}"
                log.error("the knowledge base cannot be brought up to date: %s", self.trouble)
            self._wake.wait(self._settings.refresh_s)

    def _step(self) -> None:
        if self._store is None:
            self._open_store()
        self.write_interests()
        if self._encoder is None:
            self._encoder = load_encoder(self._settings.encoder)
        with self._lock:
            if self._searcher is None:
                self._load_active(self._encoder)
            elif self.versions.active() not in (None, self._searcher.index.about.version):
                self._load_active(self._encoder)
            self._build_if_needed(self._encoder)

    def _open_store(self) -> None:
        engine = open_database(self._settings.database_url)
        store = ResourceStore(engine)
        try:
            changes = store.sync_catalogue(read_catalogue(self._settings.catalogue))
            log.info("shipped catalogue: %s", changes)
        except CatalogueError as error:
            if not store.all():
                raise
            log.error("%s\nthe resources already stored are served", error)
        self._gaps = GapStore(engine, self._settings.gap_days)
        self._interests = InterestStore(engine, self._settings.smallest_count)
        self._store = store

    def _load_active(self, encoder: Encoder) -> None:
        self.versions.discard_unfinished()
        version = self.versions.active()
        if version is None:
            return
        try:
            index = load(self.versions.path(version), encoder)
        except UnusableIndex as error:
            log.error("%s; a new one is built", error)
            return
        newest = [about.store_revision for about in self.versions.all()]
        self._built_revision = max(newest, default=-1)
        self._searcher = Searcher(index, encoder)

    def _build_if_needed(self, encoder: Encoder) -> None:
        revision, resources = self.store.snapshot()
        fresh = self._searcher is not None and revision == self._built_revision
        if fresh and not self._build_wanted.is_set():
            return
        self._build_wanted.clear()
        started = time.monotonic()
        former: BuiltIndex | None = self._searcher.index if self._searcher else None
        index = build(resources, revision, encoder, former)
        self.versions.add(index)
        self.versions.activate(index.about.version)
        self._built_revision = revision
        self._searcher = Searcher(index, encoder)
        seconds = time.monotonic() - started
        log.info("index %s: %d resources, %.1f s", index.about.version, len(resources), seconds)


def not_ready() -> Problem:
    """Return the problem that says that the service is still starting."""
    detail = "El buscador se está preparando. Intenta de nuevo en un momento."
    return Problem(503, "not_ready", detail, headers={"Retry-After": "5"})
