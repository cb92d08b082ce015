"""Look at many links at once; what was found is handed over as it comes."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from knowledge_base.resources.linkcheck.gates import HostRests
from knowledge_base.resources.linkcheck.look import Asks, look
from knowledge_base.resources.links import Finding
from knowledge_base.resources.urls import host_of


@dataclass
class Outcome:
    """How many links were not judged: their hosts asked to wait, or names were not to be found."""

    left_for_later: int = 0
    without_network: int = 0


class Run:
    """One run over many links, at most `at_once` at a time, of each host one after the other.

    `found` is called with each finding, from the thread that runs the loop.
    """

    def __init__(self, asker: Asks, at_once: int, found: Callable[[Finding], None]) -> None:
        self._asker = asker
        self._room = asyncio.Semaphore(at_once)
        self._found = found
        self._outcome = Outcome()
        # Without a network no name exists: such findings wait until a server answers.
        self._in_doubt: list[Finding] = []
        self._reachable: str | None = None

    async def over(self, urls: Iterable[str]) -> Outcome:
        """Look at every link; return what was left."""
        by_host = defaultdict(list)
        for url in urls:
            by_host[host_of(url)].append(url)
        async with asyncio.TaskGroup() as tasks:
            for of_host in by_host.values():
                tasks.create_task(self._one_after_the_other(of_host))
        await self._settle_doubts()
        return self._outcome

    async def _one_after_the_other(self, urls: list[str]) -> None:
        for url in urls:
            async with self._room:
                try:
                    self._note(await look(self._asker, url))
                except HostRests:
                    self._outcome.left_for_later += 1

    def _note(self, finding: Finding) -> None:
        if finding.gone and not finding.answered:
            self._in_doubt.append(finding)
            return
        if finding.answered:
            self._reachable = finding.url
            self._believe_doubts()
        self._found(finding)

    def _believe_doubts(self) -> None:
        for finding in self._in_doubt:
            self._found(finding)
        self._in_doubt.clear()

    async def _settle_doubts(self) -> None:
        """Ask a server that answered before once more: the network may have gone meanwhile."""
        if not self._in_doubt:
            return
        try:
            if self._reachable and (await look(self._asker, self._reachable)).answered:
                self._believe_doubts()
        except HostRests:
            self._believe_doubts()
        self._outcome.without_network = len(self._in_doubt)
