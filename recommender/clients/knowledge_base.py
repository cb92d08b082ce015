"""The knowledge base: what is searched for in each province."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load

from recommender import trace

LARGEST_ANSWER_BYTES = 4 * 1024 * 1024


class KnowledgeBaseAway(Exception):
    """It did not answer in time, failed, or answered something else than agreed."""


@dataclass(frozen=True)
class Interest:
    """How many searches in a province (four digits) found something on a topic."""

    province: str
    topic: str
    label: str
    count: int


@dataclass(frozen=True)
class Interests:
    """Searches by province and topic in some months; `hidden` pairs have a smaller count."""

    since: date
    until: date
    smallest_count: int
    interests: list[Interest]
    hidden: int


class KnowledgeBase:
    """Every method raises KnowledgeBaseAway; `timeout_s` holds for each wait on the network."""

    def __init__(self, base_url: str, timeout_s: float) -> None:
        self._base_url, self._timeout_s = base_url, timeout_s
        # Proxies of the environment have no say in traffic between the pods.
        direct = urllib.request.ProxyHandler({})
        self._opener = urllib.request.build_opener(direct, _NoRedirects())

    def interests(self) -> Interests:
        """Read the searches of the last twelve months, small counts left out."""
        try:
            found: Interests = _Interests().load(self._get("/v1/interests?months=12"))
        except (ValidationError, ValueError) as error:
            raise KnowledgeBaseAway(f"unexpected answer: {type(error).__name__}") from error
        return found

    def _get(self, path: str) -> Any:
        try:
            request = urllib.request.Request(self._base_url + path, headers=trace.headers())
            with self._opener.open(request, timeout=self._timeout_s) as answer:
                content = answer.read(LARGEST_ANSWER_BYTES + 1)
        except urllib.error.HTTPError as error:
            error.close()
            raise KnowledgeBaseAway(f"status {error.code}") from error
        except (OSError, http.client.HTTPException) as error:
            raise KnowledgeBaseAway(type(error).__name__) from error
        if len(content) > LARGEST_ANSWER_BYTES:
            raise KnowledgeBaseAway("the answer is too large")
        return json.loads(content)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Follow none: another address was not agreed."""


class _Agreed(Schema):
    """Fields that are not known are left aside."""

    class Meta:
        unknown = EXCLUDE


class _Interest(_Agreed):
    province = fields.String(required=True)
    topic = fields.String(required=True)
    label = fields.String(required=True)
    count = fields.Integer(required=True, strict=True)

    @post_load
    def _made(self, data: dict[str, Any], **_: Any) -> Interest:
        return Interest(**data)


class _Interests(_Agreed):
    since = fields.Date(required=True)
    until = fields.Date(required=True)
    smallest_count = fields.Integer(required=True, strict=True)
    interests = fields.List(fields.Nested(_Interest), required=True)
    hidden = fields.Integer(required=True, strict=True)

    @post_load
    def _made(self, data: dict[str, Any], **_: Any) -> Interests:
        return Interests(**data)
