"""Routes about the location model."""

# mypy: disallow-untyped-decorators=False

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request
from flask_smorest import Blueprint

from recommender.service.access import parts, runtime
from recommender.service.answers import ModelOut, PredictOut
from recommender.service.problems import CODES, Problem, ProblemSchema
from recommender.service.raw_features import UnfitFeatures, rows_of
from recommender.service.requests import PredictBody
from recommender.service.runtime import Parts
from recommender.service.views import versions_json

if TYPE_CHECKING:
    from recommender.service.predictor import Predictor

blueprint = Blueprint("model", __name__, url_prefix="/v1", description="The location model")
# A thousand places by all their features.
PREDICT_BYTES = 8_000_000


@blueprint.before_request
def _room_for_features() -> None:
    if request.method == "POST":
        request.max_content_length = PREDICT_BYTES


@blueprint.post("/predict")
@blueprint.arguments(PredictBody)
@blueprint.response(200, PredictOut)
@blueprint.alt_response(422, schema=ProblemSchema, description="Ids or features that do not fit.")
def predict(body: dict[str, Any]) -> Any:
    """Run the model on rural places, by id or by raw features: likeness to places with a tambo.

    A town that is asked for by id gets null: the model has learned from rural places only.
    """
    predictor = runtime().predictor
    answer = _by_features if "features" in body else _by_id
    return {
        "predictions": answer(body, parts(), predictor),
        "model_version": parts().edition.model,
    }


def _by_id(body: dict[str, Any], loaded: Parts, predictor: Predictor | None) -> list[Any]:
    wanted: list[str] = body["places"]
    unknown = [place_id for place_id in wanted if loaded.gazetteer.row_of(place_id) is None]
    if unknown:
        errors = {"places": [f"Unknown id: {place_id[:20]!r}" for place_id in unknown[:20]]}
        raise Problem(422, "unknown_place", "Hay lugares que no existen.", errors)
    scores = _ready(predictor).predict(wanted)
    return [
        {"id": place_id, "suitability": score}
        for place_id, score in zip(wanted, scores, strict=True)
    ]


def _by_features(body: dict[str, Any], loaded: Parts, predictor: Predictor | None) -> list[Any]:
    try:
        rows = rows_of(body["features"], loaded.edition.feature_names)
    except UnfitFeatures as error:
        detail = "Hay datos que no sirven: mira cada fila y su campo."
        raise Problem(422, "invalid_request", detail, {"features": error.errors}) from None
    scores = _ready(predictor).predict_rows(rows)
    return [{"row": row, "suitability": score} for row, score in enumerate(scores)]


def _ready(predictor: Predictor | None) -> Predictor:
    if predictor is None:
        code, detail = CODES[503]
        raise Problem(503, code, detail, headers={"Retry-After": "5"})
    return predictor


@blueprint.get("/model")
@blueprint.response(200, ModelOut)
def describe() -> Any:
    """Show the model's versions, how well it did, and what the bundle was built from."""
    loaded = parts()
    return {
        "versions": versions_json(loaded, loaded.register.state().as_of),
        "features": list(loaded.edition.features),
        "metrics": loaded.edition.metrics,
        "manifest": loaded.edition.manifest,
    }
