"""What a message in Quechua wants to learn, in the words that the search for resources knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.quechua import fold, speaks

# Everyday words by how they begin, for they take many endings; the longer wishes come first.
_TOPICS: tuple[tuple[str, str], ...] = (
    (r"(?:chakra|chacra) \w+|tarpuy\w*|sembrar?y\w*|papa tarpu\w*", "agricultura"),
    (r"(?:cuy|quwi|qowi) uywa\w*", "crianza de cuyes"),
    (r"uywa\w*", "ganadería"),
    (r"(?:kastilla|castilla) ?simi\w*|kastillanu\w*|castellano\w*", "castellano"),
    (r"(?:ingles|inglis) ?simi\w*|inglis\w*", "inglés"),
    (r"(?:runa ?simi|(?:qh?i|qh?e|ki|ke)(?:ch|s|sh)wa)(?: simi)?\w*", "quechua"),
    (r"yupa(?:y|na|ku|y?chi)\w*|yupay yachay\w*", "matemática"),
    (r"q?[iek]l+[qk]a\w*|[qk](?:i|e)l+[qk]h?a\w*|iskribi\w*|escribi\w*", "escribir"),
    (r"ñawi(?:n|r)cha\w*|le[iey]y\w*|li[iy]y?i?y\w*", "lectura"),
    (r"anta ?ñiqi\w*|antañiqiq\w*|computadora\w*|kumputadura\w*", "computadora"),
    (r"(?:llamk|llank)a\w*|trabajo\w*|trawahu\w*|chamba\w*", "trabajo"),
    (r"awa(?:y|na)\w*|tihiy\w*", "tejido"),
    (r"sira(?:y|na)\w*", "costura"),
    (r"wayku\w*|yanu(?:y|ku)\w*|mikuy wayku\w*", "cocina"),
    (r"taki\w*", "música"),
    (r"tusu\w*", "danza"),
    (r"siqi\w*|seqe\w*", "dibujo"),
    (r"hampi\w*|jampi\w*|qali kay\w*", "salud"),
    (r"(?:qhatu|qatu|ranti)\w*", "ventas"),
    (r"qullqi\w*|qolqe\w*", "finanzas personales"),
    (r"willakuy\w*", "cuentos"),
)
_KNOWN = tuple((re.compile(rf"(?:{words})"), topic) for words, topic in _TOPICS)
_ENDING = re.compile(
    r"(?<=\w{2})(?:niyki|niy|ninku|nin)?(?:kuna)?(?:manta|tapas|paq|wan|man|pi|ta)"
    r"(?:raq|lla|taq|qa|ri|mi|m|n)?$"
)
_PLURAL = re.compile(r"(?<=\w{2})(?:niykuna|ninkuna|kuna|niy)(?:qa|m|mi)?$")
# Spanish words that end like a Quechua case.
_WHOLE = frozenset(
    "carta cuenta planta dieta receta renta venta etiqueta ruta fruta encuesta entrevista lista"
    " respuesta data beta delta manta pista vista revista dentista aleman papeleta libreta boleta"
    " tarjeta maleta historieta tableta bicicleta camiseta".split()
)
# What stands around a topic: wishes, courtesies, and the material itself.
_AROUND = re.compile(
    r"\b(?:yacha\w+|muna\w*|apaykacha\w*|r[uw]+[wr]a\w*|qallari\w*|kicha\w*|yanapa\w*|maska\w*|mask?ha\w*"
    r"|estudia\w*|willa\w*|niway|quway|qoway|rikuchi\w*|q(?:h)?awachi\w*|imayna\w*|ima\w*|kan\w*"
    r"|kach(?:ka|un)\w*|kash\w*|kani|curso\w*|kurs[ou]\w*|libro\w*|liwru\w*|video\w*|clase\w*"
    r"|leccion\w*|tarea\w*|material\w*|gratis\w*|qullqi mana|ama|hina|kaspa|allichu|allin\w*|may\w+"
    r"|huk|m[uo]s[uo]q\w*|manam?n?|ari|ñ[uo]qa\w*|noqa\w*|tayta\w*|mama(?:y|llay)\w*|wayq\w*|pana\w*"
    r"|churi\w*|wawa\w*|ususi\w*|warma\w*|hinaspa\w*|kunan\w*|chay\w*|kay|nisqa\w*|atiy\w*|atini|tari\w*"
    r"|entiendeni\w*|hamut\w*|allillanchu|hola|rantinapaq|quiero|aprender|internetpi|celularpi)\b"
)
_DATA = r"(?:internet|megas?|datos|saldo|wifi|señal)"
_LACKS = re.compile(
    rf"\bmana[mn]?(?: kan(?:chu)?)? {_DATA}\w*(?: kanchu| kapuwanchu)?"
    rf"|\b{_DATA}\w* (?:illaq|mana[mn]? kanchu)\b"
)


def lacks_internet(text: str) -> bool:
    """Whether a wish says in Quechua that there is no internet, or no money for it."""
    return bool(_LACKS.search(fold(text)))


def topic_of(text: str, named: str) -> str | None:
    """The topic of a message in Quechua, empty where it names none; None for other messages.

    `named` is what was read as the topic: "excelta" gives "excel", "yupayta" "matemática".
    """
    if not speaks(text):
        return None
    words = _LACKS.sub(" ", _phrase(fold(text), fold(named)) if named else fold(text))
    whole = _known(words) if named else ""
    if whole:
        return whole
    rest = _AROUND.sub(" ", re.sub(r"[^\w\s+#]", " ", words)).split()
    return " ".join(dict.fromkeys(_in_spanish(rest)))


def _phrase(text: str, named: str) -> str:
    """What was read as the topic with the words that belong to it.

    Only the last word of a phrase takes an ending: "vidata" belongs to "hoja de vidata", and
    "diseño" goes on to "diseño graficota".
    """
    before, found, after = text.partition(named)
    if not found:
        return named
    words = [named]
    for word in reversed(re.findall(r"[\w+#]+|[^\w\s]", before)):
        if not re.match(r"\w", word) or _AROUND.fullmatch(word) or _ENDING.search(word):
            break
        words.insert(0, word)
    for word in re.findall(r"[\w+#]+|[^\w\s]", after):
        if _ENDING.search(words[-1]) or not re.match(r"\w", word) or _AROUND.fullmatch(word):
            break
        words.append(word)
    return " ".join(words)


def _in_spanish(words: list[str]) -> Iterator[str]:
    """Everyday words in Spanish, two at a time where two are one; the others without endings."""
    at = 0
    while at < len(words):
        pair = _known(" ".join(words[at : at + 2]), pair=True)
        yield pair or _known(words[at]) or _bare(words[at])
        at += 2 if pair else 1


def _known(words: str, *, pair: bool = False) -> str:
    """The topic that the words name, if it is an everyday one."""
    found = (topic for pattern, topic in _KNOWN if pattern.fullmatch(words))
    return next(found, "") if not pair or " " in words else ""


def _bare(word: str) -> str:
    if word in _WHOLE:
        return word
    return _PLURAL.sub("", _ENDING.sub("", word))
