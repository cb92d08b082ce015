"""The best new sites of a region in order, remembered for each version of the register."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from dataclasses import dataclass

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.plan.demand import Demand, demand_in
from recommender.plan.mclp import GreedyCover, Pick
from recommender.plan.reasons import kilometres, nearest_hub, site_sms
from recommender.records import Place

REMEMBERED = 48


@dataclass(frozen=True, slots=True)
class Site:
    """A recommended place: whom a hub there would reach beyond hubs and better sites."""

    rank: int
    place: Place
    urban: bool
    newly_reached_people: int
    newly_reached_youth: int
    suitability: float | None
    nearest_hub_km: float | None
    reason_sms: str


class SiteLists:
    """Greedy lists of sites by region and radius; they grow as further pages are asked for."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._lock = threading.Lock()
        self._lists: OrderedDict[tuple[str, float, int], _SiteList] = OrderedDict()

    def page(
        self, hubs: HubIndex, region_id: str, radius_km: float, limit: int, offset: int
    ) -> tuple[list[Site], bool]:
        """Return sites `offset` to `offset + limit` and whether there are more."""
        key = (region_id, radius_km, hubs.state.version)
        with self._lock:
            found = self._lists.get(key)
            if found is None:
                found = self._lists[key] = _SiteList()
            self._lists.move_to_end(key)
            while len(self._lists) > REMEMBERED:
                self._lists.popitem(last=False)
        with found.lock:
            if found.cover is None:
                found.cover = GreedyCover(demand_in(self.gazetteer, hubs, region_id, radius_km))
            picks = found.cover.extend(offset + limit + 1)
            sites = [
                site_of(self.gazetteer, hubs, found.cover.demand, pick, rank)
                for rank, pick in enumerate(picks[offset : offset + limit], start=offset + 1)
            ]
        return sites, len(picks) > offset + limit


class _SiteList:
    """One region's list under its own lock, so that no region waits for another."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.cover: GreedyCover | None = None


def site_of(
    gazetteer: Gazetteer,
    hubs: HubIndex,
    demand: Demand,
    pick: Pick,
    rank: int,
    within: str | None = None,
) -> Site:
    """Return the record of a chosen site with its reason.

    `within` says how far people come from, "60 min" for instance; the demand's radius without it.
    """
    row = int(demand.rows[pick.site])
    place = gazetteer.place_at(row)
    suitability = float(demand.suitability[pick.site])
    hub_km = float(demand.nearest_hub_km[pick.site])
    without = float(gazetteer.districts.at[gazetteer.ubigeos[row], "pct_hh_without_internet"])
    hub = nearest_hub(hubs, place.latitude, place.longitude)
    return Site(
        rank=rank,
        place=place,
        urban=bool(demand.urban[pick.site]),
        newly_reached_people=round(pick.people),
        newly_reached_youth=round(pick.youth),
        suitability=round(suitability, 6) if math.isfinite(suitability) else None,
        nearest_hub_km=round(hub_km, 1) if math.isfinite(hub_km) else None,
        reason_sms=site_sms(
            place.name,
            place.province or "",
            pick.people,
            pick.youth,
            within or f"{kilometres(demand.radius_km)} km",
            hub,
            without,
        ),
    )
