import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge_base.index.built import BrokenIndex, BuiltIndex, OtherEncoder, build, load
from knowledge_base.index.encoders.encoder import Encoder, EncoderError
from knowledge_base.index.encoders.load import load_encoder
from knowledge_base.index.encoders.sentences import SentenceEncoder
from knowledge_base.index.search import Searcher
from knowledge_base.index.versions import (
    AlreadyBuilding,
    IndexVersions,
    PointerMoved,
    UnknownVersion,
)


@pytest.fixture
def versions(tmp_path: Path) -> IndexVersions:
    return IndexVersions(tmp_path / "index", keep=2)


@pytest.fixture
def stored(versions: IndexVersions, index: BuiltIndex) -> Path:
    versions.add(index)
    versions.activate(index.about.version)
    return versions.path(index.about.version)


class OtherModel:
    """Stands for a model of another size."""

    def encode(self, texts: list[str], **_: Any) -> np.ndarray[Any, Any]:
        rows: np.ndarray[Any, Any] = np.full((len(texts), 8), 8**-0.5, dtype=np.float32)
        return rows


def test_an_index_read_back_answers_the_same(
    stored: Path, index: BuiltIndex, encoder: Encoder
) -> None:
    again = load(stored, encoder)
    assert again.about == index.about
    question = "curso d python"
    expected = Searcher(index).search(question)
    assert Searcher(again).search(question) == expected


def test_an_empty_index_is_kept_too(versions: IndexVersions, encoder: Encoder) -> None:
    empty = build([], 0, encoder)
    versions.add(empty)
    assert load(versions.path(empty.about.version), encoder).resources == ()


def test_an_index_of_another_encoder_is_refused(stored: Path) -> None:
    other = SentenceEncoder("otro-modelo", OtherModel())
    with pytest.raises(OtherEncoder, match="bilingual-.*otro-modelo"):
        load(stored, other)


@pytest.mark.parametrize(
    "name",
    ["about.json", "resources.json", "vectors.faiss", "words.json", "encoder.npz", "phrases.npz"],
)
@pytest.mark.parametrize("harm", ["cut", "gone"])
def test_a_broken_folder_is_told(stored: Path, encoder: Encoder, name: str, harm: str) -> None:
    path = stored / name
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(BrokenIndex, match=stored.name):
        load(stored, encoder)


def test_files_of_two_versions_mixed_are_told(stored: Path, encoder: Encoder) -> None:
    rows = json.loads((stored / "resources.json").read_text("utf-8"))
    (stored / "resources.json").write_text(json.dumps(rows[1:]), "utf-8")
    with pytest.raises(BrokenIndex, match="do not fit"):
        load(stored, encoder)


def test_a_version_appears_whole_or_not_at_all(versions: IndexVersions, tmp_path: Path) -> None:
    rest = tmp_path / "index" / ".unfinished-abc"
    rest.mkdir(parents=True)
    assert versions.all() == [] and versions.active() is None
    with versions.building():
        assert not rest.exists()


def test_only_one_builds_at_a_time(versions: IndexVersions) -> None:
    with versions.building():
        assert versions.is_building()
        with pytest.raises(AlreadyBuilding), versions.building():
            pass
    assert not versions.is_building()


def test_the_oldest_versions_go_and_the_one_before_stays(
    versions: IndexVersions, encoder: Encoder, index: BuiltIndex
) -> None:
    built = [build(index.resources[:n], n, encoder, index) for n in (1, 2, 3)]
    for one in built:
        versions.add(one)
        versions.activate(one.about.version)
    names = [about.version for about in versions.all()]
    assert names == [built[2].about.version, built[1].about.version]
    assert versions.previous() == built[1].about.version
    assert versions.active() == built[2].about.version


@pytest.fixture
def small(index: BuiltIndex, encoder: Encoder) -> BuiltIndex:
    return build(index.resources[:1], 1, encoder, index)


def _another(index: BuiltIndex, number: int) -> BuiltIndex:
    """Return an index by a later name."""
    return replace(index, about=replace(index.about, version=f"20300101-000000-{number:08x}"))


def test_the_last_five_stay_and_the_active_one_whatever_its_age(
    tmp_path: Path, small: BuiltIndex
) -> None:
    versions = IndexVersions(tmp_path / "index", keep=5)
    names = []
    for number in range(7):
        one = _another(small, number)
        versions.add(one)
        versions.activate(one.about.version)
        names.append(one.about.version)
    assert [about.version for about in versions.all()] == names[:1:-1]
    # Back to the oldest; what is written beside it and never activated does not push it out.
    versions.activate(names[2], 9)
    for number in range(7, 10):
        one = _another(small, number)
        versions.add(one)
        names.append(one.about.version)
    versions.activate(names[2], 9)
    assert [about.version for about in versions.all()] == [*names[:4:-1], names[2]]
    assert versions.active() == names[2]
    assert versions.previous() is None
    versions.activate(names[-1])
    assert [about.version for about in versions.all()] == names[:4:-1]
    assert versions.previous() == names[-2]


def test_the_pointer_never_names_a_version_that_is_deleted_meanwhile(
    tmp_path: Path, small: BuiltIndex
) -> None:
    versions = IndexVersions(tmp_path / "index", keep=2)
    first = _another(small, 0)
    versions.add(first)
    versions.activate(first.about.version)
    stopped, lost, gone_back = threading.Event(), [], 0

    def look() -> None:
        while not stopped.is_set():
            pointer = (tmp_path / "index" / "active").read_text().split()[0]
            if versions.active() is None:
                lost.append(pointer)

    def go_back() -> None:
        nonlocal gone_back
        while not stopped.is_set():
            try:
                versions.activate(versions.all()[-1].version, 9)
                gone_back += 1
            except UnknownVersion:
                pass  # it went before it was pointed to

    threads = [threading.Thread(target=one) for one in (look, go_back, go_back)]
    for thread in threads:
        thread.start()
    for number in range(1, 40):
        one = _another(small, number)
        versions.add(one)
        versions.activate(one.about.version)
    stopped.set()
    for thread in threads:
        thread.join(30)
    assert gone_back
    assert lost == []


def test_activating_instead_of_what_is_no_longer_active_is_refused(
    versions: IndexVersions, stored: Path, small: BuiltIndex
) -> None:
    before = versions.pointer()
    assert before and before.version == stored.name
    one, other = _another(small, 1), _another(small, 2)
    versions.add(one)
    versions.add(other)
    versions.activate_instead(one.about.version, before)
    with pytest.raises(PointerMoved):
        versions.activate_instead(other.about.version, before)
    assert versions.active() == one.about.version


def test_looking_whether_somebody_builds_keeps_nobody_from_building(
    versions: IndexVersions,
) -> None:
    stopped = threading.Event()

    def look() -> None:
        while not stopped.is_set():
            versions.is_building()

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(50):
            with versions.building():
                assert versions.is_building()
    finally:
        stopped.set()
        for thread in threads:
            thread.join(30)


def test_nobody_builds_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert not IndexVersions(tmp_path / "none", keep=2).is_building()
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", ["nada", "..", "../index", ""])
def test_a_version_that_is_not_there_is_not_activated(versions: IndexVersions, name: str) -> None:
    with pytest.raises(UnknownVersion):
        versions.activate(name)


def test_an_encoder_that_is_not_there_is_named() -> None:
    with pytest.raises(EncoderError, match="no-such-folder"):
        load_encoder("./no-such-folder")
