"""What goes against a change by an editor; every one says in Spanish what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge_base.editing.draft import Draft
    from knowledge_base.resources.records import Resource


class EditingError(Exception):
    """A change that was not made; its message is for editors."""


class NoSuchDraft(EditingError):
    """There is no open draft of that id: it was published or discarded meanwhile."""

    def __init__(self, resource_id: str) -> None:
        super().__init__(f"No hay un borrador de {resource_id[:80]}: ya se publicó o se descartó.")


class NoSuchResource(EditingError):
    """There is no resource of that id, or it is not published."""

    def __init__(self, resource_id: str) -> None:
        super().__init__(f"No hay un recurso publicado con el id {resource_id[:80]}.")


class NoSuchRevision(EditingError):
    """The resource has no revision of that number."""

    def __init__(self, resource_id: str, number: int) -> None:
        super().__init__(f"El recurso {resource_id[:80]} no tiene la revisión {number}.")


class WrongState(EditingError):
    """A draft is not in the state that a step needs."""


class DraftExists(EditingError):
    """The resource has an open draft already: `current`."""

    def __init__(self, current: Draft) -> None:
        super().__init__(
            f"{current.resource_id} ya tiene un borrador abierto, de {current.author}: "
            "sigue en él, o descártalo primero."
        )
        self.current = current


class DraftChanged(EditingError):
    """Somebody saved the draft since it was read; `current` is what they saved."""

    def __init__(self, current: Draft) -> None:
        super().__init__(
            f"{current.updated_by} cambió este borrador mientras lo tenías abierto: "
            "compara los dos textos y guarda el que vale."
        )
        self.current = current


class PublishedChanged(EditingError):
    """What is published moved on since the draft was begun from `base`.

    `current` is None where it was withdrawn, `base` where there was nothing; `revision` is the
    number of the newest change, which `DraftStore.rebase` takes.
    """

    def __init__(self, current: Resource | None, base: Resource | None, revision: int) -> None:
        happened = "cambió" if current else "se archivó"
        super().__init__(
            f"Lo publicado {happened} desde que se empezó este borrador: compara los dos textos."
        )
        self.current = current
        self.base = base
        self.revision = revision
