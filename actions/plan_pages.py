"""A page of a plan's sites, or of what has changed in it, and what is remembered of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.clients.http import BadRequest
from actions.places import as_content
from actions.plan_memory import Asked, Memory, Planned
from actions.records import InfeasiblePlan, PendingPlan, Plan
from actions.replies import plan_refusals as refusals
from actions.replies import plans as replies
from actions.replies.plan_difference import Difference, Figures
from actions.replies.words import short_place_name
from actions.services import Services
from actions.speech import ENGLISH, language
from actions.turn import Outcome, Turn, listing


def plan_page(
    turn: Turn,
    services: Services,
    plan: Any,
    memory: Memory,
    offset: int = 0,
    base: Planned | None = None,
) -> Outcome:
    """A page of the plan's sites from `offset` on, once it is computed.

    The plan is the last of `memory`. With `base`, a plan of the same region, the reply says what
    is different now.
    """
    if isinstance(plan, PendingPlan):
        plan = services.recommender.finished_plan(plan.id, services.settings.plan_wait_s)
    if isinstance(plan, InfeasiblePlan):
        english = plan.detail_en if language() == ENGLISH else ""
        text = refusals.infeasible(english or plan.detail, turn.channel)
        slots = memory.without_last.slots
        return Outcome(text, {**slots, "pending_act": None}, label="refused")
    planned = memory.last
    if planned is None:
        return Outcome(refusals.no_plan_before(turn.channel), {"pending_act": None})
    asked = planned.asked
    if isinstance(plan, PendingPlan):
        new = _listing(turn, asked, plan.id, [], 0, awaited=True)
        return Outcome(
            refusals.still_computing(turn.channel), {**_slots(asked, memory), "listing": new}
        )
    if not plan.sites:
        slots = {**asked.region.slots, **memory.without_last.slots, "pending_act": None}
        return Outcome(refusals.nobody_left(plan, turn.channel), slots)
    memory = memory.with_figures(plan.id, len(plan.sites), plan.newly_covered_people)
    text, shown, following = _written(turn, services, plan, asked, offset, base)
    ids = [site.id for site in plan.sites[:shown]]
    new = _listing(turn, asked, plan.id, ids, following)
    return Outcome(text, {**_slots(asked, memory), "listing": new})


def _written(
    turn: Turn,
    services: Services,
    plan: Plan,
    asked: Asked,
    offset: int,
    base: Planned | None,
) -> tuple[str, int, int]:
    """The text, how many sites a number may pick from, and where MAS goes on."""
    told = replies.conditions_told(
        [place.name for place in asked.forbidden],
        [place.name for place in asked.existing],
        [place.name for place in asked.must_have],
    )
    different = _difference(services, plan, asked, base) if base else None
    if turn.channel == "sms" and different:
        return replies.change_sms(plan, different, told), len(plan.sites), 0
    if turn.channel == "sms":
        text, shown = replies.plan_sms(plan, offset, told)
        return text, offset + shown, offset + shown
    map_url = services.settings.map_url
    text, shown = replies.plan_whatsapp(plan, offset, map_url, told, different)
    return text, offset + shown, offset + shown


def _difference(services: Services, plan: Plan, asked: Asked, base: Planned) -> Difference | None:
    """What is different from `base`; None where that was for another region, or is not known."""
    if base.asked.region_id != asked.region_id or base.people is None or base.hubs is None:
        return None
    before = Figures(base.hubs, base.asked.radius_km, base.people)
    now = Figures(len(plan.sites), asked.radius_km, plan.newly_covered_people)
    try:
        other = services.recommender.plan(base.plan_id)
    except BadRequest:
        # The figures are remembered; only which places changed is not.
        return Difference(before, now)
    if not isinstance(other, Plan):
        return Difference(before, now)
    was = base.asked
    tighter = len(asked.forbidden) > len(was.forbidden) and was == replace(
        asked, forbidden=was.forbidden
    )
    ids, ids_before = ({site.id for site in one.sites} for one in (plan, other))
    return Difference(
        before,
        now,
        tuple(short_place_name(site.label) for site in plan.sites if site.id not in ids_before),
        tuple(short_place_name(site.label) for site in other.sites if site.id not in ids),
        tighter,
    )


def _slots(asked: Asked, memory: Memory) -> dict[str, Any]:
    return {
        **asked.region.slots,
        "k": float(asked.k),
        "radius_km": asked.radius_km,
        "pending_act": None,
        **memory.slots,
    }


def _listing(
    turn: Turn, asked: Asked, plan_id: str, shown: list[str], offset: int, awaited: bool = False
) -> dict[str, Any]:
    """The list that MAS and a number refer to; an awaited plan has told nothing yet."""
    return listing(
        turn,
        "plan",
        plan_id=plan_id,
        offset=offset,
        shown=shown,
        awaited=awaited,
        place=as_content(asked.region),
    )
