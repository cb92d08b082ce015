"""What a change does to a plan: how many people more or fewer, and which places come and go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.replies import sms
from actions.replies.words import count, people, whole_kilometres
from actions.speech import _, ngettext


@dataclass(frozen=True)
class Figures:
    """A plan in figures; people are those newly reached."""

    hubs: int
    radius_km: float
    people: int


@dataclass(frozen=True)
class Difference:
    """A plan and the one before it; `new` and `gone` name the places that only one of them has.

    `tighter` says that nothing was changed but places left out.
    """

    before: Figures
    now: Figures
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    tighter: bool = False


def two_segments() -> int:
    """The septets that two SMS hold, or the half of them that is this language's."""
    return sms.two_segments()


def people_told(difference: Difference) -> str:
    """As in "Antes: 522 030 personas con 5 hubs. Ahora: 601 200 con 8: 79 170 más"."""
    before, now = difference.before, difference.now
    terms_before, terms_now = "", ""
    if before.hubs != now.hubs:
        with_hubs = ngettext(" con {n} hub", " con {n} hubs", before.hubs)
        terms_before += with_hubs.format(n=before.hubs)
        terms_now += _(" con {n}").format(n=now.hubs)
    if before.radius_km != now.radius_km:
        at = _(" a {radius}")
        terms_before += at.format(radius=whole_kilometres(before.radius_km))
        terms_now += at.format(radius=whole_kilometres(now.radius_km))
    return _("Antes: {people}{terms}. Ahora: {now}{now_terms}: {gain}.").format(
        people=people(before.people),
        terms=terms_before,
        now=count(now.people),
        now_terms=terms_now,
        gain=_gain(now.people - before.people),
    )


def against_expectation(difference: Difference) -> str:
    """Why a plan reaches more people where one expects fewer, or fewer for more; else nothing."""
    before, now = difference.before, difference.now
    gained, wider = now.people - before.people, now.radius_km - before.radius_km
    if difference.tighter and gained > 0:
        return _("El plan prefiere pueblos y zonas con más necesidad, no solo más gente.")
    if before.hubs != now.hubs or gained * wider >= 0:
        return ""
    text = (
        _("A {radius} los hubs que ya hay cubren a más gente.")
        if wider > 0
        else _("A {radius} los hubs que ya hay cubren a menos gente.")
    )
    return text.format(radius=whole_kilometres(now.radius_km))


def changed_places(difference: Difference, most: int = 5) -> list[str]:
    """Which places come and which go, `most` of each by name; nothing where none does."""
    if not most:
        return []
    lines = []
    if difference.new:
        entering = ngettext("Entra: {places}.", "Entran: {places}.", len(difference.new))
        lines.append(entering.format(places=_some(difference.new, most)))
    if difference.gone:
        leaving = ngettext("Sale: {places}.", "Salen: {places}.", len(difference.gone))
        lines.append(leaving.format(places=_some(difference.gone, most)))
    return lines


def _gain(gained: int) -> str:
    if gained == 0:
        return _("igual")
    text = _("{people} más") if gained > 0 else _("{people} menos")
    return text.format(people=count(abs(gained)))


def _some(names: Sequence[str], most: int) -> str:
    told = ", ".join(names[:most])
    left = len(names) - most
    return _("{places} y {n} más").format(places=told, n=left) if left > 0 else told
