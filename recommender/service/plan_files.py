"""Plans as files to download, and as a report to print."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, render_template

from recommender.plan.export import to_csv, to_geojson
from recommender.plan.report import report_of
from recommender.service.access import parts

# What `format` gives beside JSON, for the OpenAPI document.
FILES: dict[str, Any] = {
    "text/csv": {"schema": {"type": "string"}},
    "application/geo+json": {"schema": {"type": "object"}},
    "text/html": {"schema": {"type": "string"}},
}
# The report needs nothing from anywhere, and its address is a secret that no link may carry on.
SEALED = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
}


def file_of(plan: dict[str, Any], file_format: str, language: str) -> Response:
    """Return a plan that is done as csv, geojson or html."""
    if file_format == "csv":
        return _download(to_csv(plan), "text/csv; charset=utf-8", f"plan-{plan['code']}.csv")
    if file_format == "geojson":
        text = json.dumps(to_geojson(plan), ensure_ascii=False)
        return _download(text, "application/geo+json", f"plan-{plan['code']}.geojson")
    report = report_of(plan, parts().gazetteer, language)
    return Response(
        render_template("plan.html", **report), 200, SEALED, content_type="text/html; charset=utf-8"
    )


def _download(text: str, content_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, 200, headers, content_type=content_type)
