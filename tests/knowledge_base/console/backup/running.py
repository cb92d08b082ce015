"""The commands run as an operator would, and the recommender that they ask for its register."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge_base.console.backup.commands import add_commands
from knowledge_base.settings import Settings

KEY = "una frase que nadie adivina 2026"
REGISTER = b'{"type": "FeatureCollection", "features": []}'
TOKEN = "a-token-of-the-tests"


@dataclass
class Recommender:
    url: str
    asked: list[str]
    status: int = 200


def run(settings: Settings, *arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    chosen = parser.parse_args([str(argument) for argument in arguments])
    status: int = chosen.run(chosen, settings)
    return status


def beside(settings: Settings, url: str, token: str = TOKEN) -> Settings:
    """The same with a recommender."""
    console = replace(settings.console, recommender_url=url, recommender_token=token)
    return replace(settings, console=console)
