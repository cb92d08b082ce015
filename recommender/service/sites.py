"""Routes about the best new sites of a region."""

# mypy: disallow-untyped-decorators=False

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint
from marshmallow import RAISE

from recommender.service.access import parts
from recommender.service.answers import SitesOut
from recommender.service.metrics import figures
from recommender.service.problems import ProblemSchema
from recommender.service.requests import SitesQuery
from recommender.service.views import region_json, region_of, site_json, versions_json

blueprint = Blueprint("sites", __name__, url_prefix="/v1", description="Where to open new hubs")


@blueprint.get("/sites")
@blueprint.arguments(SitesQuery, location="query", unknown=RAISE)
@blueprint.response(200, SitesOut)
@blueprint.alt_response(404, schema=ProblemSchema, description="No such region.")
@blueprint.alt_response(422, schema=ProblemSchema, description="The query does not fit.")
def sites(query: dict[str, Any]) -> Any:
    """List the places where new hubs would reach most, each beyond hubs and places before it."""
    loaded = parts()
    region = region_of(loaded.gazetteer, query["region"], status=404)
    hubs = loaded.hubs.index()
    limit, offset = query["limit"], query["offset"]
    found, more = loaded.sites.page(
        hubs, region.id if region else "", query["radius_km"], limit, offset
    )
    figures().count_scores(loaded.gazetteer, (site.suitability for site in found))
    return {
        "region": region_json(region),
        "radius_km": query["radius_km"],
        "sites": [site_json(site) for site in found],
        "next_offset": offset + limit if more else None,
        "versions": versions_json(loaded, hubs.state.as_of),
    }
