"""How kinds, states, fields and their values are called in front of editors."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from knowledge_base.resources.records import LISTS
from knowledge_base.resources.topics import topic_label

KINDS = {
    "course": lazy_gettext("Curso"),
    "book": lazy_gettext("Libro"),
    "video": lazy_gettext("Video"),
    "website": lazy_gettext("Sitio web"),
    "tool": lazy_gettext("Herramienta"),
    "exercise": lazy_gettext("Ejercicios"),
    "guide": lazy_gettext("Guía"),
    "section": lazy_gettext("Sección de un libro"),
    "lesson": lazy_gettext("Lección por el chat"),
    "answer": lazy_gettext("Respuesta corta"),
}
LEVELS = {
    "inicial": lazy_gettext("Inicial"),
    "basico": lazy_gettext("Básico"),
    "intermedio": lazy_gettext("Intermedio"),
    "avanzado": lazy_gettext("Avanzado"),
}
LANGUAGES = {
    "es": lazy_gettext("Castellano"),
    "en": lazy_gettext("Inglés"),
    "qu": lazy_gettext("Quechua"),
}
STATES = {
    "published": lazy_gettext("Publicado"),
    "draft": lazy_gettext("Borrador"),
    "review": lazy_gettext("En revisión"),
    "archived": lazy_gettext("Archivado"),
    "expiring": lazy_gettext("Vence pronto"),
}
CHIPS = {"published": "good", "review": "warn", "expiring": "warn", "archived": "bad"}
LINKS = {
    "ok": lazy_gettext("Funciona"),
    "moved": lazy_gettext("Cambió de dirección"),
    "dead": lazy_gettext("No responde"),
    "unsure": lazy_gettext("Sin confirmar"),
}
FIELDS = {
    "id": lazy_gettext("Código"),
    "title": lazy_gettext("Título"),
    "kind": lazy_gettext("Tipo"),
    "language": lazy_gettext("Idioma"),
    "topic": lazy_gettext("Tema"),
    "description": lazy_gettext("Descripción"),
    "level": lazy_gettext("Nivel"),
    "url": lazy_gettext("Enlace"),
    "author": lazy_gettext("Autor"),
    "source": lazy_gettext("De dónde se sabe"),
    "licence": lazy_gettext("Licencia"),
    "free": lazy_gettext("Es gratis"),
    "offline": lazy_gettext("Sirve sin internet"),
    "megabytes": lazy_gettext("Tamaño en MB"),
    "text": lazy_gettext("Texto"),
    "number": lazy_gettext("Número de lección"),
    "steps": lazy_gettext("Pasos"),
    "asked": lazy_gettext("¿Cómo lo pediría la gente?"),
    "tags": lazy_gettext("Palabras de búsqueda"),
    "expires_on": lazy_gettext("Vence el"),
}
ACTIONS = {
    "create": lazy_gettext("Publicado"),
    "update": lazy_gettext("Cambiado"),
    "delete": lazy_gettext("Archivado"),
    "expire": lazy_gettext("Archivado: venció"),
}
ACTORS = {
    "editor": lazy_gettext("por una persona"),
    "catalogue": lazy_gettext("por el catálogo del programa"),
    "import": lazy_gettext("por una importación"),
    "system": lazy_gettext("por el sistema"),
}
_CHOICES: dict[str, dict[str, Any]] = {"kind": KINDS, "level": LEVELS, "language": LANGUAGES}


def shown(field: str, value: Any) -> str:
    """Return one value of a field as editors read it; lists one item a line."""
    if isinstance(value, bool):
        return str(_("sí") if value else _("no"))
    if value is None or value == "" or value == [] or value == ():
        return "—"
    if field in LISTS and isinstance(value, list | tuple):
        return "\n".join(str(one) for one in value)
    if field in _CHOICES:
        return str(_CHOICES[field].get(str(value), value))
    if field == "topic":
        return topic_label(str(value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def for_templates() -> dict[str, Any]:
    """What the templates of these pages call things by."""
    return {
        "kind_names": KINDS,
        "level_names": LEVELS,
        "language_names": LANGUAGES,
        "state_names": STATES,
        "chips": CHIPS,
        "link_names": LINKS,
        "field_names": FIELDS,
        "action_names": ACTIONS,
        "actor_names": ACTORS,
        "shown": shown,
        "topic_label": topic_label,
    }
