"""A plan for several hubs at once, and changes of it."""

from __future__ import annotations

from dataclasses import replace

from actions import quechua
from actions.act import Act
from actions.asking import ask_for
from actions.clients.http import BadRequest
from actions.clients.recommender import AnyPlan
from actions.follow_ups import asks_for_hubs_there, names_only_a_place
from actions.hubs import OUTSIDE
from actions.places import Question, Spot, region_id, resolve
from actions.plan_changes import Ask, NotThere, changed, place_in, region_told, rows_of
from actions.plan_memory import Asked, Memory, Planned, memory_of
from actions.plan_pages import plan_page
from actions.plan_words import Wish, read
from actions.reading import fold, named_number, named_radius
from actions.replies import plan_refusals as refusals
from actions.services import Services
from actions.turn import ASK_PLACE, NEAREST_HUBS, PLAN_SITES, Outcome, Turn

DEFAULT_K = 3
DEFAULT_RADIUS_KM = 5.0
# The most sites and the widest radius that a plan may have.
LARGEST, WIDEST_KM = 200, 50.0
TWO_RUNNING = "too_many_plans"


class PlanSitesAct(Act):
    """k sites that together reach most people of the region that the message means."""

    act = PLAN_SITES

    def perform(self, turn: Turn, services: Services) -> Outcome:
        """Plan anew, change the plan before, or go back to the one before that."""
        if turn.intent == "plan_sites" and asks_for_hubs_there(turn):
            return Outcome(follow_up=NEAREST_HUBS, label="followed")
        memory, wish = memory_of(turn), read(turn.text)
        if turn.intent == "plan_sites" and not wish.changes and names_only_a_place(turn):
            return Outcome(follow_up=ASK_PLACE, label="followed")
        last = memory.last
        undone = wish.all_again and (last is None or last.asked == last.asked.bare)
        if wish.back or undone:
            return _go_back(turn, services, memory)
        try:
            asked = _asked(turn, services, memory, wish)
        except BadRequest as error:
            if error.code != OUTSIDE:
                raise
            return ask_for(Question("outside"), turn, PLAN_SITES)
        if isinstance(asked, Asked):
            return _planned(turn, services, memory, asked)
        return asked


def _asked(turn: Turn, services: Services, memory: Memory, wish: Wish) -> Asked | Outcome:
    """What the message asks for, in the light of the plan before; or a question that is open."""
    recommender = services.recommender
    if _answers(turn) and memory.waiting and not wish.names_places:
        waiting = memory.waiting
        spot = resolve(turn, recommender, "region")
        if isinstance(spot, Question):
            return ask_for(spot, turn, PLAN_SITES)
        placed = place_in(waiting.asked, waiting.row, spot, recommender)
        if isinstance(placed, NotThere):
            return _not_there(turn, memory, waiting.asked, placed)
        return _with_places(turn, services, memory, placed, waiting.left)
    last = memory.last.asked if memory.last else None
    if last is None and wish.including and not wish.may_name_a_region:
        # "pongo uno en Ayacucho" with no plan before names the region.
        wish = replace(wish, including=(), rest=fold(turn.text))
    if last is not None and wish.all_again:
        return last.bare
    spot = _region(turn, services, wish, last)
    if isinstance(spot, Question):
        question = ask_for(spot, turn, PLAN_SITES)
        figures = _figures(turn, wish, last)
        slots = {**question.slots, **replace(memory, waiting=None).slots}
        slots |= {"k": float(figures[0]), "radius_km": figures[1]}
        return replace(question, slots=slots)
    region = last.region_id if last and spot == last.region else region_id(spot, recommender)
    same = last is not None and region == last.region_id
    # What `_region` hands back untouched was not named in the message.
    named = last is None or spot is not last.region
    afresh = named and wish.k and not wish.follows
    k, radius_km = _figures(turn, wish, last)
    asked = Asked(spot, region, k, radius_km)
    if last and same and not afresh:
        asked = replace(last, k=k, radius_km=radius_km)
    return _with_places(turn, services, memory, asked, rows_of(wish))


def _region(turn: Turn, services: Services, wish: Wish, last: Asked | None) -> Spot | Question:
    """The region that the message means: one that it names, the last plan's, the place before."""
    if _answers(turn) and not (last and wish.names_places):
        return resolve(turn, services.recommender, "region")
    said = turn
    if wish.names_places:
        names = (*wish.already, *wish.without, *wish.including)
        entities = tuple(
            entity
            for entity in turn.entities
            if entity.name != "place" or not any(_overlap(entity.value, name) for name in names)
        )
        said = replace(turn, text=wish.rest, entities=entities)
    if last is None or not (turn.kind == "plan" or wish.of_a_plan_before):
        return resolve(said, services.recommender, "region")
    if not (wish.may_name_a_region or said.intent == "share_location"):
        return last.region
    # Without the slots only a place that the message itself names is found.
    spot = resolve(replace(said, slots={}), services.recommender, "region")
    missing = isinstance(spot, Question) and spot.reason == "missing"
    return last.region if missing else spot


def _figures(turn: Turn, wish: Wish, last: Asked | None) -> tuple[int, float]:
    """k and the radius in km: from the message, else from the plan before."""
    answers = _answers(turn)
    if last and not answers and (turn.kind == "plan" or wish.of_a_plan_before):
        k, radius_km = last.k, last.radius_km
    else:
        k = int(_remembered(turn, "k", DEFAULT_K))
        radius_km = _remembered(turn, "radius_km", DEFAULT_RADIUS_KM)
    # The number that answers a question is no number of hubs.
    if not (answers and not wish.may_name_a_region):
        k = wish.k or quechua.named_number(turn.text) or k + wish.more
        if not (wish.k or wish.more or wish.radius_km or wish.names_places):
            k = named_number(turn) or k
    radius_km = wish.radius_km or named_radius(turn) or radius_km
    return min(max(k, 1), LARGEST), min(max(radius_km, 1.0), WIDEST_KM)


def _with_places(
    turn: Turn,
    services: Services,
    memory: Memory,
    asked: Asked,
    left: tuple[tuple[str, str], ...],
) -> Asked | Outcome:
    """The plan with its places found; a question about one leaves the change to wait."""
    found = changed(asked, left, services.recommender)
    if isinstance(found, NotThere):
        return _not_there(turn, memory, asked, found)
    if isinstance(found, Ask):
        question = ask_for(found.question, turn, PLAN_SITES)
        waiting = replace(memory, waiting=found.waiting)
        return replace(question, slots={**question.slots, **waiting.slots})
    return found


def _planned(turn: Turn, services: Services, memory: Memory, asked: Asked) -> Outcome:
    """The plan that was asked for, set against the one before where that was for this region."""
    last = memory.last
    try:
        if last and last.asked == asked and last.people is not None:
            return _kept(turn, services, memory, last)
        plan = _create(turn, services, asked)
    except BadRequest as error:
        if error.code == OUTSIDE:
            return ask_for(Question("outside"), turn, PLAN_SITES)
        write = refusals.two_running if error.code == TWO_RUNNING else refusals.refused
        slots = replace(memory, waiting=None).slots
        return Outcome(write(turn.channel), {**slots, "pending_act": None}, label="refused")
    after = memory.with_plan(Planned(asked, plan.id))
    return plan_page(turn, services, plan, after, base=last)


def _kept(turn: Turn, services: Services, memory: Memory, planned: Planned) -> Outcome:
    """A plan that is known already, once more."""
    plan = _read_again(turn, services, planned)
    asked = planned.asked
    kept = Memory((*memory.plans[:-1], Planned(asked, plan.id, planned.hubs, planned.people)))
    return plan_page(turn, services, plan, kept)


def _go_back(turn: Turn, services: Services, memory: Memory) -> Outcome:
    """The plan before the last one, set against the last one."""
    last, before = memory.last, memory.before
    if last is None or before is None:
        return Outcome(
            refusals.no_plan_before(turn.channel), {"pending_act": None}, label="refused"
        )
    plan = _read_again(turn, services, before)
    back = Memory((*memory.plans[:-2], Planned(before.asked, plan.id)))
    return plan_page(turn, services, plan, back, base=last)


def _read_again(turn: Turn, services: Services, planned: Planned) -> AnyPlan:
    """A plan as it was answered; one that is gone is made again."""
    try:
        return services.recommender.plan(planned.plan_id)
    except BadRequest as error:
        if error.status != 404:
            raise
        return _create(turn, services, planned.asked)


def _create(turn: Turn, services: Services, asked: Asked) -> AnyPlan:
    return services.recommender.create_plan(
        asked.region_id,
        asked.k,
        asked.radius_km,
        turn.owner,
        must_have=tuple(place.id for place in asked.must_have),
        forbidden=tuple(place.id for place in asked.forbidden),
        existing=tuple(place.id for place in asked.existing),
    )


def _not_there(turn: Turn, memory: Memory, asked: Asked, found: NotThere) -> Outcome:
    region = region_told(asked)
    text = (
        refusals.whole_region(region, turn.channel)
        if found.whole
        else refusals.not_there(found.place, region, turn.channel)
    )
    slots = {**asked.region.slots, **replace(memory, waiting=None).slots, "pending_act": None}
    return Outcome(text, slots, label="refused")


def _answers(turn: Turn) -> bool:
    """Whether action_ask_place has just found the place that it had asked for."""
    return turn.previous_action == ASK_PLACE and turn.kind == "place"


def _overlap(value: str, name: str) -> bool:
    value = fold(value)
    return value in name or name in value


def _remembered(turn: Turn, slot: str, default: float) -> float:
    """A number of the plan before, also of one that waited for its place; not of another list."""
    if turn.kind not in ("plan", "ask_place", "place"):
        return default
    value = turn.slots.get(slot)
    return float(value) if isinstance(value, (int, float)) else default
