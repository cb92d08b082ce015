"""A built index: the resources as they were, their vectors in FAISS, and their words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from knowledge_base.index.encode import Encoder, Vectors
from knowledge_base.index.words import WordIndex
from knowledge_base.resources.records import Resource

FORMAT = 1
_SAME_ENCODER = 0.999


class UnusableIndex(RuntimeError):
    """An index on disk cannot be used; the message says which and why."""


class BrokenIndex(UnusableIndex):
    """Files are missing, unreadable, or do not fit each other."""


class OtherEncoder(UnusableIndex):
    """The index was built with another encoder than the one that is loaded."""


@dataclass(frozen=True)
class About:
    """What is written beside an index. `store_revision` is the newest change that it holds."""

    version: str
    encoder: str
    dimension: int
    probe: list[float]
    resources: int
    created_at: str
    store_revision: int
    format: int = FORMAT


@dataclass(frozen=True)
class BuiltIndex:
    """Everything a search needs. Row i of the vectors and of the words is `resources[i]`."""

    about: About
    resources: tuple[Resource, ...]
    vectors: Any
    words: WordIndex


def text_to_encode(resource: Resource) -> str:
    """Return the text whose meaning stands for a resource."""
    return ". ".join([resource.title, resource.description, ", ".join(resource.tags)])


def build(
    resources: Sequence[Resource],
    store_revision: int,
    encoder: Encoder,
    former: BuiltIndex | None = None,
) -> BuiltIndex:
    """Build an index; vectors of texts that `former` (same encoder) holds are taken from it."""
    resources = tuple(resources)
    flat = faiss.IndexFlatIP(len(encoder.probe))
    if resources:
        flat.add(_vectors(resources, encoder, former))
    now = datetime.now(UTC)
    digest = hashlib.sha256(repr((encoder.name, now.isoformat(), resources)).encode()).hexdigest()
    about = About(
        # The microseconds keep versions of one second in order, the digest keeps them apart.
        version=f"{now:%Y%m%d-%H%M%S}-{now.microsecond:05x}{digest[:3]}",
        encoder=encoder.name,
        dimension=flat.d,
        probe=encoder.probe,
        resources=len(resources),
        created_at=f"{now:%Y-%m-%dT%H:%M:%SZ}",
        store_revision=store_revision,
    )
    return BuiltIndex(about, resources, flat, WordIndex.build(resources))


def _vectors(resources: Sequence[Resource], encoder: Encoder, former: BuiltIndex | None) -> Vectors:
    known: dict[str, Vectors] = {}
    if former is not None and former.resources:
        old = former.vectors.reconstruct_n(0, len(former.resources))
        known = {text_to_encode(r): old[row] for row, r in enumerate(former.resources)}
    texts = [text_to_encode(resource) for resource in resources]
    fresh = [text for text in dict.fromkeys(texts) if text not in known]
    if fresh:
        known |= dict(zip(fresh, encoder.encode(fresh), strict=True))
    return np.ascontiguousarray(np.stack([known[text] for text in texts]), dtype=np.float32)


def save(index: BuiltIndex, folder: Path) -> None:
    """Write all files of an index into an existing, empty folder."""
    faiss.write_index(index.vectors, str(folder / "vectors.faiss"))
    index.words.save(folder)
    content = [resource.as_dict() for resource in index.resources]
    (folder / "resources.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    (folder / "about.json").write_text(json.dumps(asdict(index.about)), "utf-8")


def read_about(folder: Path) -> About:
    """Read what stands beside an index; raises BrokenIndex."""
    try:
        about = About(**json.loads((folder / "about.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise BrokenIndex(f"index {folder.name}: about.json: {error}") from error
    if about.format != FORMAT:
        raise BrokenIndex(f"index {folder.name}: format {about.format} instead of {FORMAT}")
    return about


def load(folder: Path, encoder: Encoder) -> BuiltIndex:
    """Read an index for use with `encoder`; raises BrokenIndex or OtherEncoder."""
    about = read_about(folder)
    _check_encoder(about, encoder)
    try:
        content = json.loads((folder / "resources.json").read_text("utf-8"))
        resources = tuple(
            Resource(**item | {k: tuple(item[k]) for k in ("tags", "steps")}) for item in content
        )
        vectors = faiss.read_index(str(folder / "vectors.faiss"))
        words = WordIndex.load(folder)
    except Exception as error:  # each library has its own way to fail on a cut-off file
        raise BrokenIndex(f"index {folder.name} cannot be read: {error}") from error
    sizes = {len(resources), vectors.ntotal, about.resources, words.documents}
    if len(sizes) != 1 or vectors.d != about.dimension:
        raise BrokenIndex(f"index {folder.name}: its files do not fit each other")
    return BuiltIndex(about, resources, vectors, words)


def _resource(item: dict[str, Any]) -> Resource:
    return Resource(**item | {name: tuple(item[name]) for name in ("tags", "steps")})


def _check_encoder(about: About, encoder: Encoder) -> None:
    if len(about.probe) == len(encoder.probe):
        if float(np.dot(about.probe, encoder.probe)) >= _SAME_ENCODER:
            return
    raise OtherEncoder(
        f"index {about.version} was built with encoder {about.encoder} "
        f"({about.dimension} dimensions), not with {encoder.name} ({len(encoder.probe)}): "
        "build it again"
    )
