"""Plans as they are answered, field by field, for the OpenAPI document and the clients."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from recommender.service.answers import RegionOut, SiteOut, VersionsOut
from recommender.service.plan_requests import PlanBody

STATUSES = ("running", "done", "infeasible")
REFUSALS = ("infeasible", "too_large", "invalid_request", "time_limit")


class ProgressOut(Schema):
    fraction = fields.Float()
    step = fields.String()
    step_en = fields.String()


class PlanHeadOut(Schema):
    """What a plan is called, and what it is about."""

    id = fields.String()
    code = fields.String(metadata={"example": "7Q2M-X9KA"})
    status = fields.String(validate=validate.OneOf(STATUSES))
    problem = fields.String()
    k = fields.Integer(allow_none=True)
    radius_km = fields.Float()
    region = fields.Nested(RegionOut, allow_none=True)
    created_at = fields.String()


class PendingPlanOut(PlanHeadOut):
    request = fields.Nested(PlanBody)
    progress = fields.Nested(ProgressOut)


class ShortPlanOut(PlanHeadOut):
    """A plan in a list; its figures are null until it is done."""

    status = fields.String(validate=validate.OneOf((*STATUSES, "failed")))
    newly_covered_people = fields.Integer(allow_none=True)
    gap_percent = fields.Float(allow_none=True)


class PlansOut(Schema):
    plans = fields.List(fields.Nested(ShortPlanOut))
    next_offset = fields.Integer(allow_none=True)


class PlanSiteOut(SiteOut):
    ubigeo = fields.String()
    cost = fields.Float()
    must_have = fields.Boolean()


class ConflictOut(Schema):
    field = fields.String()
    text = fields.String()
    text_en = fields.String()


class ComparisonOut(Schema):
    """The plan against the largest places without a hub."""

    place_ids = fields.List(fields.String())
    newly_covered_people = fields.Integer()
    objective = fields.Float()
    better_percent = fields.Float(allow_none=True)
    note = fields.String()
    note_en = fields.String()


class CurvePointOut(Schema):
    k = fields.Integer()
    newly_covered_people = fields.Integer()
    covered_people = fields.Integer()
    objective = fields.Float()


class NestingStepOut(Schema):
    k = fields.Integer()
    objective = fields.Float()
    bound = fields.Float()
    cost_percent = fields.Float()


class NestingOut(Schema):
    steps = fields.List(fields.Nested(NestingStepOut))
    note = fields.String()
    note_en = fields.String()


class PlanOut(PendingPlanOut):
    """A plan that is done. `progress` is there only while it runs; `refusal`, `detail` and
    `conflicts` only where it is infeasible.
    """

    sites = fields.List(fields.Nested(PlanSiteOut))
    newly_covered_people = fields.Integer()
    newly_covered_youth = fields.Integer()
    covered_people = fields.Integer()
    region_people = fields.Integer()
    covered_percent = fields.Float()
    total_cost = fields.Float()
    mean_km = fields.Float(allow_none=True)
    mean_km_before = fields.Float(allow_none=True)
    mean_min = fields.Float(allow_none=True)
    mean_min_before = fields.Float(allow_none=True)
    objective = fields.Float()
    bound = fields.Float()
    gap_percent = fields.Float()
    gap_note = fields.String()
    gap_note_en = fields.String()
    proven = fields.Boolean()
    method = fields.String()
    exact = fields.Boolean()
    time_limit_reached = fields.Boolean()
    comparison = fields.Nested(ComparisonOut, allow_none=True)
    curve = fields.List(fields.Nested(CurvePointOut))
    nesting = fields.Nested(NestingOut, allow_none=True)
    versions = fields.Nested(VersionsOut)
    duration_s = fields.Float()
    refusal = fields.String(validate=validate.OneOf(REFUSALS))
    detail = fields.String()
    detail_en = fields.String()
    conflicts = fields.List(fields.Nested(ConflictOut))


class ComparedOut(Schema):
    """The second plan seen from the first; gains are the second's figures minus the first's."""

    plans = fields.List(fields.Nested(ShortPlanOut))
    kept = fields.List(fields.Nested(PlanSiteOut))
    added = fields.List(fields.Nested(PlanSiteOut))
    dropped = fields.List(fields.Nested(PlanSiteOut))
    people_gained = fields.Integer()
    youth_gained = fields.Integer()
    covered_percent_gained = fields.Float()
    cost_gained = fields.Float()
    note = fields.String()
    note_en = fields.String()
