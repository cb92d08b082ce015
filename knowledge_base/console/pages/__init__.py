"""The pages, one file a topic: each parses, calls and responds."""

from __future__ import annotations

from flask import Blueprint
from flask_limiter import Limiter

from knowledge_base.console.pages import (
    account,
    audit,
    bench,
    gaps,
    home,
    hubs,
    people,
    publish,
    resources,
    sign_in,
)
from knowledge_base.console.parts import Parts


def all_pages(parts: Parts, limiter: Limiter) -> list[Blueprint]:
    """Return the blueprints of every page."""
    return [
        sign_in.blueprint(parts, limiter),
        home.blueprint(parts),
        resources.blueprint(parts),
        bench.blueprint(parts),
        gaps.blueprint(parts),
        publish.blueprint(parts),
        account.blueprint(parts),
        people.blueprint(parts),
        audit.blueprint(parts),
        hubs.blueprint(parts),
    ]
