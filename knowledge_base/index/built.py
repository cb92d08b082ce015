"""A built index: the resources as they were, their vectors in FAISS, and their words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from knowledge_base.index.documents import document_of
from knowledge_base.index.encoders.encoder import Encoder, Vectors, probe
from knowledge_base.index.phrases import PhraseVectors
from knowledge_base.index.profile import RESOURCES, Profile
from knowledge_base.index.vectors import build_vectors
from knowledge_base.index.words import WordIndex
from knowledge_base.resources.records import LISTS, Resource

FORMAT = 3
_RULES = ("common_words.py", "text.py", "documents.py")
_SAME_ENCODER = 0.999


class UnusableIndex(RuntimeError):
    """An index on disk cannot be used; the message says which and why."""


class BrokenIndex(UnusableIndex):
    """Files are missing, unreadable, or do not fit each other."""


class OtherEncoder(UnusableIndex):
    """The index was built with another encoder than the one that is loaded, or by other rules."""


@dataclass(frozen=True)
class About:
    """What is written beside an index.

    `store_revision` is the newest change that it holds, `reading` a digest of the rules by which
    texts became words.
    """

    version: str
    encoder: str
    dimension: int
    probe: list[float]
    profile: dict[str, Any]
    reading: str
    resources: int
    created_at: str
    store_revision: int
    format: int = FORMAT


@dataclass(frozen=True)
class BuiltIndex:
    """Everything a search needs. Row i of the vectors and of the words is `resources[i]`.

    `encoder` is the loaded one with what it learned from these resources.
    """

    about: About
    resources: tuple[Resource, ...]
    vectors: Any
    phrases: PhraseVectors
    words: WordIndex
    encoder: Encoder
    profile: Profile


def build(
    resources: Sequence[Resource],
    store_revision: int,
    encoder: Encoder,
    former: BuiltIndex | None = None,
    profile: Profile = RESOURCES,
) -> BuiltIndex:
    """Build an index; vectors of texts that `former` holds are taken from it where they last."""
    resources = tuple(resources)
    documents = [document_of(resource) for resource in resources]
    texts = [document.whole for document in documents]
    taught = encoder.adapted(texts)
    return BuiltIndex(
        _about(resources, store_revision, encoder, profile),
        resources,
        build_vectors(_vectors(texts, taught, former)),
        PhraseVectors.build([document.phrases for document in documents], taught),
        WordIndex.build(documents, profile),
        taught,
        profile,
    )


def changed_part(resources: Sequence[Resource], base: BuiltIndex) -> BuiltIndex:
    """Index the few resources that changed since `base` was built, by what it has learned."""
    resources = tuple(resources)
    documents = [document_of(resource) for resource in resources]
    return BuiltIndex(
        base.about,
        resources,
        build_vectors(_vectors([d.whole for d in documents], base.encoder, None)),
        PhraseVectors.build([d.phrases for d in documents], base.encoder),
        WordIndex.build(documents, base.profile),
        base.encoder,
        base.profile,
    )


def _about(
    resources: Sequence[Resource], store_revision: int, encoder: Encoder, profile: Profile
) -> About:
    now = datetime.now(UTC)
    digest = hashlib.sha256(repr((encoder.name, now.isoformat(), resources)).encode()).hexdigest()
    return About(
        # The microseconds keep versions of one second in order, the digest keeps them apart.
        version=f"{now:%Y%m%d-%H%M%S}-{now.microsecond:05x}{digest[:3]}",
        encoder=encoder.name,
        dimension=encoder.dimension,
        probe=probe(encoder),
        profile=profile.as_dict(),
        reading=_reading(),
        resources=len(resources),
        created_at=f"{now:%Y-%m-%dT%H:%M:%SZ}",
        store_revision=store_revision,
    )


def _vectors(texts: Sequence[str], encoder: Encoder, former: BuiltIndex | None) -> Vectors:
    if not texts:
        return np.zeros((0, encoder.dimension), dtype=np.float32)
    if not encoder.keeps_vectors or former is None or not former.resources:
        return encoder.passages(texts)
    old = former.vectors.reconstruct_n(0, len(former.resources))
    known = {document_of(r).whole: old[row] for row, r in enumerate(former.resources)}
    fresh = [text for text in dict.fromkeys(texts) if text not in known]
    if fresh:
        known |= dict(zip(fresh, encoder.passages(fresh), strict=True))
    return np.ascontiguousarray(np.stack([known[text] for text in texts]), dtype=np.float32)


def save(index: BuiltIndex, folder: Path) -> None:
    """Write all files of an index into an existing, empty folder."""
    faiss.write_index(index.vectors, str(folder / "vectors.faiss"))
    index.words.save(folder)
    for name, state in (("encoder", index.encoder.state()), ("phrases", index.phrases.state())):
        arrays: dict[str, Any] = dict(state)
        np.savez(folder / f"{name}.npz", **arrays)
    content = [resource.as_dict() for resource in index.resources]
    (folder / "resources.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    (folder / "about.json").write_text(json.dumps(asdict(index.about)), "utf-8")


def read_about(folder: Path) -> About:
    """Read what stands beside an index; raises BrokenIndex."""
    try:
        content = json.loads((folder / "about.json").read_text("utf-8"))
        if isinstance(content, dict) and content.get("format") != FORMAT:
            raise BrokenIndex(
                f"index {folder.name}: format {content.get('format')} instead of {FORMAT}"
            )
        return About(**content)
    except (OSError, ValueError, TypeError) as error:
        raise BrokenIndex(f"index {folder.name}: about.json: {error}") from error


def load(folder: Path, encoder: Encoder) -> BuiltIndex:
    """Read an index for use with `encoder`; raises BrokenIndex or OtherEncoder."""
    about = read_about(folder)
    _check_encoder(about, encoder)
    try:
        profile = Profile(**about.profile)
        content = json.loads((folder / "resources.json").read_text("utf-8"))
        resources = tuple(_resource(item) for item in content)
        vectors = faiss.read_index(str(folder / "vectors.faiss"))
        words = WordIndex.load(folder, profile)
        with np.load(folder / "encoder.npz", allow_pickle=False) as state:
            taught = encoder.with_state(dict(state))
        with np.load(folder / "phrases.npz", allow_pickle=False) as state:
            phrases = PhraseVectors(**state)
    except Exception as error:  # each library has its own way to fail on a cut-off file
        raise BrokenIndex(f"index {folder.name} cannot be read: {error}") from error
    sizes = {len(resources), vectors.ntotal, about.resources, words.documents, phrases.documents}
    if len(sizes) != 1 or vectors.d != about.dimension:
        raise BrokenIndex(f"index {folder.name}: its files do not fit each other")
    return BuiltIndex(about, resources, vectors, phrases, words, taught, profile)


def _resource(item: dict[str, Any]) -> Resource:
    return Resource(**item | {name: tuple(item[name]) for name in LISTS})


def _check_encoder(about: About, encoder: Encoder) -> None:
    if about.reading != _reading():
        raise OtherEncoder(f"index {about.version} was read by other rules: build it again")
    if about.dimension == encoder.dimension and about.encoder == encoder.name:
        if float(np.dot(about.probe, probe(encoder))) >= _SAME_ENCODER:
            return
    raise OtherEncoder(
        f"index {about.version} was built with encoder {about.encoder} "
        f"({about.dimension} dimensions), not with {encoder.name} ({encoder.dimension}): "
        "build it again"
    )


@lru_cache(maxsize=1)
def _reading() -> str:
    """Return a digest of the files that decide which words of a text are kept, and how."""
    digest = hashlib.sha256(repr(RESOURCES).encode())
    for name in _RULES:
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()[:16]
