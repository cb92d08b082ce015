"""Requests as they must come."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema

from recommender.features.definitions import FEATURE_NAMES
from recommender.service.answers import PLACE_KINDS
from recommender.service.runtime import DEFAULT_RADIUS_KM

LARGEST = sys.float_info.max
# A name cut to this is still longer than any feature's, so it stays unknown.
LONGEST_NAME = max(map(len, FEATURE_NAMES)) + 1
# Room for slips, each of which is named; a flood is not.
MOST_NAMES = 2 * len(FEATURE_NAMES)


class Strict(Schema):
    """A request: what it does not know is an error, so that a slip is seen at once."""

    class Meta:
        unknown = RAISE


class PlacesQuery(Strict):
    q = fields.String(required=True, validate=validate.Length(1, 200))
    use = fields.String(load_default="point", validate=validate.OneOf(("point", "region")))
    kind = fields.String(load_default=None, validate=validate.OneOf(PLACE_KINDS))
    limit = fields.Integer(load_default=5, validate=validate.Range(1, 20))

    @validates_schema
    def _not_blank(self, data: dict[str, Any], **_: Any) -> None:
        if not data.get("q", "x").strip():
            raise ValidationError("Must not be blank.", "q")


class MentionsQuery(Strict):
    text = fields.String(required=True, validate=validate.Length(1, 1_000))
    use = fields.String(load_default="point", validate=validate.OneOf(("point", "region")))
    limit = fields.Integer(load_default=5, validate=validate.Range(1, 20))


class PointQuery(Strict):
    lat = fields.Float(required=True, allow_nan=False)
    lon = fields.Float(required=True, allow_nan=False)


class NearestHubsQuery(PointQuery):
    limit = fields.Integer(load_default=3, validate=validate.Range(1, 50))
    offset = fields.Integer(load_default=0, validate=validate.Range(0, 100_000))


class SitesQuery(Strict):
    region = fields.String(load_default=None)
    limit = fields.Integer(load_default=5, validate=validate.Range(1, 50))
    offset = fields.Integer(load_default=0, validate=validate.Range(0, 200))
    radius_km = fields.Float(load_default=DEFAULT_RADIUS_KM, validate=validate.Range(1, 50))


class FeatureRow(fields.Dict):
    """A place's raw features as JSON gave them; `raw_features` says what does not fit.

    An integer that no float can hold becomes infinite, as JSON reads 1e999. Names are cut, so
    that an error repeats little of what a caller sent.
    """

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> dict[Any, Any]:
        # marshmallow leaves its mappings untyped.
        row = super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]
        if len(row) > MOST_NAMES:
            raise ValidationError(f"Has more than {MOST_NAMES} features.")
        return {name[:LONGEST_NAME]: _held_by_a_float(figure) for name, figure in row.items()}


def _held_by_a_float(figure: Any) -> Any:
    if type(figure) is int and not -LARGEST <= figure <= LARGEST:
        return math.inf if figure > 0 else -math.inf
    return figure


class PredictBody(Strict):
    """Places by id, or by raw features: `/v1/model` lists their names, units and ranges."""

    places = fields.List(fields.String(), validate=validate.Length(min=1, max=1000))
    features = fields.List(
        FeatureRow(metadata={"maxProperties": MOST_NAMES}),
        validate=validate.Length(min=1, max=1000),
    )

    @validates_schema
    def _one_of_both(self, data: dict[str, Any], **_: Any) -> None:
        if ("places" in data) == ("features" in data):
            raise ValidationError("Give either places or features.", "places")
