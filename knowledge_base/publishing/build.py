"""Build, check and activate one version; whoever dies on the way leaves the live one as it is."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from knowledge_base.evaluation.golden import GoldenQuestion, read_golden
from knowledge_base.evaluation.pinned import GoldenStore
from knowledge_base.index.built import BuiltIndex, UnusableIndex, build, load
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.versions import IndexVersions, Pointer, PointerMoved, UnknownVersion
from knowledge_base.publishing.check import RefusedIndex, check
from knowledge_base.resources.store import ResourceStore

log = logging.getLogger(__name__)

_NOTE = "last_build.json"
BUILDING, DONE, REFUSED, FAILED, INTERRUPTED = (
    "building",
    "done",
    "refused",
    "failed",
    "interrupted",
)


STEPS = READING, INDEXING, CHECKING, ACTIVATING = "reading", "indexing", "checking", "activating"


@dataclass(frozen=True)
class BuildNote:
    """What came of the last build: its state, why it was refused or failed, and when.

    `step` is what a build that runs is at, one of STEPS.
    """

    state: str
    reason: str
    at: str
    version: str | None = None
    step: str = ""


class Builder:
    """Builds versions of one folder from one store."""

    def __init__(
        self,
        store: ResourceStore,
        versions: IndexVersions,
        folder: Path,
        golden: GoldenStore | None = None,
    ) -> None:
        """`golden` holds the questions that editors pinned; they are asked beside those shipped."""
        self._store = store
        self._golden = golden
        self._versions = versions
        self._note = folder / _NOTE

    def build(
        self,
        encoder: Encoder,
        *,
        force: bool = False,
        questions: list[GoldenQuestion] | None = None,
    ) -> BuiltIndex:
        """Build a version of the store as it is now and make it the active one.

        Raises AlreadyBuilding, or RefusedIndex (not with `force`): the live one then stays. It is
        refused too where somebody activated another version meanwhile, such as an older one.
        """
        with self._versions.building():
            return self._noted_build(encoder, force, questions)

    def build_first(self, encoder: Encoder) -> None:
        """Build a version where the active one is missing or cannot be read; may raise as `build`.

        Of several processes that start at once, the later ones find that it is done.
        """
        with self._versions.building():
            if self._live(self._versions.pointer(), encoder) is None:
                self._noted_build(encoder, False, None)

    def last(self) -> BuildNote | None:
        """Return what came of the last build; one whose process died is told as interrupted."""
        note = self._read()
        if note is None or note.state != BUILDING or self._versions.is_building():
            return note
        # Read again: it may have come to its end between the two looks.
        note = self._read()
        if note is None or note.state != BUILDING:
            return note
        return BuildNote(INTERRUPTED, "", note.at)

    def _noted_build(
        self, encoder: Encoder, force: bool, questions: list[GoldenQuestion] | None
    ) -> BuiltIndex:
        self._write(BUILDING, step=READING)
        try:
            index = self._build(encoder, force, questions)
        except RefusedIndex as error:
            self._try_to_write(REFUSED, str(error))
            raise
        except Exception as error:
            self._try_to_write(FAILED, f"{type(error).__name__}: {error}")
            raise
        self._write(DONE, version=index.about.version)
        return index

    def _build(
        self, encoder: Encoder, force: bool, questions: list[GoldenQuestion] | None
    ) -> BuiltIndex:
        pointer = self._versions.pointer()
        live = self._live(pointer, encoder)
        revision, resources = self._store.snapshot()
        self._write(BUILDING, step=INDEXING)
        index = build(resources, revision, encoder, live)
        if not force:
            self._write(BUILDING, step=CHECKING)
            asked = self._questions() if questions is None else questions
            check(index, len(resources), live, asked)
        self._write(BUILDING, step=ACTIVATING)
        self._versions.add(index)
        self._activate(index.about.version, pointer, force)
        return index

    def _questions(self) -> list[GoldenQuestion]:
        return read_golden() + (self._golden.all_for_check() if self._golden else [])

    def _activate(self, version: str, instead_of: Pointer | None, force: bool) -> None:
        if force:
            self._versions.activate(version)
            return
        try:
            self._versions.activate_instead(version, instead_of)
        except PointerMoved:
            self._versions.discard(version)
            raise RefusedIndex("another version was activated while this one was built") from None

    def _live(self, pointer: Pointer | None, encoder: Encoder) -> BuiltIndex | None:
        try:
            return load(self._versions.path(pointer.version), encoder) if pointer else None
        except (UnusableIndex, UnknownVersion) as error:
            log.warning("the new index is not compared with the live one: %s", error)
            return None

    def _read(self) -> BuildNote | None:
        try:
            return BuildNote(**json.loads(self._note.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _write(
        self, state: str, reason: str = "", version: str | None = None, step: str = ""
    ) -> None:
        note = BuildNote(state, reason, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", version, step)
        # Only one builds: what one who died left of this file is written over.
        beside = self._note.with_suffix(".unfinished")
        try:
            beside.write_text(json.dumps(asdict(note), ensure_ascii=False), "utf-8")
            os.replace(beside, self._note)
        finally:
            beside.unlink(missing_ok=True)

    def _try_to_write(self, state: str, reason: str) -> None:
        """Note how a build ended; the reason itself is worth more than an error of the note."""
        try:
            self._write(state, reason)
        except OSError as error:
            log.error("the end of the build is not noted: %s", error)
