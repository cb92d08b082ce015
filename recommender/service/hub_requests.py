"""Requests about hubs as they must come; what does not fit is said in Spanish, for editors."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from recommender.hubs.listing import SORTS
from recommender.records import HUB_STATUSES
from recommender.service.requests import PointQuery, Strict

HUB_ID = r"[a-z0-9][a-z0-9-]{1,62}"
HUB_ID_RULE = "Usa de 2 a 63 letras minúsculas sin tilde, cifras y guiones."
SLUG = r"^[a-z][a-z0-9_]{1,39}\Z"
SLUG_RULE = "Usa letras minúsculas sin tilde, cifras y «_», por ejemplo «biblioteca»."
# No control character, no half of a surrogate pair, no space at either end.
TEXT = r"^(?!\s)[^\x00-\x1f\x7f\ud800-\udfff]*(?<!\s)\Z"
TEXT_RULE = "Escribe una sola línea, sin espacios al comienzo ni al final."
CODE_RULE = "Usa el código: 2 cifras para un departamento, 4 para una provincia."
DAY_RULE = "No es una fecha (AAAA-MM-DD)."

Said = dict[str, str | list[Any] | dict[Any, Any]]
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?51[\s.()-]*)?9(?:[\s.()-]*\d){8}(?!\d)")
_PERSONAL_MAIL = re.compile(
    r"@\s*(?:gmail|googlemail|hotmail|outlook|live|yahoo|ymail|icloud|msn|aol|proton|protonmail"
    r"|gmx)\.",
    re.IGNORECASE,
)
REQUIRED: Said = {"required": "Falta.", "null": "Falta."}
NUMBER: Said = {
    "invalid": "No es un número.",
    "special": "No es un número.",
    "too_large": "No cabe.",
}
NO_TEXT: Said = {"invalid": "No es un texto.", "null": "No puede ser nulo: déjalo vacío."}


def _text(most: int, least: int = 0) -> validate.And:
    length = f"Escribe de {least} a {most} caracteres." if least else f"Caben {most} caracteres."
    return validate.And(
        validate.Length(least, most, error=length), validate.Regexp(TEXT, error=TEXT_RULE)
    )


def institution_contact(text: str) -> None:
    """Refuse what reaches a person rather than an institution; raise ValidationError."""
    plain = unicodedata.normalize("NFKC", text)
    if _MOBILE.search(plain):
        raise ValidationError(
            "Parece un celular, que es de una persona: pon el teléfono fijo de la institución."
        )
    if _PERSONAL_MAIL.search(plain):
        raise ValidationError(
            "Parece un correo personal: pon el correo de la propia institución, o nada."
        )


class InSpanish(Strict):
    error_messages = {"unknown": "No se conoce este campo.", "type": "No es un objeto."}


class HubEventBody(InSpanish):
    date = fields.Date(
        required=True, error_messages={**REQUIRED, "invalid": DAY_RULE, "format": DAY_RULE}
    )
    title = fields.String(
        required=True, validate=_text(120, 1), error_messages={**NO_TEXT, **REQUIRED}
    )
    time = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Regexp(
            r"^([01]\d|2[0-3]):[0-5]\d\Z", error="No es una hora de 00:00 a 23:59."
        ),
        error_messages=NO_TEXT,
    )


class HubBody(InSpanish):
    name = fields.String(
        required=True, validate=_text(200, 1), error_messages={**NO_TEXT, **REQUIRED}
    )
    kind = fields.String(
        required=True,
        validate=validate.Regexp(SLUG, error=SLUG_RULE),
        error_messages={**NO_TEXT, **REQUIRED},
    )
    latitude = fields.Float(required=True, allow_nan=False, error_messages={**NUMBER, **REQUIRED})
    longitude = fields.Float(required=True, allow_nan=False, error_messages={**NUMBER, **REQUIRED})
    status = fields.String(
        load_default="open",
        validate=validate.OneOf(HUB_STATUSES, error="Es open, closed o moved."),
        error_messages=NO_TEXT,
    )
    hours = fields.String(load_default="", validate=_text(200), error_messages=NO_TEXT)
    contact = fields.String(
        load_default="",
        validate=[_text(200), institution_contact],
        error_messages=NO_TEXT,
        metadata={"description": "Of the institution, not of a person."},
    )
    events = fields.List(
        fields.Nested(HubEventBody),
        load_default=list,
        validate=validate.Length(max=30, error="Caben 30 eventos."),
        error_messages={"invalid": "No es una lista.", "null": "No es una lista."},
    )
    services = fields.List(
        fields.String(validate=validate.Regexp(SLUG, error=SLUG_RULE)),
        load_default=list,
        validate=validate.Length(max=20, error="Caben 20 servicios."),
        error_messages={"invalid": "No es una lista.", "null": "No es una lista."},
    )
    services_confirmed = fields.Boolean(
        load_default=False, error_messages={"invalid": "No es ni sí ni no."}
    )
    verified_on = fields.Date(
        load_default=None,
        allow_none=True,
        error_messages={"invalid": DAY_RULE, "format": DAY_RULE},
    )
    source = fields.String(load_default="editor", validate=_text(300, 1), error_messages=NO_TEXT)
    licence = fields.String(
        load_default="not stated", validate=_text(100, 1), error_messages=NO_TEXT
    )

    @validates_schema
    def _honest(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("services") and not data.get("services_confirmed"):
            raise ValidationError("Nombra solo servicios confirmados.", "services")
        verified = data.get("verified_on")
        if verified is not None and verified > datetime.now(UTC).date():
            raise ValidationError("La fecha está en el futuro.", "verified_on")


class HubsQuery(Strict):
    q = fields.String(load_default="", validate=validate.Length(max=200))
    kind = fields.String(load_default="", validate=validate.Length(max=40))
    status = fields.String(load_default="", validate=validate.OneOf(("", *HUB_STATUSES)))
    department = fields.String(
        load_default="", validate=validate.Regexp(r"^([0-9]{2})?\Z", error=CODE_RULE)
    )
    province = fields.String(
        load_default="", validate=validate.Regexp(r"^([0-9]{4})?\Z", error=CODE_RULE)
    )
    verified_before = fields.Date(
        load_default=None, error_messages={"invalid": DAY_RULE, "format": DAY_RULE}
    )
    near = fields.String(load_default="", validate=validate.OneOf(("", "duplicates")))
    sort = fields.String(load_default="name", validate=validate.OneOf(SORTS))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 100))
    offset = fields.Integer(load_default=0, validate=validate.Range(0, 100_000))


class NearDuplicatesQuery(PointQuery):
    id = fields.String(load_default="", validate=validate.Length(max=64))


class ImportQuery(Strict):
    dry_run = fields.Boolean(load_default=False)


class ExportQuery(Strict):
    format = fields.String(load_default="csv", validate=validate.OneOf(("csv", "geojson")))
