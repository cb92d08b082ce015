"""A request and a region turned into the arrays that are solved."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.places.sphere import EARTH_RADIUS_KM, unit_vectors
from recommender.plan.demand import Demand, Floats, Rows, demand_in
from recommender.plan.optimise.problem import Location
from recommender.plan.optimise.rows import SiteRows
from recommender.plan.reach import count_pairs, nearer_than, pairs_each, within
from recommender.plan.request import LEVEL_DIGITS, MOST_PLACES_EXACT, PlanRequest
from recommender.plan.solution import TooLarge, UnfitRequest
from recommender.plan.travel import TravelTimes

# More pairs of site and place than these do not fit a worker's memory.
MOST_PAIRS = 14_000_000
# Where the median has more, the heaviest places keep theirs up to this share of them, and the
# others look no farther than the first of these that fits.
HEAVY_SHARE = 0.7
NEARER_KM = (20.0, 14.0, 10.0, 7.0, 5.0, 3.5, 2.5)


@dataclass(frozen=True)
class Instance:
    """The arrays of a request. `sites` and `places` are positions in the demand's columns.

    `demand` holds the whole region; `places` are those that count: with weight, and (but for the
    median) beyond what hubs reach. `away` holds how far sites are from places, (sites, places), and
    `hub_away` how far each of the region's places has it to its nearest hub: km or, where travel
    times are used, minutes. `counted_away` is that of `places`, as far as it counts.
    `beyond` is what sites may be worth at most on top of `location`, where places look less far
    than to their nearest hub for want of memory. `already` are the people whom hubs reach.
    """

    location: Location
    demand: Demand
    sites: Rows
    places: Rows
    away: csr_array
    hub_away: Floats
    counted_away: Floats
    beyond: float
    already: float


def instance_of(
    gazetteer: Gazetteer, hubs: HubIndex, request: PlanRequest, travel: TravelTimes | None
) -> Instance:
    """Build the arrays of a request.

    Raise UnfitRequest for a field that does not fit the region, TooLarge for a region that has
    more places, or more of them within the radius, than the problem can be solved for.
    """
    demand = demand_in(gazetteer, hubs, request.region, request.radius_km)
    if request.capacity is not None and len(demand.rows) > MOST_PLACES_EXACT:
        raise TooLarge(len(demand.rows), MOST_PLACES_EXACT)
    demand = replace(demand, weight=_weight(gazetteer, demand, request))
    hub_away, times = demand.nearest_hub_km, None
    if request.radius_min is not None:
        if travel is None:
            raise UnfitRequest(
                "radius_min", "No hay tiempos de viaje.", "There are no travel times."
            )
        times = travel
        hub_away = _minutes_to_hubs(gazetteer, hubs, demand, travel)
        demand = replace(demand, open=hub_away > request.radius_min)
    sites = np.flatnonzero(~forbidden_mask(gazetteer, demand, request.forbidden))
    median = request.problem == "p-median"
    counts = demand.weight > 0.0
    places = np.flatnonzero(counts if median else counts & demand.open)
    reach = _reach(demand, sites, places, hub_away[places], request)
    if times is None:
        away = within(demand.points[sites], demand.points[places], reach)
    else:
        ids = gazetteer.ids[demand.rows]
        away = nearer_than(times.between(ids[places], ids[sites]), reach)
    weight = demand.weight[places]
    farthest = _no_farther(demand, hub_away[places], request)
    already = float(demand.people[~demand.open].sum())
    return Instance(
        location=Location(
            _gain(away, weight, reach if median else None),
            rows_of(gazetteer, demand, sites, request),
            cover=not median,
            target=_target(demand, request, already),
        ),
        demand=demand,
        sites=sites,
        places=places,
        away=away,
        hub_away=hub_away,
        counted_away=farthest,
        beyond=float((weight * (farthest - reach)).sum()) if median else 0.0,
        already=already,
    )


def _target(demand: Demand, request: PlanRequest, already: float) -> float | None:
    if request.problem != "lscp":
        return None
    assert request.share is not None
    return max(request.share * float(demand.people.sum()) - already, 0.0)


def _weight(gazetteer: Gazetteer, demand: Demand, request: PlanRequest) -> Floats:
    if request.problem == "lscp":
        return demand.people
    weight = demand.youth if request.group == "youth" else demand.people
    return weight * gazetteer.need[demand.rows] if request.need_weights else weight


def _gain(away: csr_array, weight: Floats, reach: Floats | None) -> csr_array:
    """What a site is worth: a place's whole weight or, for the median, what it is nearer."""
    worth = weight[away.indices]
    if reach is not None:
        worth = worth * np.maximum(reach[away.indices] - away.data, 0.0)
    return csr_array((worth, away.indices, away.indptr), shape=away.shape)


def _reach(
    demand: Demand, sites: Rows, places: Rows, hub_away: Floats, request: PlanRequest
) -> Floats:
    """How far each place looks for a site: the radius or, for the median, as far as its hub.

    Where that makes too many pairs, the places of least weight look less far.
    """
    if request.problem != "p-median":
        radius = request.radius_km if request.radius_min is None else request.radius_min
        if request.radius_min is None:
            pairs = count_pairs(demand.points[sites], demand.points[places], radius)
            if pairs > MOST_PAIRS:
                raise TooLarge(len(demand.rows), None)
        return np.full(len(places), radius)
    reach = _no_farther(demand, hub_away, request)
    if request.radius_min is not None or len(demand.rows) <= MOST_PLACES_EXACT:
        return reach
    counts = pairs_each(demand.points[sites], demand.points[places], reach)
    order = np.argsort(-demand.weight[places], kind="stable")
    light = order[np.cumsum(counts[order]) > HEAVY_SHARE * MOST_PAIRS]
    left = MOST_PAIRS - int(counts.sum() - counts[light].sum())
    for most in NEARER_KM:
        if counts[light].sum() <= left:
            break
        reach[light] = np.minimum(reach[light], most)
        counts = pairs_each(demand.points[sites], demand.points[places], reach)
    return reach


def _no_farther(demand: Demand, hub_away: Floats, request: PlanRequest) -> Floats:
    """How far away each place's nearest hub counts for; without hubs, as far as the region is wide.

    Under travel times `radius_min` is the longest way that counts.
    """
    if request.radius_min is not None:
        return np.minimum(hub_away, request.radius_min)
    wide = float(np.linalg.norm(np.ptp(demand.points, axis=0))) * EARTH_RADIUS_KM
    return np.where(np.isfinite(hub_away), hub_away, wide * 1.01 + 1.0)


def _minutes_to_hubs(
    gazetteer: Gazetteer, hubs: HubIndex, demand: Demand, travel: TravelTimes
) -> Floats:
    """Minutes to the nearest hub; a hub is taken to stand in its nearest populated place."""
    least = np.full(len(demand.rows), np.inf)
    if not hubs.hubs:
        return least
    points = unit_vectors(
        np.array([hub.latitude for hub in hubs.hubs]),
        np.array([hub.longitude for hub in hubs.hubs]),
    )
    _, rows = gazetteer.sphere.tree.query(points)
    minutes = travel.between(gazetteer.ids[demand.rows], gazetteer.ids[np.unique(rows)])
    np.minimum.at(least, minutes.indices, minutes.data)
    return least


def region_mask(
    gazetteer: Gazetteer, demand: Demand, place_ids: tuple[str, ...], field: str
) -> NDArray[np.bool_]:
    """Say of each of the region's places whether it is named; raise UnfitRequest for others."""
    named = np.zeros(len(demand.rows), dtype=bool)
    for place_id in place_ids:
        row = gazetteer.row_of(place_id)
        at = -1 if row is None else int(np.searchsorted(demand.rows, row))
        if row is None or at == len(demand.rows) or demand.rows[at] != row:
            raise UnfitRequest(
                field,
                f"{place_id}: no es un lugar de la región.",
                f"{place_id}: no place of the region.",
            )
        named[at] = True
    return named


def forbidden_mask(gazetteer: Gazetteer, demand: Demand, ids: tuple[str, ...]) -> NDArray[np.bool_]:
    """Say of each of the region's places whether it is ruled out, by itself or with its unit."""
    units = tuple(one for one in ids if one in gazetteer.units)
    places = tuple(one for one in ids if one not in gazetteer.units)
    ruled_out = region_mask(gazetteer, demand, places, "forbidden")
    for unit in units:
        inside = np.isin(demand.rows, gazetteer.rows_in(unit))
        if not inside.any():
            raise UnfitRequest(
                "forbidden", f"{unit}: no está en la región.", f"{unit}: not in the region."
            )
        ruled_out |= inside
    return ruled_out


def rows_of(gazetteer: Gazetteer, demand: Demand, sites: Rows, request: PlanRequest) -> SiteRows:
    """Return the what-if rows of a request over some of the region's places.

    Raise UnfitRequest where a cost or a place that must be chosen is none of the region's.
    """
    cost = np.full(len(demand.rows), request.site_cost)
    for place_id, price in request.costs:
        cost[region_mask(gazetteer, demand, (place_id,), "costs")] = price
    must = region_mask(gazetteer, demand, request.must_have, "must_have")
    codes = np.array([gazetteer.ubigeos[row] for row in demand.rows])
    unit, units = None, np.empty(0, dtype=str)
    if request.at_least:
        digits = LEVEL_DIGITS[request.at_least_per]
        units, number = np.unique(codes.astype(f"U{digits}"), return_inverse=True)
        unit = number[sites]
    exclusive = None
    if request.one_per_district:
        exclusive = np.unique(codes, return_inverse=True)[1][sites]
    return SiteRows(
        cost=cost[sites],
        must=must[sites],
        k=request.k,
        budget=request.budget,
        unit=unit,
        units=tuple(str(one) for one in units),
        at_least=request.at_least,
        exclusive=exclusive,
    )
