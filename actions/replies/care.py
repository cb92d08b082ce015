"""When something is missing: a service is away, nothing to continue, a person leaves."""

from __future__ import annotations

from actions.replies import sms
from actions.speech import _, later

PLANS_KEPT = later(
    "Tus planes y avisos no los pudimos borrar ahora: escribe BORRAR otra vez en unos minutos."
)
UNAVAILABLE = {
    ("recommender", "whatsapp"): later(
        "Ahora no puedo consultar los hubs ni los lugares. Prueba en unos minutos, por favor. "
        "Mientras tanto sí puedes pedirme qué aprender: escribe *aprender Excel*."
    ),
    ("recommender", "sms"): later(
        "Ahora no puedo consultar los hubs. Prueba en unos minutos. Mientras, escribe APRENDER "
        "EXCEL"
    ),
    ("knowledge_base", "whatsapp"): later(
        "Ahora no puedo consultar los cursos y libros. Prueba en unos minutos, por favor. "
        "Mientras tanto sí puedes buscar un hub: escribe *hubs cerca de Huanta*."
    ),
    ("knowledge_base", "sms"): later(
        "Ahora no puedo consultar los cursos. Prueba en unos minutos. Mientras, escribe HUBS "
        "CERCA DE HUANTA"
    ),
}


def unavailable(service: str, channel: str) -> str:
    """A service does not answer: say what cannot be asked now, and what still works."""
    return _(UNAVAILABLE[service, "sms" if channel == "sms" else "whatsapp"])


def sorry(channel: str) -> str:
    """Something went wrong on our side."""
    if channel == "sms":
        return _("Algo fallo de nuestro lado. Prueba otra vez en unos minutos o escribe AYUDA.")
    return _(
        "Algo falló de nuestro lado, disculpa. Prueba otra vez en unos minutos o escribe AYUDA."
    )


def nothing_to_continue(channel: str) -> str:
    """MÁS without a list."""
    if channel == "sms":
        return _(
            "No hay una lista para seguir. Escribe HUBS CERCA DE (distrito), APRENDER (tema) o "
            "LECCIONES"
        )
    return _(
        "No tengo una lista para seguir. Escribe *hubs cerca de* y tu distrito, *aprender* y un "
        "tema, o *LECCIONES* para aprender por este chat."
    )


def out_of_range(last: int, channel: str) -> str:
    """The number is not in the list."""
    text = (
        _("Solo tengo el 1 en la lista. Escribe MÁS para ver otros.")
        if last == 1
        else _("Elige un número del 1 al {last} en la lista. Escribe MÁS para ver otros.").format(
            last=last
        )
    )
    return sms.plain(text) if channel == "sms" else text


def end_of_list(channel: str) -> str:
    """MÁS after the last item."""
    if channel == "sms":
        return _("Eso era todo en la lista. Escribe AYUDA para ver que mas puedo hacer.")
    return _("Eso era todo en la lista. Escribe AYUDA para ver qué más puedo hacer.")


def gone(channel: str) -> str:
    """What was listed has left the register since."""
    text = _("Ese lugar ya no está en el registro. Pide la lista otra vez, por favor.")
    return sms.plain(text) if channel == "sms" else text


def deleted(operator: str, contact: str, channel: str, plans_kept: bool = False) -> str:
    """Say what is erased, and what lies out of reach, for now or for good."""
    if channel == "sms":
        return _deleted_sms(contact, plans_kept)
    keeper = f" ({operator})" if operator else ""
    if plans_kept:
        erased = _(
            "Borramos de este servicio{keeper} tu conversación, tus lugares y tus temas. "
            "{plans_kept}"
        ).format(keeper=keeper, plans_kept=_(PLANS_KEPT))
    else:
        erased = _(
            "Listo: borramos de este servicio{keeper} tus datos: tu conversación, tus lugares, "
            "tus temas, tus planes y tus avisos sobre hubs."
        ).format(keeper=keeper)
    lines = [
        erased,
        _(
            "Lo que no podemos borrar: la copia que guarda Twilio, la empresa que lleva los "
            "mensajes, las copias de respaldo que haya, hasta que venzan, y lo que queda en tu "
            "teléfono."
        ),
        _("Lo que preguntaste sin hallar respuesta quedó anotado sin nada que lleve a ti."),
        _("Si vuelves a escribir, empezamos de cero."),
    ]
    return "\n".join([*lines, *([_doubts(contact)] if contact else [])])


def _deleted_sms(contact: str, plans_kept: bool) -> str:
    if plans_kept:
        return sms.fit(
            [
                _(
                    "Borramos tu conversacion. Planes y avisos ahora no: escribe BORRAR otra vez "
                    "en unos minutos. No podemos borrar la copia de Twilio ni los respaldos."
                )
            ]
        )
    full = _(
        "Listo: borramos tu conversacion y tus datos. No podemos borrar la copia de Twilio, "
        "que lleva los mensajes, ni las de respaldo hasta que venzan."
    )
    return sms.fit([f"{full} {_doubts(contact)}" if contact else full])


def _doubts(contact: str) -> str:
    return _("Dudas: {contact}").format(contact=contact)
