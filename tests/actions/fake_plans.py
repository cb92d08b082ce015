"""A recommender that plans ten towns of Ayacucho, so that what a change does can be followed."""

from __future__ import annotations

from typing import Any

from tests.actions.fake_services import Answer, FakeServices, Query, example, match, problem

# Id of the populated place, name, province, and the people that a hub newly reaches within 10 km.
TOWNS = (
    ("0501010001", "Ayacucho", "Huamanga", 100_000),
    ("0504010001", "Huanta", "Huanta", 50_000),
    ("0505010001", "San Miguel", "La Mar", 25_000),
    ("0504070001", "Sivia", "Huanta", 12_000),
    ("0501140001", "Vinchos", "Huamanga", 6_000),
    ("0506010001", "Puquio", "Lucanas", 3_000),
    ("0501080001", "Quinua", "Huamanga", 1_500),
    ("0505070001", "Santa Rosa", "La Mar", 700),
)
# What a search finds: id, label, distinction.
PLACES = {
    "ayacucho": ("05", "Ayacucho", ""),
    "huanta": ("0504", "Huanta, Ayacucho", ""),
    "la mar": ("0505", "La Mar, Ayacucho", ""),
    "sivia": ("050407", "Sivia, Huanta, Ayacucho", ""),
    "vinchos": ("050114", "Vinchos, Huamanga, Ayacucho", ""),
    "quinua": ("050108", "Quinua, Huamanga, Ayacucho", ""),
    "puno": ("21", "Puno", ""),
    "juliaca": ("211101", "Juliaca, San Román, Puno", ""),
}
ROSAS = (
    ("050507", "Santa Rosa, La Mar, Ayacucho", "distrito de la provincia de La Mar"),
    ("0506120009", "Santa Rosa, Puquio, Lucanas, Ayacucho", "centro poblado de Puquio"),
    ("150139", "Santa Rosa, Lima, Lima", "distrito de la provincia de Lima"),
)


class FakePlanner:
    """Chooses the largest towns that are neither ruled out nor served; keeps its plans by id."""

    def __init__(self, fake: FakeServices) -> None:
        self.plans: dict[str, dict[str, Any]] = {}
        fake.answers["/v1/plans"] = self._create
        fake.answers["/v1/plans/"] = self._read
        fake.answers["/v1/places"] = self._search
        fake.answers["/v1/places/mentions"] = self._mentions
        fake.answers["/v1/places/nearest"] = self._nearest

    def people(self, k: int, radius_km: float = 10.0, *left_out: str) -> int:
        """Whom the k largest towns reach, but for those whose ids begin so."""
        reached = [size for town, _, _, size in TOWNS if not town.startswith(left_out or ("x",))]
        return int(sum(reached[:k]) * radius_km / 10)

    def _create(self, query: Query, body: Any) -> Answer:
        region = body.get("region", "")
        must = body.get("must_have", [])
        if any(not one.startswith(region) for one in must):
            return problem(422, "invalid_request")
        out = tuple([*body.get("forbidden", []), *body.get("existing", []), "x"])
        free = [town for town in TOWNS if town[0].startswith(region) and town[0] not in must]
        free = [town for town in free if not town[0].startswith(out)]
        chosen = [town for town in TOWNS if town[0] in must] + free
        chosen = sorted(chosen[: body["k"]], key=lambda town: -town[3])
        plan = example("plan_create")
        plan |= {"id": f"plan{len(self.plans) + 1}", "k": body["k"], "radius_km": body["radius_km"]}
        plan["region"] = {"id": region, "kind": "department", "label": _label(region)}
        share = body["radius_km"] / 10
        plan["sites"] = [_site(plan["sites"][0], town, share) for town in chosen]
        plan["newly_covered_people"] = sum(site["newly_reached_people"] for site in plan["sites"])
        self.plans[plan["id"]] = plan
        return 201, plan

    def _read(self, query: Query, body: Any) -> Answer:
        plan = self.plans.get(query["last"])
        return (200, plan) if plan else problem(404, "plan_not_found")

    def _search(self, query: Query, body: Any) -> Answer:
        found = _named(query["q"])
        status = "none" if not found else "match" if len(found) == 1 else "ambiguous"
        return 200, {**example("places_search"), "status": status, "matches": found}

    def _mentions(self, query: Query, body: Any) -> Answer:
        body = example("places_mentions")
        words = query["text"].lower()
        names = [name for name in PLACES if name in words]
        mentions = [
            {**body["mentions"][0], "phrase": name, "status": "match", "matches": _named(name)}
            for name in names
        ]
        return 200, {**body, "mentions": mentions}

    def _nearest(self, query: Query, body: Any) -> Answer:
        """The town whose place in TOWNS is the latitude; see `_point`."""
        answer = example("places_nearest")
        town, name, province, _ = TOWNS[round(float(query["lat"]))]
        answer["place"] |= {"id": town, "label": f"{name}, {name}, {province}, Ayacucho"}
        return 200, answer


def _named(query: str) -> list[dict[str, Any]]:
    name = query.lower().split(",")[0].strip()
    if name == "santa rosa":
        return [match(one, label, said, **_point(one)) for one, label, said in ROSAS]
    if name not in PLACES:
        return []
    one, label, said = PLACES[name]
    return [match(one, label, said, **_point(one))]


def _point(place_id: str) -> dict[str, float]:
    """A latitude by which `_nearest` knows the town of a district."""
    at = [number for number, town in enumerate(TOWNS) if town[0].startswith(place_id)]
    return {"latitude": float(at[0]) if at else 0.0, "longitude": -74.0}


def _label(region: str) -> str:
    return next((label for one, label, _ in PLACES.values() if one == region), region)


def _site(base: dict[str, Any], town: tuple[str, str, str, int], share: float) -> dict[str, Any]:
    place_id, name, province, people = town
    return {
        **base,
        "id": place_id,
        "name": name,
        "label": f"{name}, {name}, {province}, Ayacucho",
        "district": name,
        "province": province,
        "newly_reached_people": int(people * share),
    }
