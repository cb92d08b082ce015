"""A plan by its id or its code, and what is answered where there is none."""

from __future__ import annotations

from typing import Any

from recommender.plan.codes import read_code
from recommender.plan.guesses import TooManyGuesses
from recommender.plan.plans import PlanFailed, UnknownPlan
from recommender.service.access import parts
from recommender.service.clients import address_digest
from recommender.service.problems import Problem

FAILED = ("plan_failed", "El plan no se pudo calcular. Pídelo de nuevo.")


def unknown_plan() -> Problem:
    return Problem(404, "unknown_plan", "Ese plan no existe.")


def found(plan_ref: str) -> dict[str, Any]:
    """Return the plan of an id or code; a wrong, failed or too often guessed one is a problem."""
    code = read_code(plan_ref)
    try:
        return parts().plans.get(plan_ref) if code is None else _of_code(code)
    except UnknownPlan:
        raise unknown_plan() from None
    except PlanFailed:
        raise Problem(500, *FAILED) from None


def _of_code(code: str) -> dict[str, Any]:
    # The address counts and not the owner, which anyone can make up anew for each guess.
    client, guesses = address_digest(), parts().guesses
    try:
        guesses.check(client)
        return parts().plans.by_code(code)
    except TooManyGuesses as error:
        raise Problem(
            429,
            "too_many_guesses",
            "Demasiados códigos equivocados. Espera unos minutos.",
            headers={"Retry-After": str(error.wait_s)},
        ) from None
    except UnknownPlan:
        guesses.count(client)
        raise
