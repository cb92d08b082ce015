"""What comes and goes at the routes about reports on hubs."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from recommender.hubs.reports import OUTCOMES, TROUBLES
from recommender.service.requests import Strict

REPORTER = validate.Regexp(r"^[0-9a-f]{64}\Z")


class ReportBody(Strict):
    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))
    reporter = fields.String(required=True, validate=REPORTER)


class ReporterQuery(Strict):
    reporter = fields.String(required=True, validate=REPORTER)


class ReportOut(Schema):
    hub_id = fields.String()
    outcome = fields.String(validate=validate.OneOf(OUTCOMES))
    reported_on = fields.Date()


class MonthOut(Schema):
    month = fields.String(metadata={"example": "2026-11"})
    worked = fields.Integer()
    closed = fields.Integer()
    no_internet = fields.Integer()


class SaidOut(Schema):
    outcome = fields.String(validate=validate.OneOf(OUTCOMES))
    reported_on = fields.Date()


class TroubleOut(Schema):
    outcome = fields.String(validate=validate.OneOf(TROUBLES))
    count = fields.Integer()


class ReportsOut(Schema):
    hub_id = fields.String()
    months = fields.List(fields.Nested(MonthOut))
    latest = fields.List(fields.Nested(SaidOut))
    needs_check = fields.Nested(TroubleOut, allow_none=True)


class HubCheckOut(TroubleOut):
    hub_id = fields.String()
    name = fields.String()
    last_reported_on = fields.Date()


class ChecksOut(Schema):
    hubs = fields.List(fields.Nested(HubCheckOut))
