"""The recommender: places, hubs near them, sites for new hubs, and plans."""

from __future__ import annotations

import time
from typing import Literal
from urllib.parse import quote

from actions.clients.http import JsonService
from actions.records import (
    HubDetails,
    InfeasiblePlan,
    Mentions,
    NearestHubs,
    NearestPlace,
    PendingPlan,
    PlaceReasons,
    PlaceSearch,
    Plan,
    Sites,
)

LOOK_EVERY_S = 0.2
Use = Literal["point", "region"]
AnyPlan = Plan | PendingPlan | InfeasiblePlan


class Recommender:
    """Every method raises ServiceUnavailable, or BadRequest with the code of the refusal."""

    def __init__(self, base_url: str, timeout_s: float, reports_token: str = "") -> None:
        self._http = JsonService("recommender", base_url, timeout_s)
        self._bearer = {"Authorization": f"Bearer {reports_token}"}

    def search_places(self, query: str, use: Use, limit: int = 4) -> PlaceSearch:
        """Find the places that people may mean by `query`."""
        answer = self._http.get("/v1/places", {"q": query, "use": use, "limit": limit})
        return self._http.record(PlaceSearch, answer)

    def mentions(self, text: str, use: Use, limit: int = 4) -> Mentions:
        """Find the places that a whole sentence names."""
        answer = self._http.get("/v1/places/mentions", {"text": text, "use": use, "limit": limit})
        return self._http.record(Mentions, answer)

    def nearest_place(self, latitude: float, longitude: float) -> NearestPlace:
        """Name the populated place nearest to a point in degrees."""
        answer = self._http.get("/v1/places/nearest", {"lat": latitude, "lon": longitude})
        return self._http.record(NearestPlace, answer)

    def nearest_hubs(
        self, latitude: float, longitude: float, limit: int, offset: int = 0
    ) -> NearestHubs:
        """List the hubs nearest to a point in degrees."""
        query = {"lat": latitude, "lon": longitude, "limit": limit, "offset": offset}
        return self._http.record(NearestHubs, self._http.get("/v1/hubs/nearest", query))

    def hub(self, hub_id: str) -> HubDetails:
        """Read one hub of the register."""
        return self._http.record(HubDetails, self._http.get(f"/v1/hubs/{quote(hub_id, safe='')}"))

    def report_hub(self, hub_id: str, outcome: str, reporter: str) -> None:
        """Bring what a person found at a hub: `worked`, `closed` or `no_internet`.

        `reporter` is 64 hex digits by which the same person counts once a hub and month.
        """
        path = f"/v1/hubs/{quote(hub_id, safe='')}/reports"
        self._http.post(path, {"outcome": outcome, "reporter": reporter}, self._bearer)

    def forget_reports(self, reporter: str) -> None:
        """Delete every report of a person."""
        self._http.delete(f"/v1/reports?reporter={quote(reporter, safe='')}", self._bearer)

    def sites(self, region_id: str | None, limit: int, offset: int = 0) -> Sites:
        """List the best sites of a region, or of the whole country where it is None."""
        query: dict[str, str | int | float] = {"limit": limit, "offset": offset}
        if region_id:
            query["region"] = region_id
        return self._http.record(Sites, self._http.get("/v1/sites", query))

    def create_plan(
        self,
        region_id: str | None,
        k: int,
        radius_km: float,
        owner: str = "",
        *,
        must_have: tuple[str, ...] = (),
        forbidden: tuple[str, ...] = (),
        existing: tuple[str, ...] = (),
    ) -> AnyPlan:
        """Ask for k sites that together reach most people within a radius.

        `owner` is a secret of the person who asks: the service counts and keeps plans by it.
        `must_have` and `existing` (taken to have a hub already) are ids of populated places,
        `forbidden` of places, districts or provinces.
        """
        body: dict[str, object] = {"problem": "mclp", "k": k, "radius_km": radius_km}
        # In a message a town is better known than the hamlet at its rim that reaches a few more.
        body["towns_first"] = True
        if region_id:
            body["region"] = region_id
        rows = {"must_have": must_have, "forbidden": forbidden, "existing": existing}
        body |= {name: list(ids) for name, ids in rows.items() if ids}
        return self._plan(self._http.post("/v1/plans", body, _owned(owner)))

    def plan(self, plan_id: str) -> AnyPlan:
        """Read a plan asked for before."""
        return self._plan(self._http.get(f"/v1/plans/{plan_id}"))

    def finished_plan(self, plan_id: str, wait_s: float) -> AnyPlan:
        """Read a plan again and again until it is computed, `wait_s` seconds at most."""
        end = time.monotonic() + wait_s
        while True:
            found = self.plan(plan_id)
            if not isinstance(found, PendingPlan) or time.monotonic() >= end:
                return found
            time.sleep(LOOK_EVERY_S)

    def forget_plans(self, owner: str) -> None:
        """Delete every plan of an owner."""
        self._http.delete("/v1/plans", _owned(owner))

    def place_reasons(self, place_id: str) -> PlaceReasons:
        """Say what speaks for a hub at a populated place."""
        return self._http.record(PlaceReasons, self._http.get(f"/v1/places/{place_id}/reasons"))

    def _plan(self, answer: object) -> AnyPlan:
        status = answer.get("status") if isinstance(answer, dict) else "done"
        if status == "infeasible":
            return self._http.record(InfeasiblePlan, answer)
        # A plan that takes longer than a second is answered before its sites are known.
        if status != "done":
            return self._http.record(PendingPlan, answer)
        return self._http.record(Plan, answer)


def _owned(owner: str) -> dict[str, str]:
    return {"Plan-Owner": owner} if owner else {}
