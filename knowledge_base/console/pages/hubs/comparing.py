"""Two versions of a hub side by side, and which of them an editor takes, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from knowledge_base.console.clients.hub_records import Hub
from knowledge_base.console.pages.hubs.words import (
    NO_LICENCE,
    STATUSES,
    field_name,
    kind_word,
    service_words,
)

# Fields that mean something only together are taken together.
GROUPS = (
    ("name",),
    ("kind",),
    ("latitude", "longitude"),
    ("status",),
    ("hours",),
    ("contact",),
    ("services", "services_confirmed"),
    ("verified_on",),
    ("events",),
    ("source", "licence"),
)


@dataclass(frozen=True)
class Row:
    """A part of a hub in two versions, as words; `takes_other` says which is proposed."""

    key: str
    label: str
    one: str
    other: str
    takes_other: bool = False


def differences(
    one: Mapping[str, Any], other: Mapping[str, Any], begun: Mapping[str, Any] | None = None
) -> list[Row]:
    """Compare two bodies. Where `one` is still as it was `begun`, the other is proposed."""
    rows = []
    for group in GROUPS:
        if any(one.get(name) != other.get(name) for name in group):
            known = begun or {}
            untouched = all(name in known and one.get(name) == known[name] for name in group)
            shown = [_told(group, body) for body in (one, other)]
            rows.append(Row(group[0], field_name(group[0]), shown[0], shown[1], untouched))
    return rows


def source_says(hub: Hub) -> dict[str, Any]:
    """Return the hub as it would be with everything that its source says otherwise."""
    body = hub.body()
    fields = hub.newer.fields if hub.newer else {}
    return body | {name: value for name, value in fields.items() if name in body}


def taken(
    body: Mapping[str, Any], other: Mapping[str, Any], choices: Mapping[str, str], prefix: str
) -> dict[str, Any]:
    """Return the parts of `other` that were chosen by fields such as `theirs-name`."""
    return {
        name: other[name]
        for group in GROUPS
        if choices.get(f"{prefix}-{group[0]}") == "other"
        for name in group
        if name in other and body.get(name) != other[name]
    }


def _told(group: tuple[str, ...], body: Mapping[str, Any]) -> str:
    value = body.get(group[0])
    if group[0] == "latitude":
        text = f"{value}, {body.get('longitude')}"
    elif group[0] == "kind":
        text = kind_word(str(value))
    elif group[0] == "status":
        text = str(STATUSES.get(str(value), value))
    elif group[0] == "services":
        text = service_words(value or ()) if body.get("services_confirmed") else ""
    elif group[0] == "events":
        text = "\n".join(_event(event) for event in value or ())
    elif group[0] == "source":
        licence = body.get("licence")
        text = f"{value} ({_('licencia no indicada') if licence == NO_LICENCE else licence})"
    else:
        text = str(value or "")
    return text or str(_("(vacío)"))


def _event(event: Mapping[str, Any]) -> str:
    parts = (event.get("date"), event.get("time"), event.get("title"))
    return " ".join(str(part) for part in parts if part)
