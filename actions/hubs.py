"""Hubs near a place."""

from __future__ import annotations

from typing import Any

from actions.act import Act
from actions.asking import REGION_ACTS, ask_for
from actions.clients.http import BadRequest
from actions.places import Question, Spot, as_content, resolve
from actions.reading import named_number, named_radius
from actions.records import NearestHubs
from actions.replies import hubs as replies
from actions.services import Services
from actions.turn import NEAREST_HUBS, Outcome, Turn, listing
from actions.visits import seen

PAGE = 3
OUTSIDE = "outside_peru"


class NearestHubsAct(Act):
    """The three hubs nearest to the place that the message means."""

    act = NEAREST_HUBS

    def perform(self, turn: Turn, services: Services) -> Outcome:
        """List them, or hand over where the place is open or meant for another act."""
        pending = turn.word("pending_act")
        if turn.intent == "share_location" and pending in REGION_ACTS:
            return Outcome(follow_up=pending, label="followed")
        spot = resolve(turn, services.recommender, "point")
        radius_km = named_radius(turn)
        if isinstance(spot, Question):
            asked = ask_for(spot, turn, NEAREST_HUBS)
            return asked.keeping(k=named_number(turn), radius_km=radius_km)
        try:
            page = hub_page(turn, services, spot, 0, radius_km or services.settings.near_km)
            return page.keeping(k=named_number(turn), radius_km=radius_km)
        except BadRequest as error:
            if error.code != OUTSIDE:
                raise
            return ask_for(Question("outside"), turn, NEAREST_HUBS)


def hub_page(
    turn: Turn, services: Services, spot: Spot, offset: int, near_km: float | None = None
) -> Outcome:
    """One page of hubs from `offset` on; with `near_km`, say so where none lies that near."""
    if spot.latitude is None or spot.longitude is None:
        return ask_for(Question("missing"), turn, NEAREST_HUBS)
    answer = services.recommender.nearest_hubs(spot.latitude, spot.longitude, PAGE, offset)
    if not answer.hubs:
        return Outcome(replies.no_hubs(turn.channel), {"pending_act": None}, label="nothing")
    far = near_km is not None and answer.hubs[0].distance_km > near_km
    text, shown = _text(answer, turn, spot, offset, near_km if far else None)
    ids = [] if offset == 0 else list(turn.listing.get("shown", []))
    new = listing(
        turn,
        "hubs",
        place=as_content(spot),
        offset=offset + shown,
        shown=ids + [hub.id for hub in answer.hubs[:shown]],
    )
    slots: dict[str, Any] = {**spot.slots, "pending_act": None, "listing": new}
    if offset == 0:
        slots["visit"] = seen(answer.hubs[0])
    return Outcome(text, slots)


def _text(
    answer: NearestHubs, turn: Turn, spot: Spot, offset: int, too_far_km: float | None
) -> tuple[str, int]:
    if too_far_km is not None:
        far = replies.far_sms if turn.channel == "sms" else replies.far_whatsapp
        return far(answer, spot.label, too_far_km), 1
    if turn.channel == "sms":
        return replies.nearest_sms(answer, spot.label, offset + 1)
    return replies.nearest_whatsapp(answer, spot.label, offset + 1), len(answer.hubs)
