"""Where a new hub would reach most people, and why."""

from __future__ import annotations

import re

from actions.act import Act
from actions.asking import ask_for
from actions.clients.http import BadRequest
from actions.hubs import OUTSIDE
from actions.places import Question, Spot, as_content, region_id, resolve
from actions.reading import chosen_number, fold, named_number, named_radius
from actions.replies import sites as replies
from actions.services import Services
from actions.turn import RECOMMEND_SITES, Outcome, Turn, listing

PAGE = 3
WHY = re.compile(
    r"^(?:y |pero |and |but |so |ok )?(?:por ?que|xq|x que|porq|pq"
    r"|why|how come|what(?:'s| is| are| was| were) (?:the|your) reasons?|what is (?:that"
    r"|it) based on)\b"
)


def asks_why(turn: Turn) -> bool:
    """Whether the message asks for the reasons of a place just listed."""
    listed = turn.kind in ("sites", "plan") and bool(turn.listing.get("shown"))
    return listed and bool(WHY.match(fold(turn.text)))


class RecommendSitesAct(Act):
    """The best places for a new hub in the region that the message means."""

    act = RECOMMEND_SITES

    def perform(self, turn: Turn, services: Services) -> Outcome:
        """List them; "why there?" after a list asks for the reasons instead."""
        ids = turn.listing.get("shown")
        if ids and asks_why(turn):
            number = chosen_number(turn, len(ids)) or 1
            return site_reasons(turn, services, str(ids[min(number, len(ids)) - 1]))
        spot = resolve(turn, services.recommender, "region")
        if isinstance(spot, Question):
            return ask_for(spot, turn, RECOMMEND_SITES)
        try:
            region = region_id(spot, services.recommender)
        except BadRequest as error:
            if error.code != OUTSIDE:
                raise
            return ask_for(Question("outside"), turn, RECOMMEND_SITES)
        page = site_page(turn, services, spot, region, 0)
        return page.keeping(k=named_number(turn), radius_km=named_radius(turn))


def site_page(
    turn: Turn, services: Services, spot: Spot, region: str | None, offset: int
) -> Outcome:
    """One page of sites from `offset` on: three for WhatsApp, one for SMS."""
    limit = 1 if turn.channel == "sms" else PAGE
    answer = services.recommender.sites(region, limit, offset)
    if not answer.sites:
        name = answer.region.label if answer.region else None
        text = replies.no_sites(name, turn.channel)
        return Outcome(text, {"pending_act": None}, label="nothing")
    if turn.channel == "sms":
        text = replies.site_sms(
            answer.sites[0], answer.versions, more=answer.next_offset is not None
        )
    else:
        text = replies.sites_whatsapp(answer, offset + 1, services.settings.map_url)
    ids = [] if offset == 0 else list(turn.listing.get("shown", []))
    new = listing(
        turn,
        "sites",
        place=as_content(spot),
        region=region,
        offset=offset + len(answer.sites),
        shown=ids + [site.id for site in answer.sites],
    )
    return Outcome(text, {**spot.slots, "pending_act": None, "listing": new})


def site_reasons(turn: Turn, services: Services, place_id: str) -> Outcome:
    """Why one of the listed places would serve many people."""
    answer = services.recommender.place_reasons(place_id)
    write = replies.reasons_sms if turn.channel == "sms" else replies.reasons_whatsapp
    return Outcome(write(answer))
