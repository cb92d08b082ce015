"""What the index knows of a thing: the words of its fields and the text that stands for it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge_base.resources.records import Resource


@dataclass(frozen=True)
class Document:
    """A text to find. `title` and `keywords` say what it is about, `text` says more.

    `phrases` are short sentences each of which by itself says what the document is for.
    """

    id: str
    title: str
    text: str
    keywords: str = ""
    phrases: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All of it, the title first."""
        return " ".join(part for part in (self.title, self.keywords, self.text) if part)


def document_of(resource: Resource) -> Document:
    """Return what is searched of a resource."""
    topic = resource.topic.replace("-", " ")
    # The steps of a lesson hold words of every kind; what it is about stands before them.
    text = resource.text if resource.kind == "section" else ""
    parts = (resource.description, resource.author or "", topic, *resource.asked, text)
    return Document(
        id=resource.id,
        title=resource.title,
        text=" ".join(part for part in parts if part),
        keywords=", ".join(resource.tags),
        phrases=(resource.title, resource.description, *resource.asked),
    )
