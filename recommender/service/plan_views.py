"""Solutions, and reasons why there is none, turned into the JSON that the contracts describe."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from recommender.places.gazetteer import Gazetteer
from recommender.plan.notes import comparison_note, nesting_note
from recommender.plan.reasons import thousands
from recommender.plan.request import PlanRequest
from recommender.plan.solution import Conflict, Infeasible, Solution, TooLarge, UnfitRequest
from recommender.service.problems import Problem
from recommender.service.views import site_json

Document = dict[str, Any]

# Percent below the bound that still counts as proven.
PROVEN_GAP_PERCENT = 0.01


def solution_json(gazetteer: Gazetteer, request: PlanRequest, solution: Solution) -> Document:
    """Return what a plan answers once it is solved, without its head and versions."""
    sites = [
        {
            **site_json(site),
            "ubigeo": _ubigeo(gazetteer, site.place.id),
            "cost": cost,
            "must_have": must_have,
        }
        for site, cost, must_have in zip(
            solution.sites, solution.costs, solution.must_have, strict=True
        )
    ]
    share = solution.covered_people / solution.region_people if solution.region_people else 0.0
    answer = asdict(solution) | {
        "sites": sites,
        "covered_percent": round(100.0 * share, 2),
        "total_cost": round(sum(solution.costs), 6),
        "curve": [
            asdict(point) | {"objective": round(point.objective, 3)} for point in solution.curve
        ],
        "gap_percent": round(solution.gap_percent, 4),
        "proven": solution.gap_percent <= PROVEN_GAP_PERCENT,
        "comparison": _comparison_json(request, solution),
        "nesting": _nesting_json(solution),
    }
    del answer["costs"], answer["must_have"]
    return answer


def _ubigeo(gazetteer: Gazetteer, place_id: str) -> str:
    row = gazetteer.row_of(place_id)
    return place_id[:6] if row is None else gazetteer.ubigeos[row]


def _comparison_json(request: PlanRequest, solution: Solution) -> Document | None:
    if solution.comparison is None:
        return None
    note, note_en = comparison_note(request.problem, solution.comparison)
    return asdict(solution.comparison) | {"note": note, "note_en": note_en}


def _nesting_json(solution: Solution) -> Document | None:
    if solution.nesting is None:
        return None
    note, note_en = nesting_note(solution.nesting)
    return {"steps": [asdict(step) for step in solution.nesting], "note": note, "note_en": note_en}


def refusal_json(error: Infeasible | TooLarge | UnfitRequest) -> Document:
    """Return what a plan answers that cannot be made: the code of its problem, and why."""
    if isinstance(error, Infeasible):
        refusal, conflicts = "infeasible", error.conflicts
        detail = f"Ningún plan cumple todo esto a la vez: {_joined(c.text for c in conflicts)}."
        detail_en = f"No plan keeps all of these: {_joined(c.text_en for c in conflicts)}."
    elif isinstance(error, TooLarge):
        refusal = "too_large"
        places = thousands(error.places)
        if error.limit is None:
            text = f"entre los {places} lugares de la región hay demasiados a esa distancia"
            text_en = f"too many of the region's {error.places:,} places lie within that distance"
        else:
            limit = thousands(error.limit)
            text = f"la región tiene {places} lugares y lo pedido se calcula hasta {limit}"
            text_en = (
                f"the region has {error.places:,} places "
                f"and this is solved for {error.limit:,} at most"
            )
        conflicts = [Conflict("region", text, text_en)]
        detail = f"{_opened(text)}. Elige una provincia o un distrito."
        detail_en = f"{_opened(text_en)}. Choose a province or a district."
    else:
        refusal, conflicts = "invalid_request", [Conflict(error.field, error.text, error.text_en)]
        detail, detail_en = f"{_opened(error.text)}.", f"{_opened(error.text_en)}."
    return _refused(refusal, detail, detail_en, conflicts)


def late_json(limit_s: float) -> Document:
    """Return what a plan answers for which no choice at all was found in its time."""
    text, text_en = f"a lo más {limit_s:g} s de cálculo", f"at most {limit_s:g} s of solving"
    return _refused(
        "time_limit",
        f"En {limit_s:g} s no se halló ningún plan. Da más tiempo o elige una región más pequeña.",
        f"No plan was found in {limit_s:g} s. Allow more time or choose a smaller region.",
        [Conflict("time_limit_s", text, text_en)],
    )


def _refused(refusal: str, detail: str, detail_en: str, conflicts: list[Conflict]) -> Document:
    return {
        "status": "infeasible",
        "refusal": refusal,
        "detail": detail,
        "detail_en": detail_en,
        "conflicts": [asdict(conflict) for conflict in conflicts],
    }


def refusal_problem(plan: Document) -> Problem:
    """Return the problem that a plan is answered with which turned out at once not to be one."""
    errors: Document = {"detail_en": plan["detail_en"]}
    if plan["refusal"] == "infeasible":
        errors["conflicts"] = plan["conflicts"]
    else:
        errors |= {one["field"]: [one["text_en"]] for one in plan["conflicts"]}
    return Problem(422, plan["refusal"], plan["detail"], errors)


def _joined(texts: Any) -> str:
    return "; ".join(text.rstrip(".") for text in texts)


def _opened(text: str) -> str:
    text = text.rstrip(".")
    return text[:1].upper() + text[1:]
