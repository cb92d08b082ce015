"""What a new index must hold before people are answered from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from knowledge_base.evaluation.figures import Outcome, share_within
from knowledge_base.evaluation.golden import PINNED, GoldenQuestion, ask
from knowledge_base.index.built import BuiltIndex
from knowledge_base.index.search import Searcher

MOST_LOST_POINTS = 2.0
# Content is withdrawn piece by piece; all at once it is a wrong database or an empty folder.
LEAST_KEPT = 0.5
_FIRST = 3


class RefusedIndex(RuntimeError):
    """The new index is not fit to replace the live one; the message says why."""


def check(
    candidate: BuiltIndex,
    expected: int,
    live: BuiltIndex | None,
    questions: Sequence[GoldenQuestion],
) -> None:
    """Raise RefusedIndex where resources are missing or questions are answered worse than live.

    At least half of what the live index holds must be left. Only questions count whose right
    answers both indexes hold: content may be withdrawn. Of the pinned questions none may be lost.
    """
    held = (len(candidate.resources), candidate.vectors.ntotal, candidate.words.documents)
    if set(held) != {expected}:
        raise RefusedIndex(f"{expected} resources, but the new index holds {held}")
    if live is None:
        return
    both = {r.id for r in candidate.resources} & {r.id for r in live.resources}
    if len(both) < LEAST_KEPT * len(live.resources):
        raise RefusedIndex(
            f"only {len(both)} of the {len(live.resources)} resources of the live index are left"
        )
    searchers = Searcher(live), Searcher(candidate)
    _check_share(*searchers, [q for q in questions if q.expect and both.issuperset(q.expect)])
    if lost := lost_pins(*searchers, questions, both):
        named = ", ".join(f"«{question.text}»" for question in lost)
        raise RefusedIndex(f"pinned questions are answered no more as they were: {named}")


def _check_share(live: Searcher, candidate: Searcher, asked: Sequence[GoldenQuestion]) -> None:
    before, after = (share_within(ask(one, asked), _FIRST) for one in (live, candidate))
    if before is None or after is None:
        return
    # Rounded: 1 - 0.98 is a little more than two points in binary.
    lost = round(100 * (before - after), 6)
    if lost > MOST_LOST_POINTS:
        raise RefusedIndex(
            f"right answers among the first {_FIRST} fell from {before:.1%} to {after:.1%} "
            f"of {len(asked)} golden questions; at most {MOST_LOST_POINTS:g} points may be lost"
        )


def lost_pins(
    live: Searcher,
    candidate: Searcher,
    questions: Sequence[GoldenQuestion],
    held: Collection[str],
) -> list[GoldenQuestion]:
    """Return the pinned questions that `live` answers right and `candidate` does not.

    Right is one of the expected resources among the first three, or nothing found where none is
    expected. Of the expected only those `held` by both count; where none is left, nothing is lost.
    """
    asked = []
    for question in (one for one in questions if one.part == PINNED):
        left = tuple(one for one in question.expect if one in held)
        if left or not question.expect:
            asked.append(replace(question, expect=left))
    pairs = zip(ask(live, asked), ask(candidate, asked), strict=True)
    return [q for q, (a, b) in zip(asked, pairs, strict=True) if _right(a) and not _right(b)]


def _right(outcome: Outcome) -> bool:
    if not outcome.relevant:
        return not outcome.ranked
    return outcome.rank is not None and outcome.rank <= _FIRST
