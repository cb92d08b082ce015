"""All resources: searched, filtered, sorted, and taken along as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from knowledge_base.console.access import needs
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.pages.resources.form import whole
from knowledge_base.console.pages.resources.stores import Stores
from knowledge_base.editing.exporting import export_list
from knowledge_base.editing.listed import SORTS, STATES, Filters
from knowledge_base.editing.listing import list_resources
from knowledge_base.resources.expiry import expiry_error, today_in_peru

A_PAGE = 50
_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "yaml": "application/yaml",
    "md": "text/markdown",
}
_TEXTS = ("kind", "topic", "language", "level", "source", "link", "edited_by")
_LONGEST = 200
_FURTHEST = 1_000_000


def add_routes(routes: Blueprint, stores: Stores) -> None:
    """Add the list and its export."""

    @routes.get("/")
    @needs(Role.VIEWER)
    def index() -> ResponseReturnValue:
        filters = filters_of(request.args)
        sort = request.args.get("sort", "")
        sort = sort if sort.removeprefix("-") in SORTS else "title"
        offset = min(whole(request.args.get("offset")), _FURTHEST)
        listing = list_resources(
            stores.engine,
            filters,
            sort=sort.removeprefix("-"),
            descending=sort.startswith("-"),
            limit=A_PAGE,
            offset=offset,
        )
        return render_template(
            "console/resources/index.html",
            listing=listing,
            filters=filters,
            narrowed=filters != Filters(),
            sort=sort,
            limit=A_PAGE,
            offset=offset,
            forms=_TYPES,
        )

    @routes.get("/export.<form>")
    @needs(Role.VIEWER)
    def export(form: str) -> ResponseReturnValue:
        if form not in _TYPES:
            abort(404)
        text = export_list(stores.engine, filters_of(request.args), form)
        name = f"recursos-{today_in_peru().isoformat()}.{form}"
        return download(text, name, _TYPES[form])


def filters_of(args: Mapping[str, str]) -> Filters:
    """Return the filters that an address asks for; what is none of them does not narrow."""
    values: dict[str, Any] = {name: _text(args, name) or None for name in _TEXTS}
    values |= {name: _yes_or_no(args, name) for name in ("offline", "free")}
    state, before = _text(args, "state"), _text(args, "expires_before")
    values["state"] = state if state in STATES else None
    values["expires_before"] = before if before and expiry_error(before) is None else None
    return Filters(text=_text(args, "q"), **values)


def download(text: str, name: str, kind: str) -> Response:
    """Return a text as a file that the browser keeps."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, content_type=f"{kind}; charset=utf-8", headers=headers)


def same_list(endpoint: str, **values: Any) -> str:
    """Return an address with the query of this page: the same filters, sort and place."""
    query = urlencode(list(request.args.items(multi=True)))
    return url_for(endpoint, **values) + (f"?{query}" if query else "")


def _text(args: Mapping[str, str], name: str) -> str:
    return args.get(name, "").strip()[:_LONGEST]


def _yes_or_no(args: Mapping[str, str], name: str) -> bool | None:
    return {"yes": True, "no": False}.get(args.get(name, ""))
