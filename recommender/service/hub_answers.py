"""Answers about hubs, field by field."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from recommender.records import HUB_STATUSES
from recommender.service.answers import RegisterOut


class HubEventOut(Schema):
    date = fields.String()
    time = fields.String(allow_none=True)
    title = fields.String()


class HubOut(Schema):
    id = fields.String()
    name = fields.String()
    kind = fields.String()
    latitude = fields.Float()
    longitude = fields.Float()
    ubigeo = fields.String()
    district = fields.String()
    province = fields.String()
    department = fields.String()
    services = fields.List(fields.String())
    services_confirmed = fields.Boolean()
    verified_on = fields.String(allow_none=True)
    source = fields.String()
    licence = fields.String()
    status = fields.String(validate=validate.OneOf(HUB_STATUSES))
    hours = fields.String()
    contact = fields.String()
    events = fields.List(fields.Nested(HubEventOut))


class NearHubOut(HubOut):
    distance_km = fields.Float()
    bearing_deg = fields.Float()
    compass = fields.String()


class NewerSeedOut(Schema):
    """What the source says otherwise than the editor, by field; `listed` is false where nothing."""

    listed = fields.Boolean()
    fields_ = fields.Dict(keys=fields.String(), data_key="fields", attribute="fields")


class HubEntryOut(HubOut):
    """The last four fields are there only for the holder of the service token."""

    version = fields.Integer()
    updated_at = fields.String()
    edited = fields.Boolean()
    newer_seed = fields.Nested(NewerSeedOut, allow_none=True)


class NeighbourOut(Schema):
    id = fields.String()
    name = fields.String()
    distance_m = fields.Integer()


class ListedHubOut(HubEntryOut):
    near = fields.List(fields.Nested(NeighbourOut))


class OriginOut(Schema):
    latitude = fields.Float()
    longitude = fields.Float()


class HubAnswer(Schema):
    hub = fields.Nested(HubEntryOut)
    register = fields.Nested(RegisterOut)


class NearestHubsOut(Schema):
    origin = fields.Nested(OriginOut)
    register = fields.Nested(RegisterOut)
    hubs = fields.List(fields.Nested(NearHubOut))
    next_offset = fields.Integer(allow_none=True)


class CountOut(Schema):
    name = fields.String()
    count = fields.Integer()


class HubListOut(Schema):
    hubs = fields.List(fields.Nested(ListedHubOut))
    total = fields.Integer()
    next_offset = fields.Integer(allow_none=True)
    kinds = fields.List(fields.Nested(CountOut))
    statuses = fields.List(fields.Nested(CountOut))
    register = fields.Nested(RegisterOut)


class NeighboursOut(Schema):
    near = fields.List(fields.Nested(NeighbourOut))


class NamedHubOut(Schema):
    id = fields.String()
    name = fields.String()


class ChangedFieldOut(Schema):
    field = fields.String()
    before = fields.Raw(allow_none=True)
    after = fields.Raw(allow_none=True)


class UpdatedHubOut(NamedHubOut):
    changes = fields.List(fields.Nested(ChangedFieldOut))


class NearPairOut(Schema):
    hub = fields.Nested(NamedHubOut)
    other = fields.Nested(NamedHubOut)
    distance_m = fields.Integer()


class ImportOut(Schema):
    dry_run = fields.Boolean()
    imported = fields.Integer()
    created = fields.List(fields.Nested(NamedHubOut))
    updated = fields.List(fields.Nested(UpdatedHubOut))
    unchanged = fields.List(fields.Nested(NamedHubOut))
    near = fields.List(fields.Nested(NearPairOut))
    register = fields.Nested(RegisterOut)
