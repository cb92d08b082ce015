"""Where a heading of an outside list belongs among the project's own topics."""

from __future__ import annotations

from knowledge_base.resources.records import slug

# A heading that is not here keeps its own name: a wrong drawer is worse than a new one.
_OWN_TOPICS = {
    "programacion": (
        "programacion",
        "programacion-web-movil",
        "android",
        "python",
        "java",
        "javascript",
        "typescript",
        "php",
        "c",
        "ruby",
        "r",
        "go",
        "html-and-css",
        "html-css",
        "scratch",
        "git",
        "sql",
        "desarrollo-web",
    ),
    "ofimatica": ("ofimatica",),
    "matematica": ("matematicas", "estadistica"),
}
_TOPIC_OF_HEADING = {
    heading: topic for topic, headings in _OWN_TOPICS.items() for heading in headings
}


def own_topic(heading: str) -> str:
    """Return the topic of a list's heading: one of the project's where clear, else its slug."""
    # Lists number their first headings to sort them: `1 - Agnosticos`.
    own = slug(heading.split(" - ", 1)[-1] if heading[:1].isdigit() else heading)
    return _TOPIC_OF_HEADING.get(own, own)
