from pathlib import Path

import pytest

from knowledge_base.evaluation.corpus import InvalidCorpus, read_corpus, read_questions

GOOD = '{"id": "a", "title": "Ríos", "text": "El Ucayali es largo."}'


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "lines.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_texts_are_read_with_or_without_a_title(tmp_path: Path) -> None:
    read = read_corpus(_file(tmp_path, GOOD, "", '{"id": 7, "text": "Otro."}'))
    assert [(d.id, d.title, d.text) for d in read] == [
        ("a", "Ríos", "El Ucayali es largo."),
        ("7", "", "Otro."),
    ]


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    assert len(read_corpus(_file(tmp_path, '{"id": "a", "text": "uno\u2028dos"}'))) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{roto", "line 2: no JSON"),
        ("[]", "line 2: no JSON object"),
        (GOOD, "line 2: id 'a' stands there twice"),
        ('{"id": "b"}', "line 2: text"),
        ('{"text": "x"}', "line 2: id"),
        ('{"id": "b", "text": 3}', "line 2: text"),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(InvalidCorpus, match=said):
        read_corpus(_file(tmp_path, GOOD, line))


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidCorpus, match="cannot be read"):
        read_corpus(tmp_path / "nada.jsonl")
    with pytest.raises(InvalidCorpus, match="holds no text"):
        read_corpus(_file(tmp_path, ""))


def test_questions_name_texts_that_are_there(tmp_path: Path) -> None:
    path = _file(tmp_path, '{"id": "q", "text": "¿Qué?", "relevant": ["a"]}', '{"text": "¿Y?"}')
    asked = read_questions(path, frozenset({"a"}))
    assert [(q.id, q.relevant) for q in asked] == [("q", {"a"}), ("2", frozenset())]
    with pytest.raises(InvalidCorpus, match="line 1: relevant: no text has the id 'a'"):
        read_questions(path, frozenset({"b"}))
