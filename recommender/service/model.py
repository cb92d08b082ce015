"""Routes about the location model."""

# mypy: disallow-untyped-decorators=False

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from recommender.service.access import parts, runtime
from recommender.service.answers import ModelOut, PredictOut
from recommender.service.problems import CODES, Problem, ProblemSchema
from recommender.service.requests import PredictBody
from recommender.service.views import versions_json

blueprint = Blueprint("model", __name__, url_prefix="/v1", description="The location model")


@blueprint.post("/predict")
@blueprint.arguments(PredictBody)
@blueprint.response(200, PredictOut)
@blueprint.alt_response(422, schema=ProblemSchema, description="Ids that are no place.")
def predict(body: dict[str, Any]) -> Any:
    """Run the model on rural places: their likeness to places with a tambo; null for towns."""
    loaded, predictor = parts(), runtime().predictor
    wanted: list[str] = body["places"]
    unknown = [place_id for place_id in wanted if loaded.gazetteer.row_of(place_id) is None]
    if unknown:
        errors = {"places": [f"Unknown id: {place_id[:20]!r}" for place_id in unknown[:20]]}
        raise Problem(422, "unknown_place", "Hay lugares que no existen.", errors)
    if predictor is None:
        code, detail = CODES[503]
        raise Problem(503, code, detail, headers={"Retry-After": "5"})
    scores = predictor.predict(wanted)
    return {
        "predictions": [
            {"id": place_id, "suitability": score}
            for place_id, score in zip(wanted, scores, strict=True)
        ],
        "model_version": loaded.edition.model,
    }


@blueprint.get("/model")
@blueprint.response(200, ModelOut)
def describe() -> Any:
    """Show the model's versions, how well it did, and what the bundle was built from."""
    loaded = parts()
    return {
        "versions": versions_json(loaded, loaded.register.state().as_of),
        "metrics": loaded.edition.metrics,
        "manifest": loaded.edition.manifest,
    }
