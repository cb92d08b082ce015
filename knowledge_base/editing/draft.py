"""One draft: the fields as an editor typed them, and where it stands on its way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from knowledge_base.resources.expiry import expiry_error
from knowledge_base.resources.plain_text import search_text
from knowledge_base.resources.records import InvalidResource, Resource

DRAFT, REVIEW = "draft", "review"
_FIELDS = tuple(Resource.__dataclass_fields__)
# Several times what the longest resource can hold.
_LONGEST_BODY = 200_000
_COPIED = {"title": 200, "url": 600, "kind": 20, "topic": 80, "language": 2, "source": 200}


@dataclass(frozen=True)
class Draft:
    """An open draft. `base_revision` is 0 for a new resource; `note` is the reviewer's."""

    resource_id: str
    state: str
    body: dict[str, Any]
    version: int
    base_revision: int
    author: str
    updated_by: str
    note: str
    gap_number: int | None
    updated_at: datetime


def body_of(fields: Mapping[str, Any], resource_id: str) -> dict[str, Any]:
    """Return the fields that a draft keeps, whatever they hold; raises InvalidResource.

    Refused is only what cannot be kept: a field that no resource has, and far too much text.
    """
    unknown = [str(name) for name in fields if name not in _FIELDS]
    if unknown:
        raise InvalidResource({name: ["no es un campo conocido"] for name in unknown})
    body = {name: _plain_json(fields[name]) for name in _FIELDS if name in fields}
    body["id"] = resource_id
    if len(json.dumps(body)) > _LONGEST_BODY:
        raise InvalidResource({"text": ["es demasiado largo para guardarlo: acórtalo"]})
    return body


def _plain_json(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain_json(one) for one in value]
    if isinstance(value, str):
        # PostgreSQL keeps neither.
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def copies_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns by which lists find a draft; empty where the body holds no such value."""
    texts = {name: _text(body.get(name))[:longest] for name, longest in _COPIED.items()}
    expires_on = body.get("expires_on")
    return texts | {
        "level": _text(body.get("level"))[:20] or None,
        "free": body.get("free", True) is True,
        "offline": body.get("offline", False) is True,
        "expires_on": None if expiry_error(expires_on) else _text(expires_on).strip() or None,
        "search_text": search_text(body),
    }


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def draft_of(row: Mapping[Any, Any]) -> Draft:
    """Return what a row of the table says."""
    at: datetime = row["updated_at"]
    fields = {name: row[name] for name in Draft.__dataclass_fields__}
    # SQLite keeps no zone; what was written is UTC.
    return Draft(**fields | {"updated_at": at if at.tzinfo else at.replace(tzinfo=UTC)})
