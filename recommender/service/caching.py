"""JSON answers that a browser may keep, asks about by their tag, and gets packed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

from flask import Response, request

# Less would not be worth the packing.
WORTH_PACKING_BYTES = 1_000


def kept_json(
    tag: str, body: Callable[[], Any], max_age_s: int, media_type: str = "application/json"
) -> Response:
    """Return 304 where the browser has this tag already, else the body, made only then.

    The body may be bytes of JSON. `max_age_s` is how long it may be shown without asking again.
    """
    if request.if_none_match.contains_weak(tag):
        response = Response(status=304)
    else:
        made = body()
        if not isinstance(made, bytes):
            made = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        response = Response(made, content_type=media_type)
        _pack(response)
    # Weak: packed or not, it says the same.
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = f"public, max-age={max_age_s}" if max_age_s else "no-cache"
    response.vary.add("Accept-Encoding")
    return response


def _pack(response: Response) -> None:
    body = response.get_data()
    if len(body) >= WORTH_PACKING_BYTES and request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(body, compresslevel=5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
