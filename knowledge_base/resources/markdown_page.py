"""Write the resources as a list to read: by topic, with link, author and description."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from knowledge_base.resources.records import Resource
from knowledge_base.resources.topics import topic_label

_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")


def to_markdown(resources: Iterable[Resource]) -> str:
    """Return the list. It lacks ids, tags, levels, sizes, licences and words: it is to be read."""
    ordered = sorted(resources, key=lambda one: (one.topic, one.title.casefold(), one.id))
    lines = ["# Recursos para aprender", ""]
    for topic, group in groupby(ordered, key=lambda one: one.topic):
        lines += [f"### {_plain(topic_label(topic))}", "", *map(_item, group), ""]
    return "\n".join(lines)


def _item(resource: Resource) -> str:
    title = _plain(resource.title)
    link = f"[{title}]({_address(resource.url)})" if resource.url else title
    author = f" - {_plain(resource.author)}" if resource.author else ""
    return f"* {link}{author}: {_plain(resource.description)}"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _address(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29")
