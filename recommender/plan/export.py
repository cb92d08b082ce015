"""Plans as files that officials open: CSV with an HXL row, and GeoJSON."""

from __future__ import annotations

import csv
import io
from typing import Any

# Column, HXL hashtag (hxlstandard.org, 1.1).
COLUMNS = (
    ("rank", "#meta+rank"),
    ("id", "#loc+code+v_inei"),
    ("name", "#loc+name"),
    ("ubigeo", "#adm3+code"),
    ("district", "#adm3+name"),
    ("province", "#adm2+name"),
    ("department", "#adm1+name"),
    ("latitude", "#geo+lat"),
    ("longitude", "#geo+lon"),
    ("urban", "#indicator+urban+bool"),
    ("newly_reached_people", "#reached"),
    ("newly_reached_youth", "#reached+youth"),
    ("suitability", "#indicator+suitability"),
    ("nearest_hub_km", "#indicator+distance+km"),
    ("cost", "#value+cost"),
    ("must_have", "#indicator+must_have+bool"),
    ("reason_sms", "#description+reason"),
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(plan: dict[str, Any]) -> str:
    """Return the plan's sites as CSV: a header, a row of HXL hashtags, one row a site."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(name for name, _ in COLUMNS)
    # Hashtags begin with #, which no spreadsheet takes for a formula.
    writer.writerow(tag for _, tag in COLUMNS)
    for site in plan["sites"]:
        writer.writerow(_cell(site[name]) for name, _ in COLUMNS)
    return text.getvalue()


def to_geojson(plan: dict[str, Any]) -> dict[str, Any]:
    """Return the plan's sites as a GeoJSON FeatureCollection (RFC 7946)."""
    summary = {key: value for key, value in plan.items() if key not in ("sites", "id")}
    features = [
        {
            "type": "Feature",
            "id": site["id"],
            "geometry": {
                "type": "Point",
                "coordinates": [site["longitude"], site["latitude"]],
            },
            "properties": {
                key: value for key, value in site.items() if key not in ("latitude", "longitude")
            },
        }
        for site in plan["sites"]
    ]
    return {"type": "FeatureCollection", "id": plan["id"], "plan": summary, "features": features}


def _cell(value: Any) -> Any:
    """Return a cell that no spreadsheet runs: text that could be a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.lstrip(" \n").startswith(_FORMULA_STARTS):
        return "'" + value
    return value
