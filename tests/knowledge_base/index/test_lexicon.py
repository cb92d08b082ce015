"""The word lists: complete lines, and words of three languages in one space."""

from pathlib import Path

import numpy as np
import pytest

from knowledge_base.index.language import guess_language
from knowledge_base.index.lexicon.cognates import spanish_spellings
from knowledge_base.index.lexicon.pairs import FOLDER, shipped_lexicon
from knowledge_base.index.lexicon.quechua import quechua_root
from knowledge_base.index.lexicon.vectors import WordVectors, shipped_vectors


@pytest.fixture(scope="module")
def vectors() -> WordVectors:
    return shipped_vectors()


def _cosine(vectors: WordVectors, one: str, other: str) -> float:
    (first, language), (second, another) = (pair.split(":")[::-1] for pair in (one, other))
    a, b = vectors.vector(first, language), vectors.vector(second, another)
    assert a is not None and b is not None
    return float(a @ b)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.name)
def test_every_line_has_its_two_sides(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    parts = [line.split("\t") for line in lines]
    assert [line for line, p in zip(lines, parts, strict=True) if not all(map(str.strip, p))] == []
    if path.stem != "synonyms":
        assert {len(p) for p in parts} == {2}
        assert len({p[0] for p in parts}) == len(parts)


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("es:chamba", "es:empleo"), ("es:chamba", "es:cocina")),
        (("es:clave", "es:contrasena"), ("es:clave", "es:planta")),
        (("es:alemania", "en:germany"), ("es:alemania", "en:potato")),
        (("es:celular", "en:phone"), ("es:celular", "en:river")),
        (("qu:llamkay", "es:trabajo"), ("qu:llamkay", "es:luna")),
        (("es:fotosintesis", "en:photosynthesis"), ("es:fotosintesis", "en:guitar")),
    ],
)
def test_what_means_the_same_lies_near(
    vectors: WordVectors, near: tuple[str, str], far: tuple[str, str]
) -> None:
    assert _cosine(vectors, *near) > 0.6
    assert _cosine(vectors, *near) > _cosine(vectors, *far) + 0.3


def test_vectors_have_length_one_and_a_word_nobody_knows_has_none(vectors: WordVectors) -> None:
    vector = vectors.vector("escuela", "es")
    assert vector is not None and np.isclose(np.linalg.norm(vector), 1)
    assert vectors.vector("xyzzyplugh", "es") is None


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("photosynthesis", "fotosintesis"),
        ("university", "universidad"),
        ("education", "educacion"),
        ("philosophy", "filosofia"),
        ("structure", "estructura"),
        ("theory", "teoria"),
    ],
)
def test_a_cognate_is_proposed(english: str, spanish: str) -> None:
    assert spanish in spanish_spellings(english)


def test_no_spelling_is_shorter_than_four_letters() -> None:
    assert min(map(len, spanish_spellings("arm"))) >= 4


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("yachayta", "yachay"),
        ("runasimipi", "runasimi"),
        ("wasikunamanta", "wasi"),
        ("llamkani", "llamkay"),
        ("computadora", None),
    ],
)
def test_a_quechua_word_loses_its_endings(word: str, root: str | None) -> None:
    assert quechua_root(word, shipped_lexicon().quechua) == root


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("where was the emperor crowned", "en"),
        ("name the longest river", "en"),
        ("llamkayta maskani", "qu"),
        ("wasiykipi yachayta munani", "qu"),
        ("quien gano la batalla de Ayacucho", "es"),
        ("excel", "es"),
        ("como hago mi cv en word", "es"),
    ],
)
def test_the_language_shows_in_the_words(question: str, language: str) -> None:
    assert guess_language(question) == language
