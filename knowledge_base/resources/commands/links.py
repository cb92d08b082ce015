"""`check-links`: open the links that are due; `links`: list what is known of them."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from knowledge_base.ending import TERMINATED
from knowledge_base.resources.commands.opened import opened_database
from knowledge_base.resources.linkcheck.progress import Shown
from knowledge_base.resources.linkcheck.requests import Asker, Manners
from knowledge_base.resources.linkcheck.run import Outcome, Run
from knowledge_base.resources.links import DEAD, MOVED, OK, UNSURE, Finding, LinkStore
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import Settings

_NAMES = {DEAD: "muertos", MOVED: "mudados", UNSURE: "dudosos", OK: "buenos"}
_NAME = {status: name.removesuffix("s") for status, name in _NAMES.items()}
_INTERRUPTED = 130


def add_check_links(command: argparse.ArgumentParser) -> None:
    """Tell the parser what `check-links` takes."""
    days, seconds, time_out = _number(0, 3650), _number(0, 3600), _number(0.1, 600)
    command.add_argument(
        "--max-age", type=days, default=7, metavar="DAYS", help="leave out what was checked since"
    )
    command.add_argument(
        "--at-once", type=int, choices=range(1, 65), default=8, metavar="1..64", help="links"
    )
    command.add_argument(
        "--pause", type=seconds, default=1, metavar="S", help="between two requests to a host"
    )
    command.add_argument("--timeout", type=time_out, default=15, metavar="S", help="of one request")
    command.add_argument(
        "--allow-private", action="store_true", help="open addresses of the own network too"
    )


def _number(low: float, high: float) -> Callable[[str], float]:
    def between(text: str) -> float:
        number = float(text)
        # False for NaN too.
        if not low <= number <= high:
            raise argparse.ArgumentTypeError(f"{text} is not between {low} and {high}")
        return number

    return between


def run_check_links(chosen: argparse.Namespace, settings: Settings) -> int:
    """Open every link that is due; return the exit status."""
    engine = opened_database(settings)
    links = LinkStore(engine)
    urls = sorted({one.url for one in ResourceStore(engine).all() if one.url})
    links.forget_all_but(urls)
    since = datetime.now(UTC) - timedelta(days=chosen.max_age)
    fresh = {url for url, link in links.all().items() if link.checked_at > since}
    due = [url for url in urls if url not in fresh]
    print(f"{len(due)} enlaces por revisar, {len(urls) - len(due)} revisados hace poco")
    if not settings.contact:
        print("aviso: sin KNOWLEDGE_BASE_CONTACT los sitios no saben a quién escribir")
    counts: Counter[str] = Counter()
    try:
        outcome = asyncio.run(_check(due, links, counts, chosen, settings.contact))
    except (KeyboardInterrupt, SystemExit) as ended:
        print(f"interrumpido: {_summary(counts)}; la próxima vez sigue donde quedó")
        return _INTERRUPTED if isinstance(ended, KeyboardInterrupt) else TERMINATED
    _say(counts, outcome)
    # Without a network nothing was checked: whoever runs this by the clock must hear of it.
    return 1 if outcome.without_network else 0


async def _check(
    due: list[str],
    links: LinkStore,
    counts: Counter[str],
    chosen: argparse.Namespace,
    contact: str,
) -> Outcome:
    agent = f"PeruCommunityTechHub/1.0 (link check{f'; {contact}' if contact else ''})"
    manners = Manners(agent, chosen.pause, chosen.timeout, chosen.allow_private)
    with Shown(len(due)) as progress:

        def found(finding: Finding) -> None:
            link = links.record(finding, datetime.now(UTC))
            counts[link.status] += 1
            progress.step(link.status == DEAD)

        async with Asker(manners) as asker:
            return await Run(asker, chosen.at_once, found).over(due)


def _say(counts: Counter[str], outcome: Outcome) -> None:
    print(_summary(counts))
    if outcome.left_for_later:
        print(f"{outcome.left_for_later} quedan para otra vez: su sitio pidió esperar")
    if outcome.without_network:
        print(
            f"{outcome.without_network} no se juzgaron: al final ningún nombre se encontraba; "
            "¿hay internet?"
        )


def _summary(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[status]} {name}" for status, name in _NAMES.items())


def add_links(command: argparse.ArgumentParser) -> None:
    """Tell the parser what `links` takes."""
    command.add_argument("--dead", action="store_true", help="only the dead ones")


def run_links(chosen: argparse.Namespace, settings: Settings) -> int:
    """List the checked links of what is published, the dead first; return the exit status."""
    engine = opened_database(settings)
    ids = defaultdict(list)
    for resource in ResourceStore(engine).all():
        if resource.url:
            ids[resource.url].append(resource.id)
    known = {url: link for url, link in LinkStore(engine).all().items() if url in ids}
    order = list(_NAMES)
    for link in sorted(known.values(), key=lambda one: (order.index(one.status), one.url)):
        if link.status == DEAD or not chosen.dead:
            names = ", ".join(ids[link.url])
            day = f"{link.checked_at:%Y-%m-%d}"
            print(_NAME[link.status], link.url, names, link.reason, day, sep="\t")
    counts = Counter(link.status for link in known.values())
    print(f"{_summary(counts)}, {len(ids) - len(known)} sin revisar", file=sys.stderr)
    return 0
