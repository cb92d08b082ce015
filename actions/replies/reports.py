"""What is said to who tells how a hub was."""

from __future__ import annotations

from actions.replies import sms

UNNAMED = "ese lugar"


def thanks(outcome: str, name: str, channel: str) -> str:
    """Thank for a report that was kept, and say what becomes of it."""
    if channel == "sms":
        return _thanks_sms(outcome, sms.shorten(name or UNNAMED, 40))
    where = _bold(name)
    if outcome == "worked":
        return (
            f"¡Qué bueno, gracias por contarme! Anoté que {where} te sirvió, sin tu nombre ni tu "
            "número. Ayuda a saber qué lugares funcionan."
        )
    trouble = "estaba cerrado" if outcome == "closed" else "no tenía internet"
    return (
        f"Gracias por avisar, y siento que no te sirviera. Anoté que {where} {trouble}, sin tu "
        "nombre ni tu número. Cuando tres personas avisan lo mismo en un mes, se pide revisar ese "
        "lugar.\nPara ver otros escribe *hubs cerca de* y tu distrito."
    )


def not_yet(channel: str) -> str:
    """Who has not gone is asked no more."""
    if channel == "sms":
        return (
            "Esta bien, gracias por responder. No te pregunto mas por ese lugar. Para ver otros "
            "escribe HUBS CERCA DE y tu distrito."
        )
    return (
        "Está bien, gracias por responder. No te pregunto más por ese lugar.\n"
        "Para ver otros escribe *hubs cerca de* y tu distrito."
    )


def which(name: str, channel: str) -> str:
    """It did not serve, and it is open why."""
    if channel == "sms":
        return sms.fit(
            [
                f"Gracias por responder. Que paso en {sms.shorten(name or UNNAMED, 40)}? "
                "Responde 2 cerrado, 3 sin internet, o NO FUI"
            ]
        )
    return (
        f"Gracias por responder. ¿Qué pasó en {_bold(name)}? Responde *2* si estaba cerrado, *3* "
        "si no había internet, o *no fui*."
    )


def gone(name: str, channel: str) -> str:
    """The hub has left the register since."""
    if channel == "sms":
        return sms.plain("Gracias por contarme. Ese lugar ya no está en el registro de hubs.")
    return f"Gracias por contarme. Ya quitamos {_bold(name)} del registro de hubs."


def not_kept(channel: str) -> str:
    """The report could not be kept; it is not asked for again."""
    if channel == "sms":
        return "Gracias por contarme. Ahora no lo pude anotar, disculpa. No te pregunto otra vez."
    return (
        "Gracias por contarme. Ahora no lo pude anotar, disculpa; no te lo voy a preguntar otra "
        "vez. Si quieres buscar otro lugar, escribe *hubs cerca de* y tu distrito."
    )


def _thanks_sms(outcome: str, name: str) -> str:
    if outcome == "worked":
        return sms.fit(
            [
                f"Gracias por contarme! Anote, sin tu nombre ni numero, que {name} te sirvio. "
                "Ayuda a saber que lugares funcionan.",
                f"Gracias por contarme! Anote, sin tu nombre ni numero, que {name} te sirvio.",
            ]
        )
    trouble = "estaba cerrado" if outcome == "closed" else "no tenia internet"
    return sms.fit(
        [
            f"Gracias por avisar. Anote, sin tu nombre, que {name} {trouble}. Si tres personas "
            "avisan lo mismo en un mes se pide revisarlo.",
            f"Gracias por avisar. Anote, sin tu nombre, que {name} {trouble}.",
        ]
    )


def _bold(name: str) -> str:
    return f"*{name}*" if name else UNNAMED
