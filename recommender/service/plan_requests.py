"""What may be asked of plans, and of whom."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from recommender.plan.request import LEVEL_DIGITS, PROBLEMS, Group, PlanRequest
from recommender.service.requests import Strict
from recommender.service.runtime import DEFAULT_RADIUS_KM
from recommender.settings import DEMANDS

OWNER = r"[A-Za-z0-9_-]{16,128}\Z"
# More digits than these a sum of costs does not keep.
MOST_MONEY = 1e12
MOST_SITES, MOST_MUST_HAVE, MOST_FORBIDDEN, MOST_COSTS = 200, 200, 2_000, 2_000
MOST_EXISTING = 200
FORMATS = ("json", "csv", "geojson", "html")
# An id is ten digits; one that is none is named as it was sent, as long as it is short.
ID = validate.Length(1, 16)


def _flag() -> fields.Boolean:
    return fields.Boolean(load_default=False, truthy={True}, falsy={False})


def _number(
    low: float, high: float | None = None, above: bool = False, **more: Any
) -> fields.Float:
    held = validate.Range(low, high, min_inclusive=not above)
    return fields.Float(allow_nan=False, validate=held, **more)


class AtLeast(Strict):
    level = fields.String(required=True, validate=validate.OneOf(tuple(LEVEL_DIGITS)))
    sites = fields.Integer(required=True, strict=True, validate=validate.Range(1, 20))


class PlanBody(Strict):
    """A location problem with its what-if rows."""

    problem = fields.String(required=True, validate=validate.OneOf(PROBLEMS))
    k = fields.Integer(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(1, MOST_SITES)
    )
    share_percent = _number(0, 100, above=True, load_default=None, allow_none=True)
    radius_km = _number(0.5, 50, load_default=DEFAULT_RADIUS_KM)
    radius_min = _number(1, 600, load_default=None, allow_none=True)
    region = fields.String(load_default=None, allow_none=True)
    demand = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(DEMANDS))
    need_weights = fields.Boolean(load_default=True, truthy={True}, falsy={False})
    must_have = fields.List(
        fields.String(validate=ID), load_default=list, validate=validate.Length(max=MOST_MUST_HAVE)
    )
    forbidden = fields.List(
        fields.String(validate=ID), load_default=list, validate=validate.Length(max=MOST_FORBIDDEN)
    )
    existing = fields.List(
        fields.String(validate=ID), load_default=list, validate=validate.Length(max=MOST_EXISTING)
    )
    site_cost = _number(0, MOST_MONEY, above=True, load_default=1.0)
    costs = fields.Dict(
        keys=fields.String(validate=ID),
        values=_number(0, MOST_MONEY),
        load_default=dict,
        validate=validate.Length(max=MOST_COSTS),
    )
    budget = _number(0, MOST_MONEY, above=True, load_default=None, allow_none=True)
    at_least = fields.Nested(AtLeast, load_default=None, allow_none=True)
    one_per_district = _flag()
    capacity = fields.Integer(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(1, 10_000_000)
    )
    nested = _flag()
    towns_first = _flag()
    time_limit_s = _number(1, 60, load_default=20.0)

    @validates_schema
    def _fits_the_problem(self, data: dict[str, Any], **_: Any) -> None:
        problem, share = data.get("problem"), data.get("share_percent")
        if problem == "lscp" and share is None:
            raise ValidationError("Is required for lscp.", "share_percent")
        if problem != "lscp" and share is not None:
            raise ValidationError("Is for lscp only.", "share_percent")
        if problem == "lscp" and data.get("demand") == "youth":
            raise ValidationError("lscp counts all people.", "demand")
        if problem != "lscp" and data.get("k") is None and data.get("budget") is None:
            raise ValidationError("Is required where no budget is given.", "k")


class PlanQuery(Strict):
    format = fields.String(load_default="json", validate=validate.OneOf(FORMATS))
    lang = fields.String(load_default="es", validate=validate.OneOf(("es", "en")))


class PlansQuery(Strict):
    limit = fields.Integer(load_default=20, validate=validate.Range(1, 50))
    offset = fields.Integer(load_default=0, validate=validate.Range(0, 10_000))


class OwnerHeader(Schema):
    """The client's own secret: who bears it may list and delete the plans made with it."""

    owner = fields.String(
        data_key="Plan-Owner",
        load_default=None,
        validate=validate.Regexp(OWNER, error="16 to 128 letters, digits, hyphens, underscores."),
    )


def plan_request(body: dict[str, Any], demand: Group) -> PlanRequest:
    """Return what a checked body asks of the planner; `demand` where it does not say whom for."""
    share, at_least = body["share_percent"], body["at_least"] or {}
    group: Group = "people" if body["problem"] == "lscp" else body["demand"] or demand
    return PlanRequest(
        problem=body["problem"],
        k=body["k"],
        share=None if share is None else share / 100.0,
        radius_km=body["radius_km"],
        radius_min=body["radius_min"],
        region=body["region"] or "",
        group=group,
        need_weights=body["need_weights"],
        must_have=tuple(dict.fromkeys(body["must_have"])),
        forbidden=tuple(dict.fromkeys(body["forbidden"])),
        existing=tuple(dict.fromkeys(body["existing"])),
        site_cost=body["site_cost"],
        costs=tuple(body["costs"].items()),
        budget=body["budget"],
        at_least=at_least.get("sites", 0),
        at_least_per=at_least.get("level", "province"),
        one_per_district=body["one_per_district"],
        capacity=body["capacity"],
        nested=body["nested"],
        towns_first=body["towns_first"],
        time_limit_s=body["time_limit_s"],
    )
