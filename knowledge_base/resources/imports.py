"""Judge the rows of a list: which become resources, which repeat others, which are rejected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge_base.resources.expiry import PAST, expired
from knowledge_base.resources.formats.rows import Rejected, Row, Rows, shown
from knowledge_base.resources.lists import fields_of
from knowledge_base.resources.records import InvalidResource, Resource, resource_from
from knowledge_base.resources.titles import TitleIndex
from knowledge_base.resources.urls import url_key


@dataclass
class Report:
    """What becomes of a file: resources to take in, rows rejected, rows left out and why.

    `places` says by id where in the file each resource to take in stands.
    """

    resources: list[Resource] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


class Judge:
    """Judges rows one by one, against what is published and what came before in the file.

    `withdrawn` maps keys of links that an editor withdrew to the ids they had. `keep_similar`
    takes in near-equal titles. With `today`, what expired before that day is rejected.
    """

    def __init__(
        self,
        published: Iterable[Resource] = (),
        withdrawn: Mapping[str, str] | None = None,
        keep_similar: bool = False,
        today: date | None = None,
    ) -> None:
        published = list(published)
        self._withdrawn = withdrawn or {}
        self._keep_similar = keep_similar
        self._today = today
        self._published = {resource.id for resource in published}
        self._seen: dict[str, tuple[str, Resource]] = {}
        self._owners: dict[str, str] = {}
        self._lessons: dict[int, str] = {}
        self._titles = TitleIndex()
        for resource in published:
            self._remember(resource)

    def judge(self, read: Rows) -> Report:
        """Return what becomes of the rows of a file."""
        report = Report(rejected=list(read.rejected), notices=list(read.notices))
        for row in read.rows:
            resource, errors = _resource_of(row)
            if resource is not None:
                errors = self._clashes(row.where, resource)
            if resource is None or errors:
                report.rejected.append(Rejected(row.where, _name_of(row), errors))
            elif (repeated := self._repeats(resource)) is not None:
                report.left_out.append(f"{row.where}: {resource.id} {repeated}")
            else:
                self._seen.setdefault(resource.id, (row.where, resource))
                self._remember(resource)
                report.resources.append(resource)
                report.places[resource.id] = row.where
        report.rejected.sort(key=lambda one: _number_in(one.where))
        return report

    def _clashes(self, where: str, resource: Resource) -> dict[str, list[str]]:
        """Return what only one resource may have and another has, or what is over already."""
        if self._today and expired(resource.expires_on, self._today):
            return {"expires_on": [PAST]}
        first = self._seen.get(resource.id)
        if first is not None and first[1] != resource:
            return {"id": [f"{resource.id} ya está en la {first[0]}"]}
        owner = self._lessons.get(resource.number or 0, resource.id)
        if owner != resource.id:
            return {"number": [f"la lección {resource.number} ya es {shown(owner)}"]}
        return {}

    def _repeats(self, resource: Resource) -> str | None:
        """Return in which way a resource repeats another, or None."""
        if resource.id in self._seen:
            return f"está igual en la {self._seen[resource.id][0]}"
        owner = self._owners.get(_work(resource), resource.id)
        if owner != resource.id:
            return f"repite {'el enlace' if resource.url else 'las palabras'} de {owner}"
        withdrawn = self._withdrawn.get(_work(resource), resource.id)
        if withdrawn != resource.id and resource.id not in self._published:
            return f"tiene el enlace de {withdrawn}, que un editor retiró"
        # What is published under its own id was judged before: an editor may have wanted both.
        if self._keep_similar or not resource.url or resource.id in self._published:
            return None
        same = self._titles.same_as(resource)
        return f"repite el título de {same.id} («{shown(same.title)}»)" if same else None

    def _remember(self, resource: Resource) -> None:
        self._owners.setdefault(_work(resource), resource.id)
        if resource.number:
            self._lessons.setdefault(resource.number, resource.id)
        if resource.url:
            self._titles.add(resource)


def _work(resource: Resource) -> str:
    """Return what two resources share when they are one: the link, or else every word."""
    if resource.url:
        return url_key(resource.url)
    words = (resource.kind, resource.title, resource.text, *resource.steps)
    return "\n".join(words)


def _resource_of(row: Row) -> tuple[Resource | None, dict[str, list[str]]]:
    fields, errors = fields_of(row.fields)
    if errors:
        return None, errors
    try:
        return resource_from(fields), {}
    except InvalidResource as error:
        return None, error.errors


def _name_of(row: Row) -> str:
    name = row.fields.get("id") or row.fields.get("title") or ""
    return name if isinstance(name, str) else ""


def _number_in(where: str) -> int:
    return int(where.rpartition(" ")[2])
