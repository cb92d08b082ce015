"""The gap in plain words, in Spanish and in English."""

from __future__ import annotations

import math

from recommender.plan.request import PlanRequest, Problem

STEPS = {
    "greedy": ("Eligiendo lugares", "Choosing places"),
    "bound": ("Buscando planes mejores", "Looking for better plans"),
    "proof": ("Probando que no hay uno mejor", "Proving that there is none better"),
}
# Words for what a plan is measured by: the plan reaches more, costs less, brings nearer.
_NOTHING = {
    "mclp": (
        "con estos datos estimados, no queda nadie por alcanzar con un hub nuevo",
        "by these estimates nobody is left whom a new hub would reach",
    ),
    "lscp": (
        "con estos datos estimados, los hubs que ya existen alcanzan esa parte de la gente",
        "by these estimates the hubs that exist already reach that share of the people",
    ),
    "p-median": (
        "con estos datos estimados, un hub nuevo no queda más cerca de nadie",
        "by these estimates a new hub is nearer to nobody",
    ),
}
# What is asked for lets no site in that would add anything; the cheapest plan costs nothing.
_NONE_ADDS = (
    "con estos datos estimados, ningún plan que cumpla lo pedido agrega algo a los hubs que ya "
    "existen",
    "by these estimates no plan that keeps what was asked adds anything to the hubs that exist",
)
_FREE = (
    "con estos datos estimados, este plan no cuesta nada",
    "by these estimates this plan costs nothing",
)


def gap_percent(problem: Problem, objective: float, bound: float) -> float:
    """Return how far the objective lies from the bound, in percent of the bound.

    Below it, but for the lscp: there the cost lies above the least that is possible.
    """
    if problem == "lscp" and bound <= 0 < objective:
        # No share of nothing says how far it is: that nothing is proven counts as all of it.
        return 100.0
    if bound <= 0:
        return 0.0
    apart = objective - bound if problem == "lscp" else bound - objective
    return max(100.0 * apart / bound, 0.0)


def gap_notes(
    request: PlanRequest, objective: float, bound: float, sites: int, all_reached: bool
) -> tuple[str, str]:
    """Say in plain Spanish and English what the gap means.

    `all_reached` says that no site anywhere in the region would add anything.
    """
    if objective <= 0 and (not sites if request.problem == "lscp" else all_reached):
        return _NOTHING[request.problem]
    if objective <= 0:
        return _FREE if request.problem == "lscp" else _NONE_ADDS
    es = "con estos datos estimados y " + (
        "en línea recta, " if request.radius_min is None else "estos tiempos de viaje, "
    )
    en = "by these estimates and " + (
        "straight lines, " if request.radius_min is None else "these travel times, "
    )
    if request.problem == "lscp":
        return _lscp(request, objective, bound, es, en)
    above = math.ceil(round(100.0 * (bound / objective - 1.0), 3))
    if request.problem == "mclp":
        if above == 0:
            return es + "ningún plan alcanza más que este", en + "no plan reaches more than this"
        return (
            f"{es}ningún plan alcanza más de {above} % por encima de este",
            f"{en}no plan reaches over {above} % more than this",
        )
    if above == 0:
        return es + "ningún plan acorta más el camino", en + "no plan shortens the way more"
    return (
        f"{es}ningún plan acorta el camino más de {above} % por encima de este",
        f"{en}no plan shortens the way by over {above} % more than this",
    )


def _lscp(
    request: PlanRequest, objective: float, bound: float, es: str, en: str
) -> tuple[str, str]:
    if objective - bound <= 1e-6 * objective:
        thing = ("hubs", "hubs") if not request.costs else ("dinero", "money")
        return (
            f"{es}no se puede con menos {thing[0]}",
            f"{en}it can not be done with {'fewer' if not request.costs else 'less'} {thing[1]}",
        )
    if request.costs:
        least = f"{math.floor(100.0 * bound / objective)} %"
        return (
            f"{es}ningún plan cuesta menos del {least} de lo que cuesta este",
            f"{en}no plan costs less than {least} of what this one does",
        )
    fewest = math.ceil(bound / request.site_cost - 1e-6)
    return (
        f"{es}hacen falta al menos {fewest} hubs",
        f"{en}at least {fewest} hubs are needed",
    )
