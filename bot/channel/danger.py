"""The safety net: sentences that mean danger, recognised whatever the classifier would say.

Each pattern is read on lower-case text without accents. Patterns that speak of oneself or of someone
near count always; those that only name a danger do not count in a wish to learn about it.
"""

from __future__ import annotations

import re

from bot.channel.keywords import plain

_NEAR = r"(?:me|nos|le|les|lo|la)"
_BEING = rf"{_NEAR} (?:esta |estan |estaba |estaban |acaba de |acaban de )?"
_ACCOUNT = r"(?! (?:la |mi |el )?(?:cuenta|clave|contrasena|facebook|whatsapp|yape|wifi|internet))"

# In the order in which they are tried: a life that may end now comes first.
_ALWAYS: dict[str, tuple[str, ...]] = {
    "mental": (
        r"(?:me quiero|quiero|quisiera|voy a|pienso en|ganas de) (?:morir(?:me)?|matar(?:me)|"
        r"suicidar(?:me|se)|desaparecer del mundo|acabar con mi vida|quitarme la vida|hacerme dano)",
        r"me quiero (?:morir|matar)",
        r"se quiere (?:matar|morir|suicidar|quitar la vida)",
        r"(?:ya )?no quiero (?:seguir )?(?:vivir|viviendo)",
        r"no (?:tiene|vale) (?:sentido|la pena) (?:vivir|mi vida)",
        r"me cort(?:o|e) (?:los|las) (?:brazos|venas|munecas)",
        r"(?:intento|trato de) (?:suicidarse|matarse|quitarse la vida)",
        r"(?:mejor|quiero) estar muert[oa]",
    ),
    "ambulance": (
        r"(?:no|ya no|casi no|no puede) respira(?:r)?(?: bien)?$",
        r"(?:mi|el|la|un|una) \w+ (?:\w+ )?(?:no respira|no despierta|no reacciona|"
        r"no puede respirar|(?:se )?(?:esta )?convulsiona(?:ndo)?|se desmayo|se envenen\w+)",
        r"(?:tomo|tome|trago|comio) (?:veneno|lejia|raticida|racumin|pastillas para (?:morir|matar))",
        r"sangra(?:ndo)? (?:mucho|demasiado|bastante)",
        r"(?:necesito|llam\w+|manden|urgente) (?:a )?(?:una |la )?ambulancia",
        r"(?:esta|estoy|hay) (?:muy |gravemente )?herid[oa]s?",
        r"(?:lo|la|me|nos|los) atropell\w+",
        r"le (?:esta )?d(?:io|ando|a) (?:un )?(?:infarto|derrame)",
        r"esta (?:por|a punto de) dar a luz|va a dar a luz",
    ),
    "violence": (
        rf"{_BEING}(?:pega|pegan|pego|pegaron|pegando)(?! (?:el sol|un susto|la gripe|al balon))\b",
        rf"{_BEING}(?:golpe(?:a|an|o|aron|ando)|patea(?:n|ron|ndo)?|ahorca\w*|maltrat\w+)",
        rf"{_NEAR} (?:viol(?:o|a|aron|an|ando)|quier(?:e|en) violar)",
        rf"{_BEING}(?:violando|abusando)",
        r"abus(?:o|a|aron|an|ando) (?:sexualmente )?de (?:mi|ella|el|una?|mis?)\b",
        r"(?:me|la|lo|nos) (?:quiere|quieren|va a|van a) (?:matar|hacer dano|golpear|pegar)",
        r"(?:mi|un|el) \w+ me (?:toca|tocaba|manosea|acosa|amenaza|encierra|encerro)",
        r"me (?:amenaza|amenazan|amenazo) con",
        r"no me deja(?:n)? salir de (?:la|mi) casa",
    ),
    "fire": (
        r"se (?:esta )?(?:quema|quemando|incendia|incendiando)(?! (?:la comida|calorias))",
        r"(?:hay|ay) (?:un )?(?:incendio|fuego|humo)(?! en la pelicula)",
        r"incendio en (?:mi|la|el|una)",
        r"(?:llam\w+|necesito) (?:a )?(?:los )?bomberos",
        r"(?:exploto|fuga de gas|huele (?:fuerte |mucho )?a gas)",
    ),
    "police": (
        rf"{_BEING}(?:roban(?:do)?|robaron|asaltan(?:do)?|asaltaron|persiguen?|persiguiendo)"
        rf"{_ACCOUNT}",
        rf"{_NEAR} (?:esta|estan) siguiendo|alguien me sigue|(?:un|unos) \w+ me siguen?\b",
        r"(?:entraron|entro|estan entrando|quieren entrar) a robar",
        r"(?:secuestraron|secuestro|se llevaron) a mi",
        r"(?:balearon|balacera|disparos|estan disparando|le dispararon|me apuntan)",
        r"(?:llam\w+|necesito) a la policia|llamen a la policia",
    ),
}
_NAMED: dict[str, tuple[str, ...]] = {
    "mental": (r"suicid(?:arme|arse|io|a)\b",),
    "ambulance": (r"accidente (?:muy )?(?:grave|fuerte)|infarto|derrame cerebral",),
    "fire": (r"incendio forestal",),
}
_LEARNING = re.compile(
    r"\b(?:curso|cursos|aprender|libro|libros|tarea|tareas|clase|clases|estudiar|taller|video|videos|"
    r"prevencion|prevenir|evitar|exposicion|monografia|trabajo sobre|informacion sobre|que es|"
    r"que hacer|como actuar|charla|pelicula|novela|cuento|cancion)\b"
)


def _compiled(table: dict[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(rf"\b(?:{'|'.join(parts)})") for kind, parts in table.items()}


_ALWAYS_PATTERNS, _NAMED_PATTERNS = _compiled(_ALWAYS), _compiled(_NAMED)


def danger_in(text: str) -> str | None:
    """The kind of danger that a message tells of (a value of the slot `danger`), or None."""
    said = plain(text)
    for kind, pattern in _ALWAYS_PATTERNS.items():
        if pattern.search(said):
            return kind
    if _LEARNING.search(said):
        return None
    for kind, pattern in _NAMED_PATTERNS.items():
        if pattern.search(said):
            return kind
    return None
