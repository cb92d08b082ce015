"""How a hub is saved: hubs beside it are looked at first, and each change is noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from knowledge_base.console.access import person
from knowledge_base.console.clients.hub_records import Hub
from knowledge_base.console.clients.recommender import HubChanged, HubExists, Recommender
from knowledge_base.console.pages.hubs.comparing import differences, source_says, taken
from knowledge_base.console.pages.hubs.form import HubForm, body_of, fill
from knowledge_base.console.pages.hubs.noting import noted_if_unanswered
from knowledge_base.console.pages.hubs.words import slug
from knowledge_base.console.parts import Parts

# How often a code made of a name is tried with a number behind.
ATTEMPTS = 9


class NearUnseen(Exception):
    """Hubs stand beside this one that nobody has looked at yet."""


@dataclass(frozen=True)
class Saving:
    """A form that fits, for the hub `hub_id` (empty: a new one) that is `now` as it is."""

    form: HubForm
    hub_id: str
    now: Hub | None
    sent: MultiDict[str, str]


def save(parts: Parts, recommender: Recommender, wanted: Saving) -> Hub:
    """Save a hub and note it; raises NearUnseen, HubChanged, HubExists and what the client does."""
    form, now = wanted.form, wanted.now
    body = _with_choices(wanted, body_of(form))
    if now is not None and str(now.version) != form.version.data:
        if differences(body, now.body()):
            raise HubChanged(now)
        return now  # it is saved already: the answer to the first time was lost
    _look_around(recommender, wanted, body)
    action, before = ("hub.create", None) if now is None else ("hub.update", now.body())
    subject = f"hub:{wanted.hub_id or _first_id(wanted, body)}"
    with noted_if_unanswered(parts, subject, {"before": before, "after": body}):
        if now is None:
            saved = _create(recommender, wanted, body)
        else:
            saved = recommender.save(now.id, body, now.version)
    detail = {"before": before, "after": saved.body()}
    parts.audit.record(person().name, action, f"hub:{saved.id}", detail)
    return saved


def _with_choices(wanted: Saving, body: dict[str, Any]) -> dict[str, Any]:
    """Take over what was chosen in the comparisons, into the form too."""
    if wanted.now is None:
        return body
    # Choices made against another version are made anew.
    fits = str(wanted.now.version) == wanted.form.version.data
    others = {"theirs": wanted.now.body(), "source": source_says(wanted.now)}
    for prefix, other in others.items() if fits else ():
        chosen = taken(body, other, wanted.sent, prefix)
        fill(wanted.form, chosen)
        body = body | chosen
    return body


def _look_around(recommender: Recommender, wanted: Saving, body: Mapping[str, Any]) -> None:
    now = wanted.now
    stays = now is not None and all(
        getattr(now, name) == body[name] for name in ("latitude", "longitude", "status")
    )
    if stays or body["status"] != "open":
        return
    near = recommender.near(body["latitude"], body["longitude"], wanted.hub_id)
    seen = set(" ".join(wanted.sent.getlist("near_seen")).split())
    if any(one.id not in seen for one in near):
        raise NearUnseen


def _first_id(wanted: Saving, body: Mapping[str, Any]) -> str:
    return (wanted.form.id.data or "").strip() or slug(str(body["name"]))


def _create(recommender: Recommender, wanted: Saving, body: Mapping[str, Any]) -> Hub:
    typed = wanted.hub_id or (wanted.form.id.data or "").strip()
    first = typed or _first_id(wanted, body)
    for number in range(1, ATTEMPTS + 1):
        hub_id = first if number == 1 else f"{first}-{number}"
        try:
            return recommender.create(hub_id, body)
        except HubExists as error:
            if error.now and not differences(body, error.now.body()):
                return error.now  # the answer to the first time was lost
            if typed:
                raise
    raise HubExists(None)
