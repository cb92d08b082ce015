"""Answers as they are given, field by field, for the OpenAPI document and the clients."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

PLACE_KINDS = ("department", "province", "district", "populated_place")


class PlaceOut(Schema):
    id = fields.String()
    kind = fields.String(validate=validate.OneOf(PLACE_KINDS))
    name = fields.String()
    label = fields.String()
    district = fields.String(allow_none=True)
    province = fields.String(allow_none=True)
    department = fields.String()
    latitude = fields.Float()
    longitude = fields.Float()
    people = fields.Integer()


class MatchOut(PlaceOut):
    score = fields.Float()
    matched_by = fields.String()
    distinction = fields.String()


class PlacesOut(Schema):
    query = fields.String()
    use = fields.String()
    status = fields.String(validate=validate.OneOf(("match", "ambiguous", "none")))
    matches = fields.List(fields.Nested(MatchOut))


class MentionOut(Schema):
    phrase = fields.String()
    status = fields.String(validate=validate.OneOf(("match", "ambiguous", "none")))
    matches = fields.List(fields.Nested(MatchOut))


class MentionsOut(Schema):
    text = fields.String()
    use = fields.String()
    mentions = fields.List(fields.Nested(MentionOut))


class NearestPlaceOut(Schema):
    place = fields.Nested(PlaceOut)
    distance_km = fields.Float()


class ReasonOut(Schema):
    code = fields.String()
    text = fields.String()
    value = fields.Float()
    unit = fields.String()


class ReasonsOut(Schema):
    id = fields.String()
    label = fields.String()
    reasons = fields.List(fields.Nested(ReasonOut))
    reason_sms = fields.String()
    score_reasons = fields.List(fields.String())
    score_sms = fields.String()


class RegisterOut(Schema):
    total = fields.Integer()
    as_of = fields.String()
    source = fields.String()
    licence = fields.String()


class RegionOut(Schema):
    id = fields.String()
    kind = fields.String()
    label = fields.String()


class SiteOut(Schema):
    rank = fields.Integer()
    id = fields.String()
    name = fields.String()
    label = fields.String()
    district = fields.String()
    province = fields.String()
    department = fields.String()
    latitude = fields.Float()
    longitude = fields.Float()
    urban = fields.Boolean()
    newly_reached_people = fields.Integer()
    newly_reached_youth = fields.Integer()
    suitability = fields.Float(allow_none=True)
    nearest_hub_km = fields.Float(allow_none=True)
    reason_sms = fields.String()


class VersionsOut(Schema):
    model = fields.String()
    data = fields.String()
    hubs_as_of = fields.String()


class SitesOut(Schema):
    region = fields.Nested(RegionOut, allow_none=True)
    radius_km = fields.Float()
    sites = fields.List(fields.Nested(SiteOut))
    next_offset = fields.Integer(allow_none=True)
    versions = fields.Nested(VersionsOut)


class PredictionOut(Schema):
    """`id` where the place was asked by id, `row` where it was given by its features."""

    id = fields.String()
    row = fields.Integer()
    suitability = fields.Float(allow_none=True)


class PredictOut(Schema):
    predictions = fields.List(fields.Nested(PredictionOut))
    model_version = fields.String()


class FeatureOut(Schema):
    name = fields.String()
    unit = fields.String()
    source = fields.String()
    low = fields.Float()
    high = fields.Float()
    nullable = fields.Boolean()
    median = fields.Float(allow_none=True)


class ModelOut(Schema):
    versions = fields.Nested(VersionsOut)
    features = fields.List(fields.Nested(FeatureOut))
    metrics = fields.Dict()
    manifest = fields.Dict()
