"""The routes that the services answer, read off their sources without starting them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.k8s.rendering import ROOT

METHODS = {"get", "post", "put", "patch", "delete", "route"}
FLASK = {
    "recommender": ("recommender/service", "recommender/web"),
    "knowledge-base": ("knowledge_base/service",),
}


def routes_of(pod: str) -> set[str]:
    """The templates of a pod's routes, such as `/v1/hubs/<string:hub_id>`."""
    if pod == "actions":
        return set(_added_routes(_tree(ROOT / "actions" / "app.py")))
    if pod == "bot":
        return set(_channel_routes(_tree(ROOT / "bot" / "channel" / "twilio.py")))
    return {
        route
        for folder in FLASK[pod]
        for file in (ROOT / folder).glob("*.py")
        for route in _decorated(_tree(file))
    }


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def _text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _decorated(tree: ast.Module, prefix: str | None = None) -> Iterator[str]:
    """What stands in decorators such as `@blueprint.get("/hubs")`, after the blueprint's prefix."""
    prefix = _prefix(tree) if prefix is None else prefix
    for function in ast.walk(tree):
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        for decorator in function.decorator_list:
            if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Attribute):
                continue
            if decorator.func.attr in METHODS and decorator.args:
                path = _text(decorator.args[0])
                on_app = getattr(decorator.func.value, "id", "") == "app"
                if path is not None:
                    yield path if on_app else prefix + path


def _prefix(tree: ast.Module) -> str:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Blueprint":
            for keyword in call.keywords:
                if keyword.arg == "url_prefix":
                    return _text(keyword.value) or ""
    return ""


def _added_routes(tree: ast.Module) -> Iterator[str]:
    """Sanic's `app.add_route(handler, "/path")`, beside rasa-sdk's own webhook."""
    yield "/webhook"
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "add_route":
            path = _text(call.args[1])
            if path is not None:
                yield path


def _channel_routes(tree: ast.Module) -> Iterator[str]:
    """Rasa puts a channel's routes below /webhooks/ and its name."""
    names = [
        _text(statement.value)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name == "name"
        for statement in function.body
        if isinstance(statement, ast.Return)
    ]
    return _decorated(tree, f"/webhooks/{names[0]}")
