import numpy as np

from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.phrases import PhraseVectors


def test_the_nearest_phrase_of_each_document_counts(encoder: Encoder) -> None:
    phrases = [["bailar salsa", "tocar guitarra"], [], ["sumar gastos"]]
    built = PhraseVectors.build(phrases, encoder)
    question = encoder.questions(["guitarra"], "es")[0]
    rows = np.array([2, 0, 1])
    found = built.nearest(rows, question)
    own = encoder.passages(["bailar salsa", "tocar guitarra", "sumar gastos"]) @ question
    np.testing.assert_allclose(found[:2], [own[2], own[:2].max()], atol=2e-3)
    assert np.isnan(found[2])


def test_documents_without_phrases_have_no_nearest(encoder: Encoder) -> None:
    built = PhraseVectors.build([(), ()], encoder)
    question = encoder.questions(["guitarra"], "es")[0]
    assert np.isnan(built.nearest(np.array([0, 1]), question)).all()
    assert built.documents == 2
