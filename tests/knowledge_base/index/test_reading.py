"""From a question to the words of an index."""

import pytest

from knowledge_base.index.documents import Document
from knowledge_base.index.outside import outside_share
from knowledge_base.index.profile import PASSAGES, RESOURCES
from knowledge_base.index.reading import read
from knowledge_base.index.words import WordIndex

TEXTS = [
    Document("clave", "Protege tu contraseña", "Elige una palabra secreta larga."),
    Document("empleo", "Busca empleo", "Ofertas de trabajo para jóvenes."),
    Document("hoja", "Hoja de cálculo", "Suma tus gastos en Excel."),
    Document("celula", "La célula", "Partes de la célula y sus funciones."),
    Document("celular", "Tu celular", "Libera espacio en el teléfono."),
    Document("quechua", "Aprende quechua", "El runasimi de Ayacucho."),
]


@pytest.fixture(scope="module")
def words() -> WordIndex:
    return WordIndex.build(TEXTS, PASSAGES)


def _best(words: WordIndex, question: str, language: str) -> str:
    shares = words.match(read(question, language, words.vocabulary, PASSAGES)).shares
    assert shares.max() > 0
    return TEXTS[int(shares.argmax())].id


@pytest.mark.parametrize(
    ("question", "language", "found"),
    [
        ("clave", "es", "clave"),
        ("password", "en", "clave"),
        ("chamba", "es", "empleo"),
        ("how do I find a job", "en", "empleo"),
        ("spreadsheet", "en", "hoja"),
        ("exel", "es", "hoja"),
        ("contrazeña", "es", "clave"),
        ("celula", "es", "celula"),
        ("celulares", "es", "celular"),
        ("runasimita", "qu", "quechua"),
        ("llank'ayta", "qu", "empleo"),
    ],
)
def test_other_words_find_what_is_meant(
    words: WordIndex, question: str, language: str, found: str
) -> None:
    assert _best(words, question, language) == found


def test_what_was_typed_is_told_and_not_what_it_was_mended_to(words: WordIndex) -> None:
    match = words.match(read("kiero exel", "es", words.vocabulary, PASSAGES))
    assert match.matched(2) == ["exel"]


def test_the_reading_is_the_question_mended(words: WordIndex) -> None:
    assert read("kiero exel xfa", "es", words.vocabulary, PASSAGES).text == "excel"


def test_a_word_that_nothing_stands_for_lowers_the_share(words: WordIndex) -> None:
    known = words.match(read("excel", "es", words.vocabulary, PASSAGES)).shares.max()
    both = words.match(read("excel xyzzyplugh", "es", words.vocabulary, PASSAGES)).shares.max()
    assert 0 < both < known


def test_words_of_a_wish_alone_do_not_count_in_another_language(words: WordIndex) -> None:
    reading = read("munani runasimita", "qu", words.vocabulary, RESOURCES)
    assert [word.typed for word in reading.words] == ["runasimita"]


@pytest.mark.parametrize("question", ["precio del dolar hoy", "letra de canciones", "te amo novia"])
def test_a_wish_that_is_none_to_learn_is_known(question: str) -> None:
    assert outside_share(question, "es") > 0.6


@pytest.mark.parametrize("question", ["hoja de calculo", "ecuaciones", "derivadas", "cv"])
def test_a_wish_to_learn_is_none_of_them(question: str) -> None:
    assert outside_share(question, "es") < 0.4


@pytest.mark.parametrize(
    ("typed", "slipped"),
    [
        ("excel gratis", "exel grattis"),
        ("busco excel", "buzco excel"),
        ("hola excel", "holla exel"),
    ],
)
def test_a_slip_of_a_word_that_says_nothing_says_nothing(
    words: WordIndex, typed: str, slipped: str
) -> None:
    assert len(read(slipped, "es", words.vocabulary, RESOURCES).words) == 1
    clean, other = (
        words.match(read(text, "es", words.vocabulary, RESOURCES)).shares
        for text in (typed, slipped)
    )
    assert other.argmax() == clean.argmax()
