"""Transformer encoders by ONNX Runtime: the same vectors as sentence-transformers, without torch.

For a folder of a sentence-transformers model that holds its export (`onnx/model.onnx`, as the hub's
models often do). `optimum`, by which sentence-transformers would load it, asks for an older
`transformers` than sentence-transformers itself does: so it is read here.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from knowledge_base.index.encoders.encoder import EncoderError, Vectors, Weighing
from knowledge_base.index.encoders.pretrained import PretrainedEncoder
from knowledge_base.index.unit import unit

_EXPORTS = ("onnx/model.onnx", "model.onnx")
# As in `sentences`: one question gains nothing from more threads.
_THREADS = 1
_BATCH = 32
_LONGEST_TOKENS = 512


def onnx_export(folder: Path) -> Path | None:
    """Return the export in a folder where it and ONNX Runtime are there, else None."""
    if find_spec("onnxruntime") is None:
        return None
    return next((folder / name for name in _EXPORTS if (folder / name).is_file()), None)


class OnnxEncoder(PretrainedEncoder):
    """A transformer with mean or CLS pooling."""

    def __init__(
        self, name: str, folder: Path, export: Path, weighing: Weighing, prefixes: tuple[str, str]
    ) -> None:
        """Raises EncoderError."""
        super().__init__(name, weighing, prefixes)
        try:
            self._tokenizer = _tokenizer(folder)
            self._session = _session(export)
            self._by_first_token = _pools_by_first_token(folder)
        except Exception as error:  # each library has its own way to fail
            reason = f"encoder {name!r} cannot be loaded from {export}: {error}"
            raise EncoderError(reason) from error
        self._inputs = {one.name for one in self._session.get_inputs()}

    def _encode(self, texts: list[str]) -> Vectors:
        batches = (texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH))
        return unit(np.concatenate([self._encode_batch(batch) for batch in batches]))

    def _encode_batch(self, texts: list[str]) -> Vectors:
        tokens = self._tokenizer.encode_batch(texts)
        mask = np.array([one.attention_mask for one in tokens], dtype=np.int64)
        given = {
            "input_ids": np.array([one.ids for one in tokens], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.array([one.type_ids for one in tokens], dtype=np.int64),
        }
        states = self._session.run(None, {n: v for n, v in given.items() if n in self._inputs})[0]
        if self._by_first_token:
            first: Vectors = states[:, 0]
            return first
        weights = mask[:, :, None].astype(np.float32)
        mean: Vectors = (states * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)
        return mean


def _tokenizer(folder: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(_longest(folder))
    tokenizer.enable_padding(pad_id=tokenizer.token_to_id("[PAD]") or _pad_of(tokenizer))
    return tokenizer


def _pad_of(tokenizer: Any) -> int:
    """Return the number of RoBERTa's padding, 0 where there is none: the mask hides it anyway."""
    return tokenizer.token_to_id("<pad>") or 0


def _longest(folder: Path) -> int:
    try:
        content = json.loads((folder / "sentence_bert_config.json").read_text("utf-8"))
        return int(content["max_seq_length"] or _LONGEST_TOKENS)
    except (OSError, ValueError, KeyError, TypeError):
        return _LONGEST_TOKENS


def _pools_by_first_token(folder: Path) -> bool:
    try:
        pooling = json.loads((folder / "1_Pooling" / "config.json").read_text("utf-8"))
    except OSError:
        return False
    by_mean = pooling.get("pooling_mode_mean_tokens", pooling.get("pooling_mode") == "mean")
    by_first = pooling.get("pooling_mode_cls_token", pooling.get("pooling_mode") == "cls")
    if by_mean == by_first:
        raise ValueError("only mean and CLS pooling are read")
    return bool(by_first)


def _session(export: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = _THREADS
    return onnxruntime.InferenceSession(str(export), options, providers=["CPUExecutionProvider"])
