"""What stands beside the form: what somebody else saved meanwhile, and what the source says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _

from knowledge_base.console.clients.hub_records import Hub
from knowledge_base.console.pages.hubs.comparing import Row, differences, source_says
from knowledge_base.console.pages.hubs.form import HubForm, draft_body


@dataclass(frozen=True)
class Panel:
    """A comparison; its choices are sent as `prefix-key`: `own` or `other`."""

    prefix: str
    title: str
    hint: str
    one: str
    other: str
    rows: tuple[Row, ...]


def their_panel(form: HubForm, now: Hub, chosen: Mapping[str, str]) -> Panel | None:
    """Return what somebody else saved beside what the form holds; None where all is alike."""
    rows = differences(draft_body(form), now.body(), form.begun_with())
    return _panel(
        "theirs",
        _("Otra persona cambió este hub mientras lo editabas"),
        _(
            "Elige en cada dato cuál queda y guarda otra vez: vale más que lo escrito abajo. "
            "Nada se ha perdido."
        ),
        (_("Lo tuyo"), _("Lo que guardó la otra persona")),
        rows,
        chosen,
    )


def source_panel(form: HubForm, hub: Hub, chosen: Mapping[str, str]) -> Panel | None:
    """Return what the newer source says otherwise; None where it says nothing."""
    if hub.newer is None:
        return None
    named = (
        _("La fuente trae datos nuevos de este hub")
        if hub.newer.listed
        else _("La fuente ya no nombra este hub")
    )
    hint = _("Al guardar queda lo que elijas, aunque abajo diga otra cosa, y este aviso se cierra.")
    says = source_says(hub)
    body = draft_body(form)
    told = {name for name in says if says[name] != hub.body().get(name)}
    # Only what the source says otherwise; what the editor is changing just now is not its matter.
    rows = differences(body, {**body, **{name: says[name] for name in told}})
    panel = _panel("source", named, hint, (_("Lo nuestro"), _("La fuente")), rows, chosen)
    if panel is None and not hub.newer.listed:
        return Panel("source", named, hint, "", "", ())
    return panel


def _panel(
    prefix: str,
    title: str,
    hint: str,
    names: tuple[str, str],
    rows: list[Row],
    chosen: Mapping[str, str],
) -> Panel | None:
    marked = tuple(_marked(row, chosen.get(f"{prefix}-{row.key}")) for row in rows)
    return Panel(prefix, title, hint, *names, marked) if marked else None


def _marked(row: Row, choice: Any) -> Row:
    return row if choice is None else replace(row, takes_other=choice == "other")
