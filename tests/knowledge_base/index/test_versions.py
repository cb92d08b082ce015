import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge_base.index.built import BrokenIndex, BuiltIndex, OtherEncoder, build, load
from knowledge_base.index.encoders.encoder import Encoder, EncoderError
from knowledge_base.index.encoders.load import load_encoder
from knowledge_base.index.encoders.sentences import SentenceEncoder
from knowledge_base.index.search import Searcher
from knowledge_base.index.versions import AlreadyBuilding, IndexVersions, UnknownVersion


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


@pytest.mark.parametrize("name", ["nada", "..", "../index", ""])
def test_a_version_that_is_not_there_is_not_activated(versions: IndexVersions, name: str) -> None:
    with pytest.raises(UnknownVersion):
        versions.activate(name)


def test_an_encoder_that_is_not_there_is_named() -> None:
    with pytest.raises(EncoderError, match="no-such-folder"):
        load_encoder("./no-such-folder")
