"""Headers by which a browser keeps harm away from every page of the pod."""

from __future__ import annotations

from flask import Flask
from flask_talisman import Talisman

# htmx and Leaflet style elements by script, which this allows; tiles are OpenStreetMap's.
CONTENT_SECURITY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": ["'self'", "data:", "https://tile.openstreetmap.org"],
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
# Swagger UI writes style elements.
CONTENT_SECURITY_OF_DOCS = CONTENT_SECURITY | {"style-src": ["'self'", "'unsafe-inline'"]}


def add_headers(app: Flask, development: bool) -> Talisman:
    """Add them to every answer. Other pods call by plain HTTP, so none is sent to HTTPS."""
    return Talisman(
        app,
        force_https=False,
        session_cookie_secure=not development,
        content_security_policy=CONTENT_SECURITY,
        frame_options="DENY",
        referrer_policy="same-origin",
        permissions_policy={"geolocation": "()", "camera": "()", "microphone": "()"},
    )
