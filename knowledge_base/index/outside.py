"""What people also write to such a number, and what no collection for learning answers.

Prices, matches, love, lotteries: one word that some resource holds too must not pass for an answer.
The more of a question such a wish says, the better a resource has to fit.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from knowledge_base.index.common_words import GENERIC_WORDS
from knowledge_base.index.documents import Document
from knowledge_base.index.profile import RESOURCES
from knowledge_base.index.reading import read
from knowledge_base.index.text import indexed_words
from knowledge_base.index.words import WordIndex

_WISHES = Path(__file__).parent / "outside_wishes.txt"


def outside_share(question: str, language: str) -> float:
    """Return how much of a question (0 to 1) the wish says that is nearest to it."""
    wishes = _wishes()
    match = wishes.match(read(question, language, wishes.vocabulary, RESOURCES))
    return float(match.shares.max())


@lru_cache(maxsize=1)
def _wishes() -> WordIndex:
    lines = _WISHES.read_text("utf-8").splitlines()
    # As title and search words, so that a wish that says a question whole counts in full.
    texts = (" ".join(w for w in indexed_words(line) if w not in GENERIC_WORDS) for line in lines)
    documents = [Document(str(n), text, "", text) for n, text in enumerate(texts)]
    return WordIndex.build(documents, RESOURCES)
