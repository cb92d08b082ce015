"""The form of a hub, and the way between it and what the recommender keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from knowledge_base.console.pages.hubs.position import NoPosition, read_position
from knowledge_base.console.pages.hubs.words import (
    NO_LICENCE,
    SERVICES,
    STATUSES,
    kind_code,
    kind_word,
    service_codes,
    service_words,
)

EMPTY_EVENTS = 3
MOST_EVENTS = 60
_MISSING = lazy_gettext("Falta.")


class EventForm(Form):
    """One dated event; a row that is left empty counts for nothing."""

    date = StringField(lazy_gettext("Fecha"))
    time = StringField(lazy_gettext("Hora"))
    title = StringField(lazy_gettext("Qué hay"))


class HubForm(FlaskForm):
    """Every field as text, so that what does not fit can be shown again as it was typed."""

    id = StringField(lazy_gettext("Código"))
    name = StringField(lazy_gettext("Nombre"), [InputRequired(_MISSING)])
    kind = StringField(lazy_gettext("Tipo"), [InputRequired(_MISSING)])
    latitude = StringField(lazy_gettext("Latitud"))
    longitude = StringField(lazy_gettext("Longitud"))
    status = RadioField(
        lazy_gettext("Estado"),
        choices=[SelectChoice(*one) for one in STATUSES.items()],
        default="open",
        validate_choice=False,
    )
    hours = StringField(lazy_gettext("Horario"))
    contact = StringField(lazy_gettext("Contacto de la institución"))
    services = SelectMultipleField(
        lazy_gettext("Servicios"),
        choices=[SelectChoice(*one) for one in SERVICES.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    other_services = StringField(lazy_gettext("Otros servicios"))
    services_confirmed = BooleanField(lazy_gettext("Confirmado: la institución lo dijo o lo vimos"))
    events = FieldList(FormField(EventForm), max_entries=MOST_EVENTS)
    source = StringField(lazy_gettext("Fuente"), [InputRequired(_MISSING)])
    licence = StringField(lazy_gettext("Licencia"))
    verified_on = StringField(lazy_gettext("Verificado el"))
    # The version that was opened, empty for a new hub, and what it held.
    version = HiddenField()
    begun = HiddenField()

    def begun_with(self) -> dict[str, Any]:
        """Return what the hub held when it was opened; nothing where that cannot be told."""
        try:
            found = json.loads(self.begun.data or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def more_rows(self) -> None:
        """Offer empty rows for events below those that are filled in."""
        filled = [entry for entry in self.events.entries if _is_filled(entry.form)]
        empty = len(self.events.entries) - len(filled)
        for _row in range(empty, EMPTY_EVENTS):
            if len(self.events.entries) < MOST_EVENTS:
                self.events.append_entry()


def fill(form: HubForm, body: Mapping[str, Any]) -> None:
    """Write what a hub holds into the form; fields that `body` does not name stay."""
    plain = ("name", "status", "hours", "contact", "source")
    for name in plain:
        if name in body:
            form[name].data = body[name]
    for name in ("latitude", "longitude"):
        if name in body:
            form[name].data = repr(body[name])
    if "kind" in body:
        form.kind.data = kind_word(body["kind"])
    if "licence" in body:
        form.licence.data = "" if body["licence"] == NO_LICENCE else body["licence"]
    if "verified_on" in body:
        form.verified_on.data = body["verified_on"] or ""
    if "services" in body:
        known = [code for code in body["services"] if code in SERVICES]
        form.services.data = known
        form.other_services.data = service_words(
            code for code in body["services"] if code not in SERVICES
        )
        form.services_confirmed.data = bool(body.get("services_confirmed"))
    if "events" in body:
        while form.events.entries:
            form.events.pop_entry()
        for event in body["events"][:MOST_EVENTS]:
            form.events.append_entry({**event, "time": event.get("time") or ""})


def body_of(form: HubForm) -> dict[str, Any]:
    """Return what the recommender takes; raises NoPosition."""
    at = read_position(form.latitude.data or "", form.longitude.data or "")
    return _body(form, *at)


def draft_body(form: HubForm) -> dict[str, Any]:
    """Return what the form holds so far, a position that is none as it was typed."""
    try:
        return body_of(form)
    except NoPosition:
        return _body(form, _text(form.latitude), _text(form.longitude))


def _body(form: HubForm, latitude: float | str, longitude: float | str) -> dict[str, Any]:
    chosen = [code for code in form.services.data or () if code in SERVICES]
    services = list(dict.fromkeys([*chosen, *service_codes(form.other_services.data or "")]))
    events = [
        {
            "date": _text(row.date) or None,
            "time": _text(row.time) or None,
            "title": _text(row.title),
        }
        for row in filled_rows(form)
    ]
    return {
        "name": _text(form.name),
        "kind": kind_code(_text(form.kind)),
        "latitude": latitude,
        "longitude": longitude,
        "status": form.status.data or "open",
        "hours": _text(form.hours),
        "contact": _text(form.contact),
        "events": events,
        "services": services,
        "services_confirmed": bool(form.services_confirmed.data),
        "verified_on": _text(form.verified_on) or None,
        "source": _text(form.source),
        "licence": _text(form.licence) or NO_LICENCE,
    }


def filled_rows(form: HubForm) -> list[Any]:
    """Return the rows of events that are not empty, in the order of time."""
    rows = [entry.form for entry in form.events.entries if _is_filled(entry.form)]
    return sorted(rows, key=lambda row: (_text(row.date), _text(row.time)))


def is_complete(form: HubForm) -> bool:
    """Tell whether the form holds what can be sent; the fields say what is wrong."""
    fits = bool(form.validate_on_submit())
    try:
        read_position(form.latitude.data or "", form.longitude.data or "")
    except NoPosition as error:
        add_error(form[error.field], str(error))
        return False
    has_services = bool(form.services.data or (form.other_services.data or "").strip())
    if has_services and not form.services_confirmed.data:
        why = _("Marca «Confirmado» o quita los servicios: solo se guarda lo confirmado.")
        add_error(form.services_confirmed, why)
        return False
    return fits


def place_errors(form: HubForm, errors: Mapping[str, list[str]], detail: str) -> None:
    """Put the recommender's reasons beside their fields."""
    rows = filled_rows(form)
    for path, reasons in (errors or {"latitude": [detail]}).items():
        name, *rest = path.split(".")
        if name == "events" and rest and rest[0].isdigit() and int(rest[0]) < len(rows):
            row = rows[int(rest[0])]
            field = row[rest[1]] if len(rest) > 1 and rest[1] in row else row.title
        elif name == "services":
            field = form.other_services
        elif name == "events":
            field = form.events
        else:
            field = form[name] if name in form else form.name
        for reason in reasons:
            add_error(field, reason)


def add_error(field: Any, reason: str) -> None:
    """Add a reason to a field that was validated."""
    field.errors = [*field.errors, reason]


def _text(field: Any) -> str:
    # A line that was pasted may hold breaks and tabs, which no hub has.
    return " ".join((field.data or "").split())


def _is_filled(row: Any) -> bool:
    return any(_text(field) for field in row)
