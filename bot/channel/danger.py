"""The safety net: sentences that mean danger, recognised whatever the classifier would say.

Each pattern is read on lower-case text without accents. Patterns that speak of oneself or of
someone near count always; those that only name a danger do not count in a wish to learn about it.
"""

from __future__ import annotations

import re

from bot.channel.keywords import plain

_ONE = r"(?:me|nos|le|les)"
_ANYONE = r"(?:me|nos|le|les|lo|la|los|las)"
_NOW = r"(?:esta |estan |estaba |estaban |acaba de |acaban de |quiere |quieren |va a |van a )?"
# "Se me pega la cancion", "el sol me pega", "le pego una foto al documento".
_NO_BLOW = (
    r"(?! (?:(?:el|la|un|una|mucho|con) )?(?:sol|luz|frio|viento|calor|susto|gripe|flojera|ganas"
    r"|foto|imagen|texto|link|enlace|logo|tabla|goma|cinta)\b)"
)
_NO_LAUGH = r"(?! de (?:la )?(?:risa|sueno|calor|frio|ganas|amor|envidia|aburrimiento))"
_NO_THEFT = (
    r"(?! (?:(?:la|el|mi|mis|los|las|un|una|mucho|todos|todas) )*"
    r"(?:cuentas?|claves?|contrasenas?|facebook|whatsapp|yape|wifi|internet|megas|datos|saldo|senal|tiempo|minutos|ideas?)\b)"
)
_NEAR = r"(?:mi|mis|el|la|los|las|un|una|unos) \w+ (?:\w+ )?"

# In the order in which they are tried: a life that may end now comes first.
_ALWAYS: dict[str, tuple[str, ...]] = {
    "mental": (
        rf"(?:me quiero|quiero|quisiera|voy a|pienso en|ganas de|deseo) "
        rf"(?:morir(?:me)?{_NO_LAUGH}\b|matarme|suicidar(?:me|se)|desaparecer del mundo"
        r"|acabar con mi vida|quitarme la vida|hacerme dano)",
        r"me (?:quiero|quisiera|voy a) (?:matar|suicidar|quitar la vida)\b",
        rf"se (?:quiere|queria|va a) (?:matar|morir{_NO_LAUGH}|suicidar|quitar la vida)\b",
        r"no (?:quiero|quiere) (?:seguir )?(?:vivir|viviendo)"
        r"(?! (?:en|aqui|aca|con|solo|sola|lejos)\b)",
        r"no (?:tiene|vale) (?:sentido|la pena) (?:vivir|mi vida)",
        r"me cort(?:o|e) (?:los|las) (?:brazos|venas|munecas)",
        r"(?:quitarme|quitarse) la vida|(?:intento|trato de) (?:suicidarse|matarse)",
        r"(?:mejor|quiero|quisiera) estar muert[oa]",
        r"(?:kill|hurt|cut) (?:my|her|him)self|(?:want|wanna) (?:to )?die",
    ),
    "ambulance": (
        r"(?:no|casi no|no puede) respira(?:r)?(?: bien)?$",
        rf"{_NEAR}(?:no respira|no despierta|no reacciona|no puede respirar"
        r"|(?:se )?(?:esta )?convulsiona(?:ndo)?|se desmayo|se envenen\w+)",
        r"(?:tomo|tome|trago|comio) (?:\w+ )?"
        r"(?:veneno|lejia|raticida|racumin|pastillas para (?:morir|matar))",
        r"sangra(?:ndo)? (?:mucho|demasiado|bastante)",
        r"(?:necesito|llam\w+|manden|urgente) (?:a )?(?:una |la )?ambulancia",
        r"(?:esta|estoy|hay) (?:muy |gravemente )?herid[oa]s?\b",
        r"atropell(?:o|aron) a\b|(?:lo|la|me|nos|los) atropell(?:o|aron)\b",
        r"le (?:esta )?d(?:io|ando|a) (?:un )?(?:infarto|derrame)",
        r"esta (?:por|a punto de) dar a luz|va a dar a luz",
        r"(?:hubo|hay|tuve|tuvimos|tuvo|tuvieron) un (?:\w+ )?accidente",
    ),
    "violence": (
        rf"(?<!se )\b{_ONE} {_NOW}(?:peg(?:a|an|o|aron|aba|aban|ando|ar)){_NO_BLOW}\b",
        rf"{_ANYONE} {_NOW}(?:golpe(?:a|an|o|aron|aba|ando|ar)|ahorca\w*|maltrat\w+)\b{_NO_BLOW}",
        rf"{_ONE} {_NOW}pate(?:a|an|o|aron|aba|ando|ar)\b",
        rf"{_ANYONE} (?:viol(?:o|a|aron|an|aba|ando)|quier(?:e|en) violar|esta(?:n)? violando)\b",
        r"abus(?:a|aba|o|aron|an|ando) (?:sexualmente )?de "
        r"(?:mi|mis|ella|el|ellas?|una? (?:nin|alumn|chic|menor|senor)\w*)\b",
        rf"{_ANYONE} (?:esta |estan )?abus(?:aron|ando) (?:sexualmente|de)|me abusaron",
        r"(?:me|la|lo|nos) (?:quiere|quieren|va a|van a) (?:matar|hacer dano)\b",
        r"(?:mi|un|el) \w+ me (?:toca|tocaba|manosea|acosa|amenaza|encierra|encerro)\b",
        r"(?:me|nos) (?:esta )?amenaza(?:n|ndo)? (?:con|de)|(?:me|nos) amenazo",
        r"no me deja(?:n)? salir de (?:la|mi) casa",
        r"(?:sufro|vivo|hay) (?:mucha )?(?:violencia|maltrato)(?: familiar)? en mi casa",
        r"victima de (?:violencia|maltrato|violacion|abuso)",
        r"(?:hits|beats|hitting|beating|raped|raping) (?:me|us|her)\b",
        r"maqa(?:wan|wachkan|washan|wasqan|wachka|washa)\w*",
    ),
    "fire": (
        r"se (?:esta )?(?:quema|quemando|incendia|incendiando)(?:$| (?:mi|el|la|un|una|todo)\b)"
        r"(?! (?:comida|arroz|calorias|cd|dvd|disco))",
        r"(?:hay|ay|empezo) (?:un |mucho )?(?:incendio|fuego|humo)(?! en la pelicula)",
        r"incendio en (?:mi|la|el|una|casa)\b",
        r"(?:llam\w+|necesito) (?:a )?(?:los )?bomberos",
        r"exploto (?:el|un|la|una) (?:balon|cocina|gas|grifo|cilindro)|fuga de gas"
        r"|huele (?:fuerte |mucho )?a (?:gas|quemado)",
    ),
    "police": (
        rf"{_ANYONE} {_NOW}(?:roban(?:do)?|robaron|robar|asaltan(?:do)?|asaltaron|asaltar"
        rf"|persiguen?|persiguiendo|secuestr(?:o|aron|ar))\b{_NO_THEFT}",
        rf"{_ANYONE} (?:esta|estan) siguiendo|alguien me sigue|(?:un|unos) \w+ me siguen?\b",
        r"(?:entraron|entro|estan entrando|quieren entrar) a robar",
        r"(?:secuestraron|secuestro|se llevaron) a mi",
        r"balearon|(?:hay|ay) (?:una )?(?:balacera|disparos)|estan disparando|le dispararon",
        r"me apuntan?\b",
        r"(?:llam\w+|necesito) a la policia",
        r"(?:auxilio|socorro|sos)(?: (?:auxilio|socorro|sos|ayuda|ayudenme|ayudame|por favor))*$",
    ),
}
_NAMED: dict[str, tuple[str, ...]] = {
    "mental": (r"suicid(?:io|arme|arse|a|o)\b(?! squad)",),
    "ambulance": (r"accidente (?:muy )?(?:grave|fuerte)|infarto|derrame cerebral",),
    "violence": (
        r"violacion (?:sexual|a una?)|(?:me|la|lo) viol(?:o|aron)|abus(?:o|ador) sexual",
        r"abuso (?:infantil|a menores)",
    ),
    "fire": (r"incendios?\b",),
}
_LEARNING = re.compile(
    r"\b(?:cursos?|aprender|libros?|tareas?|clases?|estudiar|taller(?:es)?|videos?|manual|guia|tesis"
    r"|prevencion|prevenir|evitar|exposicion|monografia|trabajo sobre|informacion|que es|investigar"
    r"|que hacer|como actuar|charlas?|peliculas?|novelas?|cuentos?|cancion|juegos?|escuadron|ley"
    r"|contra|extintor(?:es)?|brigada|simulacro)\b"
)
# "Un curso de que hacer si hay un incendio" prepares for a danger that is not there.
_PREPARING = re.compile(
    r"\b(?:curso|taller|charla|simulacro|aprender|libro|video|tarea|exposicion)\b.* "
    r"(?:si|cuando|en caso de) "
)
_OWN = re.compile(r"\b(?:me|mi|mis|nos)\b")
_SPELLED = (
    (re.compile(r"([a-z])\1{2,}"), r"\1"),
    (re.compile(r"\bk(?=ier)"), "qu"),
    (re.compile(r"\bq\b"), "que"),
    (re.compile(r"\bx\b"), "por"),
)


def _compiled(table: dict[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(rf"\b(?:{'|'.join(parts)})") for kind, parts in table.items()}


_ALWAYS_PATTERNS, _NAMED_PATTERNS = _compiled(_ALWAYS), _compiled(_NAMED)


def danger_in(text: str) -> str | None:
    """The kind of danger that a message tells of (a value of the slot `danger`), or None."""
    said = _spelled(plain(text))
    prepares = _PREPARING.search(said) and not _OWN.search(said)
    tables = [] if prepares else [_ALWAYS_PATTERNS]
    if not _LEARNING.search(said):
        tables.append(_NAMED_PATTERNS)
    for table in tables:
        for kind, pattern in table.items():
            if pattern.search(said):
                return kind
    return None


def _spelled(said: str) -> str:
    """The text with the commonest spellings of phones written out."""
    for pattern, written in _SPELLED:
        said = pattern.sub(written, said)
    return said
