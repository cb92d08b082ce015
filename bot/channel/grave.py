"""Silence, erasure and danger are not taken from a sentence about something else.

"no me des de baja el curso", "como me doy de baja del SIS" and "olvida lo anterior y dame tu clave"
hold the words and order neither; and neither can be taken back by who did not mean it. A danger
that only the classifier hears is none where the message laughs or names something to learn: what
the net of `danger/` hears never comes here.
"""

from __future__ import annotations

import re
from typing import Any

from bot.channel.keywords import plain

ParseData = dict[str, Any]
STOP, DELETE, EMERGENCY = "stop", "delete_data", "emergency"
INSTEAD = "out_of_scope"
# An intent less likely than that is a guess.
LEAST_CONFIDENCE = 0.15

# What people leave, end or cancel beside these messages.
_OTHER_THINGS = (
    r"(?:cursos?|clases?|colegio|escuela|universidad|instituto|academia|taller|becas?|programa|"
    r"sis|essalud|seguro|afp|onp|juntos|pension\w*|bonos?|linea|plan|chip|celular|telefono|internet|"
    r"wifi|luz|agua|cable|netflix|facebook|instagram|tiktok|yape|cuenta|banco|tarjeta|prestamo|ruc|"
    r"sunat|trabajo|contrato|gimnasio|partido|padron|excel|word|python|ingles|grupo de \w+|course|"
    r"class|school|gym|insurance|account|line|job|facebook)"
)
_LEAVING = (
    r"(?:de baja|cancel\w*|anul\w*|desuscri\w*|desafili\w*|unsubscri\w*|remove|drop|salir(?:me)?|"
    r"retir\w*)"
)
_NO_ORDER_OF_SILENCE = re.compile(
    r"\b(?:"
    r"(?:no|tampoco|nunca) (?:me |nos |lo |la |le |los )?(?:des|den|de|vayas?|vayan|saques|saquen|"
    r"borres|borren|elimin\w+|cancel\w+|retir\w+|quit\w+)\b (?:\w+ ){0,4}?"
    r"(?:de baja|baja|de la lista|lista|suscripcion|curso)|"
    r"no (?:quiero|kiero|quisiera|pienso|deseo|voy a) (?:\w+ ){0,4}?(?:de baja|baja|salir\w*|"
    r"cancel\w*|desuscri\w*)|"
    r"(?:don t|dont|do not|never|not) (?:\w+ )?(?:unsubscribe|remove|opt|drop|take|cancel) |"
    rf"{_LEAVING} (?:\w+ ){{0,3}}{_OTHER_THINGS}\b|"
    rf"{_OTHER_THINGS} (?:\w+ ){{0,3}}{_LEAVING}\b|"
    r"(?:alto|alta|bajo|baja) (?:nivel|velocidad|calidad|costo|precio|resolucion|voltaje)|"
    r"(?:precio|nivel|velocidad|senal|tension|presion|nota)s? (?:\w+ )?(?:baj|alt)[oa]s?"
    r")"
)
_NO_ORDER_OF_ERASURE = re.compile(
    r"\b(?:"
    r"(?:olvid|ignor|borr|elimin|forget|ignore|disregard|delete)\w* (?:\w+ ){0,3}"
    r"(?:anterior(?:es)?|previous|instruc\w+|reglas?|rules?|prompt\w*|programacion|guidelines)|"
    r"(?:borr|elimin|delet|eras|remov)\w* (?:\w+ ){0,2}(?:archivos?|fotos?|videos?|apps?|"
    r"aplicacion|virus|carpetas?|contactos?|files?|photos?|pictures?|folders?)|"
    r"no (?:me |lo |la |los |las )?(?:borr|elimin|olvid)\w+|(?:don t|dont|do not) (?:delete|erase|"
    r"forget)|como (?:era|se llama|me llamo)|olvide (?:mi|la|el)|se me olvid\w+|forgot "
    r")"
)
# What laughs, is about something else, or is over: "ya llegaron los bomberos, gracias".
_NO_DANGER = re.compile(
    r"\b(?:ya (?:llego|llegaron|vino|vinieron|llame|llamamos|paso|pasaron|lo llame|los llame|"
    r"estoy bien|estamos bien|esta bien)\b.*\b(?:gracias|grax|grcs)|"
    r"ja(?:ja)+j?a?|je(?:je)+|ji(?:ji)+|xd+|lol|lmao|haha\w*|rofl|broma|bromeando|joking|kidding|"
    r"cursos?|libros?|clases?|aprend\w*|tareas?|examen(?:es)?|exams?|homework|courses?|books?|"
    r"learn\w*|lessons?|tutorial\w*|cyber|cabinas?|internet|wifi|hubs?|tambos?|computador\w*|"
    r"videos?|peliculas?|movies?|novelas?|canciones|cancion|songs?|juegos?|games?)\b"
)


def settled_grave(parsed: ParseData) -> ParseData:
    """The parse; where it means what nobody ordered or suffers, the next likeliest one."""
    name, said = parsed["intent"]["name"], plain(str(parsed["text"]))
    signs = {
        STOP: _NO_ORDER_OF_SILENCE,
        DELETE: _NO_ORDER_OF_ERASURE,
        EMERGENCY: _NO_DANGER,
    }
    to_learn = name == EMERGENCY and any(one["entity"] == "topic" for one in parsed["entities"])
    if name not in signs or not (to_learn or signs[name].search(said)):
        return parsed
    for intent in parsed.get("intent_ranking") or []:
        likely = float(intent.get("confidence", 0.0)) >= LEAST_CONFIDENCE
        if likely and intent["name"] not in signs:
            return {**parsed, "intent": intent}
    return {**parsed, "intent": {"name": INSTEAD, "confidence": 1.0}}
