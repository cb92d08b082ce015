"""Try a question as people do, in the search that they use and in the next one, side by side."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from knowledge_base.index.built import load
from knowledge_base.index.explanation import Explanation, explain
from knowledge_base.index.facets import Filters
from knowledge_base.index.search import Searcher
from knowledge_base.live.runtime import KnowledgeBase
from knowledge_base.resources.records import Resource

# Each holds an index of its own, or all words of the live one anew.
_KEPT = 2


@dataclass(frozen=True)
class Comparison:
    """A question in the live search and in the next.

    `version` is the other version that was asked for, else None: the next is then the live search
    with `drafts` changed or new resources.
    """

    live: Explanation
    next: Explanation
    drafts: int
    version: str | None


class Bench:
    """Compares searches, and keeps the last two others. Safe to share between threads."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._kept: OrderedDict[Hashable, Searcher] = OrderedDict()
        self._lock = threading.Lock()

    def compare(
        self,
        question: str,
        drafts: Sequence[Resource] = (),
        version: str | None = None,
        filters: Filters | None = None,
        chat_first: bool = False,
    ) -> Comparison:
        """Ask the live search, and it with `drafts` published or the built `version`.

        Nothing is counted, neither as a search nor as a gap. Raises NotReady, or UnknownVersion or
        UnusableIndex for a version.
        """
        live = self._base.searcher
        other = self._built(version) if version else self._with_drafts(live, tuple(drafts))
        return Comparison(
            explain(live, question, filters, chat_first),
            explain(other, question, filters, chat_first),
            0 if version else len(drafts),
            version,
        )

    def _built(self, version: str) -> Searcher:
        # The folder is looked for first: a version that is kept may be deleted meanwhile.
        folder = self._base.versions.path(version)
        return self._keeping(version, lambda: Searcher(load(folder, self._base.encoder)))

    def _with_drafts(self, live: Searcher, drafts: tuple[Resource, ...]) -> Searcher:
        if not drafts:
            return live
        new = {resource.id for resource in drafts}
        changed = (*(one for one in live.changed if one.id not in new), *drafts)
        # By the search itself and not by its number: as long as it is a key it stays the same.
        return self._keeping((live, drafts), lambda: Searcher(live.index, changed, live.gone - new))

    def _keeping(self, key: Hashable, make: Callable[[], Searcher]) -> Searcher:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = make()
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]
