"""What the map asks and what it is answered, for the OpenAPI document and the clients."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema

from recommender.service.answers import PlaceOut, ReasonOut, RegisterOut
from recommender.service.hub_answers import NearHubOut

DEGREES_NORTH, DEGREES_EAST = validate.Range(-90, 90), validate.Range(-180, 180)


class OutlinesQuery(Schema):
    class Meta:
        unknown = RAISE

    department = fields.String(load_default="", validate=validate.Regexp(r"^(\d{2})?\Z"))


class BoxQuery(Schema):
    class Meta:
        unknown = RAISE

    west = fields.Float(required=True, allow_nan=False, validate=DEGREES_EAST)
    south = fields.Float(required=True, allow_nan=False, validate=DEGREES_NORTH)
    east = fields.Float(required=True, allow_nan=False, validate=DEGREES_EAST)
    north = fields.Float(required=True, allow_nan=False, validate=DEGREES_NORTH)
    zoom = fields.Integer(required=True, validate=validate.Range(0, 22))

    @validates_schema
    def _right_way_round(self, data: dict[str, Any], **_: Any) -> None:
        for low, high in (("west", "east"), ("south", "north")):
            if low in data and high in data and data[low] >= data[high]:
                raise ValidationError(f"Must be less than {high}.", low)


class OutlineOut(Schema):
    """A GeoJSON feature; districts have province, hdi, pct_poverty and the like as well."""

    type = fields.String(validate=validate.Equal("Feature"))
    properties = fields.Dict()
    geometry = fields.Dict()


class OutlinesOut(Schema):
    type = fields.String(validate=validate.Equal("FeatureCollection"))
    note = fields.String()
    note_en = fields.String()
    licence = fields.String()
    features = fields.List(fields.Nested(OutlineOut))


class MapHubOut(Schema):
    id = fields.String()
    name = fields.String()
    kind = fields.String()
    latitude = fields.Float()
    longitude = fields.Float()
    district = fields.String()
    province = fields.String()
    department = fields.String()
    services = fields.List(fields.String())


class MapHubsOut(Schema):
    as_of = fields.String()
    source = fields.String()
    licence = fields.String()
    hubs = fields.List(fields.Nested(MapHubOut))


class MapPlaceOut(Schema):
    """`score_rank` is the share of rural places less like those with a tambo, 0 to 100."""

    id = fields.String()
    name = fields.String()
    latitude = fields.Float()
    longitude = fields.Float()
    people = fields.Integer()
    urban = fields.Boolean()
    need = fields.Float()
    suitability = fields.Float(allow_none=True)
    score_rank = fields.Float(allow_none=True)


class CellOut(Schema):
    """Means: `need` by people, `suitability` and `score_rank` over the rural places."""

    latitude = fields.Float()
    longitude = fields.Float()
    places = fields.Integer()
    people = fields.Integer()
    need = fields.Float()
    suitability = fields.Float(allow_none=True)
    score_rank = fields.Float(allow_none=True)


class MapPlacesOut(Schema):
    """`places` where few enough lie in the box, else `cells`."""

    places = fields.List(fields.Nested(MapPlaceOut))
    cells = fields.List(fields.Nested(CellOut))


class FigureOut(Schema):
    """`scope` says whose figure it is: the place's or its district's."""

    name = fields.String()
    scope = fields.String(validate=validate.OneOf(("place", "district")))
    label = fields.String()
    label_en = fields.String()
    unit = fields.String()
    unit_en = fields.String()
    decimals = fields.Integer()
    value = fields.Float()


class TopicOut(Schema):
    """What a topic adds to the logit of the place's suitability."""

    topic = fields.String()
    change = fields.Float()


class ScoreOut(Schema):
    suitability = fields.Float(allow_none=True)
    rank_percent = fields.Float(allow_none=True)
    rural_places = fields.Integer()
    note = fields.String()
    note_en = fields.String()
    topics = fields.List(fields.Nested(TopicOut))


class WhyPlaceOut(PlaceOut):
    urban = fields.Boolean()
    youth = fields.Integer()
    need = fields.Float()


class WhyOut(Schema):
    place = fields.Nested(WhyPlaceOut)
    figures = fields.List(fields.Nested(FigureOut))
    score = fields.Nested(ScoreOut)
    reasons = fields.List(fields.Nested(ReasonOut))
    reason_sms = fields.String()
    score_reasons = fields.List(fields.String())
    score_sms = fields.String()
    hubs = fields.List(fields.Nested(NearHubOut))
    register = fields.Nested(RegisterOut)


class ProvinceOut(Schema):
    id = fields.String()
    name = fields.String()


class DepartmentOut(ProvinceOut):
    provinces = fields.List(fields.Nested(ProvinceOut))


class RegionsOut(Schema):
    departments = fields.List(fields.Nested(DepartmentOut))
