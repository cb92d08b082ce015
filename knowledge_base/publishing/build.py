"""Build, check and activate one version; whoever dies on the way leaves the live one as it is."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from knowledge_base.evaluation.golden import GoldenQuestion, read_golden
from knowledge_base.index.built import BuiltIndex, UnusableIndex, build, load
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.versions import IndexVersions
from knowledge_base.publishing.check import RefusedIndex, check
from knowledge_base.resources.store import ResourceStore

_NOTE = "last_build.json"
BUILDING, DONE, REFUSED, FAILED, INTERRUPTED = (
    "building",
    "done",
    "refused",
    "failed",
    "interrupted",
)


@dataclass(frozen=True)
class BuildNote:
    """What came of the last build: its state, why it was refused or failed, and when."""

    state: str
    reason: str
    at: str
    version: str | None = None


class Builder:
    """Builds versions of one folder from one store."""

    def __init__(self, store: ResourceStore, versions: IndexVersions, folder: Path) -> None:
        self._store = store
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

        Raises AlreadyBuilding, or RefusedIndex (not with `force`): the live one then stays.
        """
        with self._versions.building():
            self._write(BUILDING)
            try:
                index = self._build(encoder, force, questions)
            except RefusedIndex as error:
                self._write(REFUSED, str(error))
                raise
            except Exception as error:
                self._write(FAILED, f"{type(error).__name__}: {error}")
                raise
            self._write(DONE, version=index.about.version)
            return index

    def last(self) -> BuildNote | None:
        """Return what came of the last build; one whose process died is told as interrupted."""
        try:
            note = BuildNote(**json.loads(self._note.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        if note.state == BUILDING and not self._versions.is_building():
            return BuildNote(INTERRUPTED, "", note.at)
        return note

    def _build(
        self, encoder: Encoder, force: bool, questions: list[GoldenQuestion] | None
    ) -> BuiltIndex:
        live = self._live(encoder)
        revision, resources = self._store.snapshot()
        index = build(resources, revision, encoder, live)
        if not force:
            check(index, len(resources), live, read_golden() if questions is None else questions)
        self._versions.add(index)
        self._versions.activate(index.about.version)
        return index

    def _live(self, encoder: Encoder) -> BuiltIndex | None:
        version = self._versions.active()
        try:
            return load(self._versions.path(version), encoder) if version else None
        except UnusableIndex:
            return None

    def _write(self, state: str, reason: str = "", version: str | None = None) -> None:
        note = BuildNote(state, reason, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", version)
        beside = self._note.with_suffix(f".{os.getpid()}.tmp")
        beside.write_text(json.dumps(asdict(note), ensure_ascii=False), "utf-8")
        os.replace(beside, self._note)
