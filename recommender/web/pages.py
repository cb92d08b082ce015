"""The pages and their files: read from disk, packed once, and sent with a strict policy."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, request

STATIC = Path(__file__).resolve().parent / "static"
TILES = "https://tile.openstreetmap.org"
POLICY = "; ".join(
    (
        "default-src 'self'",
        f"img-src 'self' data: {TILES}",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
PACKED = ("text/", "application/json", "image/svg+xml")
# Long enough for a visit, short enough for tomorrow's edition.
AGE_S = 600

blueprint = Blueprint("web", __name__)


@dataclass(frozen=True)
class File:
    """A file as it is sent: its bytes, the same packed, its type and its tag."""

    content: bytes
    packed: bytes
    media_type: str
    tag: str


@blueprint.get("/")
def map_page() -> Response:
    """Show the map."""
    return _page("index.html")


@blueprint.get("/educadores")
def educators_page() -> Response:
    """Show what people want to learn."""
    return _page("educadores.html")


@blueprint.get("/web/<path:name>")
def static_file(name: str) -> Response:
    """Send a file of the pages."""
    return _send(name)


def _page(name: str) -> Response:
    response = _send(name)
    response.headers["Content-Security-Policy"] = POLICY
    # Tile servers ask to be told which site their tiles are shown on.
    response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return response


def _send(name: str) -> Response:
    path = (STATIC / name).resolve()
    if not path.is_relative_to(STATIC) or not path.is_file():
        abort(404)
    found = _read(path, path.stat().st_mtime_ns)
    response = Response(found.content, content_type=found.media_type)
    response.headers["Cache-Control"] = f"public, max-age={AGE_S}"
    response.vary.add("Accept-Encoding")
    if found.packed and request.accept_encodings["gzip"]:
        response.set_data(found.packed)
        response.headers["Content-Encoding"] = "gzip"
    # Weak: packed or not, it is the same file.
    response.set_etag(found.tag, weak=True)
    response.make_conditional(request)
    return response


@lru_cache(maxsize=128)
def _read(path: Path, changed_ns: int) -> File:
    """Return a file; `changed_ns` makes an altered one another."""
    content = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "text/plain"
    text = media_type.startswith(PACKED) or media_type.endswith("javascript")
    packed = gzip.compress(content, 9, mtime=0) if text and len(content) > 400 else b""
    tag = hashlib.sha256(content).hexdigest()[:20]
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return File(content, packed, media_type, tag)
