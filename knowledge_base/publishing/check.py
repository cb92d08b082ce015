"""What a new index must hold before people are answered from it."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge_base.evaluation.figures import share_within
from knowledge_base.evaluation.golden import GoldenQuestion, ask
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
    answers both indexes hold: content may be withdrawn.
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
    asked = [q for q in questions if q.expect and both.issuperset(q.expect)]
    before, after = (share_within(ask(Searcher(i), asked), _FIRST) for i in (live, candidate))
    if before is None or after is None:
        return
    # Rounded: 1 - 0.98 is a little more than two points in binary.
    lost = round(100 * (before - after), 6)
    if lost > MOST_LOST_POINTS:
        raise RefusedIndex(
            f"right answers among the first {_FIRST} fell from {before:.1%} to {after:.1%} "
            f"of {len(asked)} golden questions; at most {MOST_LOST_POINTS:g} points may be lost"
        )
