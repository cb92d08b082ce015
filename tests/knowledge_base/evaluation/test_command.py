"""`python -m knowledge_base.evaluation` on the project's own passages, as anyone runs it."""

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge_base.evaluation.__main__ import main

PASSAGES = Path(__file__).parents[3] / "knowledge_base" / "evaluation" / "passages"
Rows = dict[str, dict[str, float]]


def _ask(capsys: pytest.CaptureFixture[str], questions: str, *options: str) -> Rows:
    corpus = ["--corpus", str(PASSAGES / "texts.jsonl"), "--questions", str(PASSAGES / questions)]
    assert main([*corpus, "--json", *options]) == 0
    rows: Rows = json.loads(capsys.readouterr().out)
    return rows


def test_words_and_meaning_together_beat_plain_bm25(capsys: pytest.CaptureFixture[str]) -> None:
    rows = _ask(capsys, "questions.jsonl")
    names = {"recall_at_1", "recall_at_5", "mrr_at_10", "ndcg_at_10", "p50_ms", "p95_ms"}
    assert all(names <= rows[method].keys() for method in ("bm25", "dense", "fused"))
    assert rows["fused"]["recall_at_1"] >= rows["bm25"]["recall_at_1"] + 0.02
    assert rows["fused"]["recall_at_5"] >= rows["bm25"]["recall_at_5"] + 0.04


def test_slips_cost_little(capsys: pytest.CaptureFixture[str]) -> None:
    clean, typed = (_ask(capsys, "questions.jsonl", *noise) for noise in ((), ("--noisy",)))
    assert typed["bm25"]["recall_at_1"] < clean["bm25"]["recall_at_1"]
    assert typed["fused"]["recall_at_1"] >= clean["fused"]["recall_at_1"] - 0.015


def test_english_questions_find_spanish_texts(capsys: pytest.CaptureFixture[str]) -> None:
    rows = _ask(capsys, "questions_en.jsonl")
    assert rows["fused"]["recall_at_1"] >= 0.7
    assert rows["bm25"]["recall_at_1"] <= 0.45


def test_the_table_names_what_was_measured(capsys: pytest.CaptureFixture[str]) -> None:
    corpus = ["--corpus", str(PASSAGES / "texts.jsonl")]
    assert main([*corpus, "--questions", str(PASSAGES / "questions.jsonl")]) == 0
    said = capsys.readouterr().out
    assert "encoder bilingual" in said and "nDCG@10" in said
    assert [line.split()[0] for line in said.splitlines()[2:]] == [
        "bm25",
        "words",
        "dense",
        "fused",
    ]


@pytest.mark.parametrize("options", [["--corpus", "x"], ["--questions", "x"]])
def test_a_corpus_needs_its_questions(options: list[Any]) -> None:
    assert main(options) == 2


def test_a_faulty_corpus_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faulty = tmp_path / "faulty.jsonl"
    faulty.write_text("{", "utf-8")
    assert main(["--corpus", str(faulty), "--questions", str(faulty)]) == 1
    assert "faulty.jsonl, line 1" in capsys.readouterr().err
