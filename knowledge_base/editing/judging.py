"""What a draft runs into beyond the rules of its fields: ids, links and lessons of others, days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from knowledge_base.editing.draft_rows import open_draft
from knowledge_base.resources.claims import free_id, taken_by_others
from knowledge_base.resources.expiry import PAST, expired, expiry_error
from knowledge_base.resources.records import SLUG, InvalidResource
from knowledge_base.resources.writing import stored_one


def clashes(
    connection: Connection, resource_id: str, body: Mapping[str, Any], today: date
) -> dict[str, str]:
    """Return by field what keeps a body from being published, whatever else is wrong with it."""
    url, number, until = body.get("url"), body.get("number"), body.get("expires_on")
    found = taken_by_others(
        connection,
        resource_id,
        url.strip() if isinstance(url, str) else "",
        number if isinstance(number, int) and 0 < number < 1000 else None,
    )
    errors = {one.field: one.reason for one in found}
    if isinstance(until, str) and expiry_error(until) is None and expired(until.strip(), today):
        errors["expires_on"] = PAST
    return errors


def new_id(connection: Connection, fields: Mapping[str, Any]) -> str:
    """Return the id of a new resource: the one in `fields` or a free one of its title.

    Raises InvalidResource for one that is none or was ever taken, by a draft too.
    """

    def taken(one: str) -> bool:
        stored = stored_one(connection, one)
        return stored is not None or open_draft(connection, one) is not None

    chosen = fields.get("id")
    if not chosen:
        return free_id(str(fields.get("title") or ""), taken)
    if not isinstance(chosen, str) or len(chosen) > 80 or not SLUG.fullmatch(chosen):
        why = "debe tener solo minúsculas sin tilde, cifras y guiones (máximo 80)"
        raise InvalidResource({"id": [why]})
    if taken(chosen):
        raise InvalidResource({"id": ["ya lo tiene o lo tuvo otro recurso: elige otro"]})
    return chosen
