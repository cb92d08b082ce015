"""A plan for several hubs at once."""

from __future__ import annotations

import re
import time

from actions.act import Act
from actions.asking import ask_for
from actions.clients.http import BadRequest
from actions.clients.recommender import AnyPlan
from actions.hubs import OUTSIDE
from actions.places import Question, Spot, as_content, region_id, resolve
from actions.reading import fold, named_number, named_radius
from actions.records import InfeasiblePlan, PendingPlan
from actions.replies import plans as replies
from actions.services import Services
from actions.turn import PLAN_SITES, Outcome, Turn, listing

DEFAULT_K = 3
DEFAULT_RADIUS_KM = 5.0
# The most sites and the widest radius that a plan may have.
LARGEST, WIDEST_KM = 200, 50.0
TWO_RUNNING = "too_many_plans"
LEAVE_OUT = re.compile(r"^(?:y |pero |ahora )?(?:sin|quita(?:r|le)?|saca(?:r|le)?|excepto|menos)\b")


class PlanSitesAct(Act):
    """k sites that together reach most people of the region that the message means."""

    act = PLAN_SITES

    def perform(self, turn: Turn, services: Services) -> Outcome:
        """Plan; k and the radius come from the message, else from the plan before."""
        if LEAVE_OUT.match(fold(turn.text)):
            return Outcome(replies.nothing_to_leave_out(turn.channel), label="refused")
        k = min(max(named_number(turn) or _remembered(turn, "k", DEFAULT_K), 1), LARGEST)
        radius_km = named_radius(turn) or _remembered(turn, "radius_km", DEFAULT_RADIUS_KM)
        radius_km = min(max(radius_km, 1.0), WIDEST_KM)
        asked = {"k": float(k), "radius_km": radius_km}
        spot = resolve(turn, services.recommender, "region")
        if isinstance(spot, Question):
            question = ask_for(spot, turn, PLAN_SITES)
            return Outcome(
                slots={**question.slots, **asked}, follow_up=question.follow_up, label="followed"
            )
        try:
            region = region_id(spot, services.recommender)
            plan = services.recommender.create_plan(region, int(k), radius_km, turn.owner)
        except BadRequest as error:
            if error.code == OUTSIDE:
                return ask_for(Question("outside"), turn, PLAN_SITES)
            if error.code == TWO_RUNNING:
                return Outcome(replies.two_running(turn.channel), label="refused")
            return Outcome(replies.refused(turn.channel), label="refused")
        return plan_page(turn, services, plan, 0, {**spot.slots, **asked}, spot)


def plan_page(
    turn: Turn,
    services: Services,
    plan: AnyPlan,
    offset: int,
    slots: dict[str, object],
    spot: Spot | None = None,
) -> Outcome:
    """A page of the plan's sites from `offset` on, once it is computed."""
    if isinstance(plan, PendingPlan):
        time.sleep(services.settings.plan_wait_s)
        plan = services.recommender.plan(plan.id)
    if isinstance(plan, InfeasiblePlan):
        text = replies.infeasible(plan.detail, turn.channel)
        return Outcome(text, {**slots, "pending_act": None}, label="refused")
    kept = {"place": as_content(spot)} if spot else {}
    if isinstance(plan, PendingPlan):
        new = listing(turn, "plan", plan_id=plan.id, offset=0, shown=[], **kept)
        slots = {**slots, "pending_act": None, "listing": new}
        return Outcome(replies.still_computing(turn.channel), slots)
    if not plan.sites:
        return Outcome(replies.nobody_left(plan, turn.channel), {**slots, "pending_act": None})
    if turn.channel == "sms":
        text, shown = replies.plan_sms(plan, offset)
    else:
        text = replies.plan_whatsapp(plan, offset, services.settings.map_url)
        shown = min(replies.PAGE, len(plan.sites) - offset)
    ids = [site.id for site in plan.sites[: offset + shown]]
    new = listing(turn, "plan", plan_id=plan.id, offset=offset + shown, shown=ids, **kept)
    return Outcome(text, {**slots, "pending_act": None, "listing": new})


def _remembered(turn: Turn, slot: str, default: float) -> float:
    """A number of the plan before, also of one that waited for its place; not of another list."""
    if turn.kind not in ("plan", "ask_place", "place"):
        return default
    value = turn.slots.get(slot)
    return float(value) if isinstance(value, (int, float)) else default
