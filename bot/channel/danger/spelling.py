"""How phones spell Spanish: "kiero", "q", "muchoooo", "biolaron", "mipapamepega"."""

from __future__ import annotations

import re
from functools import lru_cache

# Words that the patterns are made of, as they are written in them.
_WORDS = frozenset(
    "a abuela abuelo abusando abusaron abuso ahoga ahogando ahogo ahora ahorcando ahorcar "
    "ahorco ahorita alguien amenaza amenazan amenazando amiga amigo apuntan apuntando aqui "
    "asaltan asaltando asaltaron auxilio ayer ayuda ayudenme balazos bebe bomberos borracho "
    "calle casa con convulsiona convulsionando cuarto cuchillo cuerpo de desangrando desmayo "
    "despierta disparan disparando dispararon disparos el ella en enamorado encerrada encerrado "
    "encerro envenenada envenenado enveneno ese esposo esta estan estoy existir extorsionan "
    "extorsionando feo fotos fuego golpea golpean golpeando golpearon golpeo hay herida herido "
    "heridos hermana hermanita hermanito hermano hermanos hija hijito hijo hombre huaico huele "
    "humo incendio la ladron ladrones las llamen lo los maltrata mama manosea manoseo mata "
    "matar matarme matarnos matarse mato me mi miedo morir morirme mucho muere muriendo nadie "
    "necesito no noche nos obliga obligo padrastro papa pareja pega pegan pegando pegaron pego "
    "peligro pide policia por primo profesor puedo que quema queman quemando quiere quieren "
    "quiero reacciona respira respirar respiro roban robando robaron robo salir sangra "
    "sangrando sangre se secuestraron secuestro seguir sigue siguen siguiendo sola solo "
    "suicidar suicidarme suicidarse tengo tio toca toco toda todo un una va van vecino veneno "
    "vibora vida viola violan violando violaron violencia violo vive viviendo vivir vivo voy y "
    "ya yo".split()
)
# So long that no other word is one letter away.
_UNMISTAKABLE = frozenset(
    "ambulancia asaltando asaltaron atropellaron atropello auxilio bomberos convulsionando "
    "disparando emergencia envenenado extorsionando golpeando incendio inconsciente matarme "
    "padrastro persiguiendo respirar sangrando secuestraron serpiente siguiendo suicidarme "
    "suicidarse suicidio violaron violencia".split()
)
# What these are mistaken for without being meant.
_NOT_MEANT = frozenset(
    "ambulancias atropelle asaltado asaltar auxiliar auxilios bombero disparado golpeado incencio "
    "incendia incendios incensio matarse respira respirara respirare secuestran secuestrar "
    "serpientes suicidar suicide violenta violentar violento".split()
)
_SOUNDS = (
    (re.compile(r"h(?!$)|(?<!c)h"), ""),
    (re.compile(r"v"), "b"),
    (re.compile(r"qu(?=[ei])|q|c(?=[aou]|[^aeioh]|$)|k"), "k"),
    (re.compile(r"c(?=[ei])|z|x"), "s"),
    (re.compile(r"g(?=[ei])"), "j"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"w"), "gu"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_TYPED = (
    (re.compile(r"([a-z])\1{2,}"), r"\1"),
    (re.compile(r"\b(?:k|q|qe|ke)\b"), "que"),
    (re.compile(r"\b(?:x|xq|pq|porq)\b"), "por"),
    (re.compile(r"\bm (?=\w)"), "me "),
    (re.compile(r"\b(?:s?ta|stá)\b"), "esta"),
    (re.compile(r"\bstan\b"), "estan"),
    (re.compile(r"\bt(?:n|e)?ng(?:o|a)\b"), "tengo"),
    (re.compile(r"\bdsp"), "desp"),
    (re.compile(r"\bcall?(?:o|io)\b(?= (?:al|de|del|en|encima|mi|una?|sobre)\b)"), "cayo"),
    (re.compile(r"\bnunk\w*"), "nunca"),
    (re.compile(r"\bn[co] (?:c|se|s)\b"), "no se"),
    (re.compile(r"\bnose\b"), "no se"),
    (re.compile(r"\b(?:erman|hrman)(?=[oi]|a\b)"), "herman"),
    (re.compile(r"\baiud\w+"), "ayuda"),
    (re.compile(r"\bmied\b"), "miedo"),
    (re.compile(r"\btan (?=\w+ndo\b)"), "estan "),
    (re.compile(r"\bt(?:oy|hoy)\b"), "estoy"),
    (re.compile(r"\bd\b"), "de"),
    (re.compile(r"\b(?:ay|ai) (?=un|una|mucho|much|humo|fuego|candela|heridos|dos|gente|alguien)"),
     "hay "),
    (re.compile(r"\b(?:boi|boy|voi|vo|toy) (?:a )?(?=mat|mor|suic)"), "voy a "),
    (re.compile(r"\bba (?=a )"), "va "),
    (re.compile(r"\bban (?=a )"), "van "),
    (re.compile(r"\bacaban? de (rob|asalt|peg|golpe)ar\b"), r"\1aron"),
    (re.compile(r"\bmatr(?=e?$)"), "matar"),
    (re.compile(r"\b(?:com|kom)bul\w+"), "convulsionando"),
    (re.compile(r"\bconvulci\w+"), "convulsionando"),
    (re.compile(r"\b(?:uele|guele|juele)\b"), "huele"),
    (re.compile(r"\bno (?:m|me) puedo\b"), "no puedo"),
)  # fmt: skip
_SHORTEST_RUN = 8


def sound(word: str) -> str:
    """The word as it sounds in Peru, whatever letters it was typed with."""
    for pattern, written in _SOUNDS:
        word = pattern.sub(written, word)
    return word


_BY_SOUND = {sound(word): word for word in sorted(_WORDS) if len(word) > 3}


def _one_letter_away(word: str) -> set[str]:
    """What is left of a word without one of its letters: two that share one are near."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


_NEAR_MISSES = {part: word for word in sorted(_UNMISTAKABLE) for part in _one_letter_away(word)}


def spelled(words: str) -> str:
    """The words of a plain text as the Spanish patterns have them."""
    for pattern, written in _TYPED:
        words = pattern.sub(written, words)
    return " ".join(_written(word) for word in words.split())


@lru_cache(maxsize=4096)
def _written(word: str) -> str:
    if word in _WORDS or word in _UNMISTAKABLE or word in _NOT_MEANT:
        return word
    by_sound = _BY_SOUND.get(sound(word))
    if by_sound:
        return by_sound
    if len(word) > 6:
        for part in sorted(_one_letter_away(word)):
            meant = _NEAR_MISSES.get(part)
            if meant and abs(len(meant) - len(word)) <= 1:
                return meant
    return _apart(word) if len(word) >= _SHORTEST_RUN else word


def _apart(run: str) -> str:
    """Words that were typed without spaces, where all of it is known words; else the run itself."""
    best: list[list[str] | None] = [[], *[None] * len(run)]
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - 14), end):
            before, word = best[start], run[start:end]
            if before is None or not (word in _WORDS or word in _UNMISTAKABLE):
                continue
            found = [*before, word]
            if best[end] is None or len(found) < len(best[end] or []):
                best[end] = found
    parts = best[-1]
    return " ".join(parts) if parts and len(parts) > 2 else run
