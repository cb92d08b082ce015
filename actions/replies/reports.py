"""What is said to who tells how a hub was."""

from __future__ import annotations

from actions.replies import sms
from actions.speech import _, later

UNNAMED = later("ese lugar")
NOT_WORKED = {
    "closed": later(
        "Gracias por avisar, y siento que no te sirviera. Anoté que {where} estaba cerrado, sin "
        "tu nombre ni tu número. Cuando tres personas avisan lo mismo en un mes, se pide revisar "
        "ese lugar.\nPara ver otros escribe *hubs cerca de* y tu distrito."
    ),
    "no_internet": later(
        "Gracias por avisar, y siento que no te sirviera. Anoté que {where} no tenía internet, "
        "sin tu nombre ni tu número. Cuando tres personas avisan lo mismo en un mes, se pide "
        "revisar ese lugar.\nPara ver otros escribe *hubs cerca de* y tu distrito."
    ),
}
# By SMS: what is said, and what is said besides where there is room.
WORKED_SMS = later("Gracias por contarme! Anote, sin tu nombre ni numero, que {name} te sirvio.")
NOT_WORKED_SMS = {
    "closed": later("Gracias por avisar. Anote, sin tu nombre, que {name} estaba cerrado."),
    "no_internet": later("Gracias por avisar. Anote, sin tu nombre, que {name} no tenia internet."),
}


def thanks(outcome: str, name: str, channel: str) -> str:
    """Thank for a report that was kept, and say what becomes of it."""
    if channel == "sms":
        return _thanks_sms(outcome, sms.shorten(name or _(UNNAMED), 40))
    where = _bold(name)
    if outcome == "worked":
        return _(
            "¡Qué bueno, gracias por contarme! Anoté que {where} te sirvió, sin tu nombre ni tu "
            "número. Ayuda a saber qué lugares funcionan."
        ).format(where=where)
    trouble = NOT_WORKED[_trouble(outcome)]
    return _(trouble).format(where=where)


def not_yet(channel: str) -> str:
    """Who has not gone is asked no more."""
    if channel == "sms":
        return _(
            "Esta bien, gracias por responder. No te pregunto mas por ese lugar. Para ver otros "
            "escribe HUBS CERCA DE y tu distrito."
        )
    return _(
        "Está bien, gracias por responder. No te pregunto más por ese lugar.\n"
        "Para ver otros escribe *hubs cerca de* y tu distrito."
    )


def which(name: str, channel: str) -> str:
    """It did not serve, and it is open why."""
    if channel == "sms":
        text = _(
            "Gracias por responder. Que paso en {name}? Responde 2 cerrado, 3 sin internet, o NO "
            "FUI"
        )
        return sms.fit([text.format(name=sms.shorten(name or _(UNNAMED), 40))])
    return _(
        "Gracias por responder. ¿Qué pasó en {where}? Responde *2* si estaba cerrado, *3* "
        "si no había internet, o *no fui*."
    ).format(where=_bold(name))


def gone(name: str, channel: str) -> str:
    """The hub has left the register since."""
    if channel == "sms":
        return sms.plain(_("Gracias por contarme. Ese lugar ya no está en el registro de hubs."))
    text = _("Gracias por contarme. Ya quitamos {where} del registro de hubs.")
    return text.format(where=_bold(name))


def not_kept(channel: str) -> str:
    """The report could not be kept; it is not asked for again."""
    if channel == "sms":
        return _(
            "Gracias por contarme. Ahora no lo pude anotar, disculpa. No te pregunto otra vez."
        )
    return _(
        "Gracias por contarme. Ahora no lo pude anotar, disculpa; no te lo voy a preguntar otra "
        "vez. Si quieres buscar otro lugar, escribe *hubs cerca de* y tu distrito."
    )


def _thanks_sms(outcome: str, name: str) -> str:
    if outcome == "worked":
        said = _(WORKED_SMS).format(name=name)
        then = _("Ayuda a saber que lugares funcionan.")
        return sms.fit([f"{said} {then}", said])
    trouble = NOT_WORKED_SMS[_trouble(outcome)]
    said = _(trouble).format(name=name)
    then = _("Si tres personas avisan lo mismo en un mes se pide revisarlo.")
    return sms.fit([f"{said} {then}", said])


def _trouble(outcome: str) -> str:
    return "closed" if outcome == "closed" else "no_internet"


def _bold(name: str) -> str:
    return f"*{name}*" if name else _(UNNAMED)
