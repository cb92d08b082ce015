"""What a message wants of a plan: how many hubs, how far, which places out, in, or served already.

Read in the Spanish of Peru, and in English and southern Quechua as far as the wording is simple.
Nothing here knows a place: a name is what stands where a name would.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.plan_numbers import cut_number, cut_radius
from actions.reading import LONGEST, NO_PLACE, fold

HUB = (
    r"(?:un[oa]?|one|another|otro|el|a|nuevo|hubs?|tambos?|local(?:es)?|cent(?:ro|er|re)s?|sedes?)"
)
KIND_OF_PLACE = re.compile(
    r"^(?:la |el |lo |al |de |del |a |en |in |at )*(?:provincia|distrito|pueblo|ciudad|comunidad"
    r"|centro poblado|the province|the district|the town)s? (?:de|del|of) (?=\w)"
)
LEADING = re.compile(
    r"^(?:a|al|en|de|el de|la de|lo de|y|si|pero|que|con|in|at|of|from|the one in|and|what|if"
    r"|but)\s+(?=\w)"
)
# Words before which a name ends, and with which none begins.
NOT_IN_A_NAME = (
    r"(?:and|or|nor|but|with|con|que|para|pero|ahora|porfa(?:vor)?|por favor|gracias|please"
    r"|thanks|radio|tambien|too|also|already|ya|na|si|solo|del plan|de la lista|from the plan"
    r"|in the plan|de nuevo|otra vez|again|mejor|nomas|no mas|pe|pues|ps|esta vez|obligatoriamente"
    r"|sin|agrega\w*|inclu\w+|quita\w*|saca\w*|a ver|cuant[oa]s?|hubs?|tambos?)\b"
)
END = re.compile(rf"[?!;:¿¡]|\.(?:\s|$)|\s\d|,?\s+(?:(?:y|e|o|ni)\b|{NOT_IN_A_NAME})")
ALSO = re.compile(
    r"^,?\s*(?:y|e|ni|o|and|nor|or)\s+(?:tampoco |sin |de |a |en |in )*"
    rf"(?!{NOT_IN_A_NAME})(?=[a-zñ])"
)
NO_NAME = re.compile(
    r"^(?:(?:plan(?:es)?|hubs?|tambos?|todos?|todas?|lugar(?:es)?|cambios?|nadie|ningun[oa]?|entiendo"
    r"|puedo|se|quiero|gusta|importa|duda|problema|any|plan|it|that|this|more|mas|menos|poner|uno|one"
    r"|luz|electricidad|plata|dinero|presupuesto|excluir|quitar|sacar)\b\s*)+$"
)

BACK = re.compile(
    r"\b(?:(?:vuelv\w+|regres\w+|volv\w+|dame|muestra(?:me)?|quiero|mejor|ponme|ver)\b.{0,12}"
    r"\b(?:(?:de |como )?antes|anterior)|(?:el|al) (?:plan )?(?:de antes|anterior)"
    r"|como (?:estaba|era)(?: antes)?|deshaz\w*|deshacer"
    r"|go back|back to the (?:last|previous|old)|previous (?:plan|one)|(?:the )?one before|undo"
    r"|ñawpaq(?:man|ta)?(?: \w+)? kuti\w*|kuti\w* ñawpaq\w*)\b"
)
ALL_AGAIN = re.compile(
    r"\b(?:con tod[oa]s?(?: los (?:lugares|distritos)| las provincias)? (?:de nuevo|otra vez)"
    r"|sin (?:excluir|quitar|sacar|descartar)(?: nada| a nadie| ninguno)?(?=\W*$)"
    r"|con tod[oa]s?(?: los (?:lugares|distritos)| las provincias)?(?=\W*$)"
    r"|tod[oa]s? (?:de nuevo|otra vez)|everything again|with (?:everything|all)(?: again)?(?=\W*$)"
    r"|llapanwan)"
)
FOLLOWS = re.compile(
    r"^[¿¡,.\s]*(?:(?:ok|oye|bueno|listo|gracias|entonces|a ver|ya|hmm+|mm+)\b[\s,.¿¡]*)*"
    r"(?:y|e|o|pero|ahora|mejor|que sean?|que tal|si|si fueran|con|solo|sin|and|but|now|with"
    r"|what if|what about|how about|make it|hinaspa|ichaqa|chay)\b"
)

ASSUMED = r"(?:si|ya|suponiendo|asumiendo|contando|cuenta|considera(?:ndo)?)(?: que| con| con que)?"
ALREADY = (
    # "si ya hay uno en Vinchos", "ya tenemos un hub en Quinua"
    rf"\b{ASSUMED}(?: ya)? (?:hay|tenemos|tienen|tengo|existe|existiera|hubiera|hubiese|habra"
    r"|funciona|esta|contamos con|uno|el de)"
    rf"(?: (?:ya|{HUB}|funcionando|abiert[oa]))* (?:en|por) (?P<name>.+)",
    rf"\bya (?:se )?(?:abrimos|abrieron|pusieron|pusimos|abrio)(?: {HUB})* (?:en|por) (?P<name>.+)",
    r"\bcontando (?:con )?el de (?P<name>.+)",
    # "en Vinchos ya hay", "si Vinchos ya tiene uno"
    r"(?:^|\b(?:y|si|pero|que|en)\s)(?:si |que |en )*(?P<before>[^,?!]+?) ya"
    rf" (?:hay|tiene|tienen|existe|cuenta con|esta|pusieron|abrieron)(?: {HUB})*(?=\W|$)",
    r"\b(?:already (?:is |have |has |exists |got )?|if there (?:is|was|were) "
    r"|there(?:'s| is) already )"
    rf"(?:(?:already|{HUB})\s)*(?:in|at) (?P<name>.+)",
    rf"(?:^|\b(?:and|if|but)\s)(?:if )?(?P<before>[^,?!]+?) already (?:has|have|got)(?: {HUB})*",
    # "Vinchospi kaptinña", "Vinchospiña kan"
    r"(?P<before>[a-zñ' ]+?)pi(?:ña|qa)?(?: (?:ña|huk|hub|tambo))*"
    r" (?:kapti|kaqti|kanña|kan\b|kachkan)\w*",
)
WITHOUT = (
    r"\b(?:sin|quita(?:r|me|le|lo|ndo|mos)?|saca(?:r|me|le|lo|ndo|mos)?|excepto"
    r"|salvo|(?<!\bal )(?<!\blo )(?<!\bo )menos|exclu(?:ye(?:ndo)?|ir|yamos)"
    r"|descarta(?:r|ndo|mos)?|elimina(?:r|ndo)?|retira(?:r)?|borra|(?:deja(?:r|ndo)? )?fuera)"
    r"(?: (?:a|de|del plan|contar(?: con)?|incluir|considerar|tomar en cuenta|poner|nada|uno|en))*"
    r" (?P<name>.+)",
    r"\bno (?:sean?|esten?|vayan?|pong(?:as?|an)|quier[oa]n?|queremos|haya|incluy\w+|consider\w+"
    r"|cuent\w+|quede)(?: (?:nada|ningun[oa]?|uno|hubs?))*(?: (?:en|con|a))? (?P<name>.+)",
    r"(?:^|\b(?:y|pero|que)\s)no en (?P<name>.+)",
    r"\b(?:without|except|exclud(?:e|ing)|leav(?:e|ing) out|remov(?:e|ing)|drop|skip(?:ping)?"
    r"|take out|not in|no hubs? in|none in)(?: (?:any|in|one))* (?P<name>.+)",
    r"\b(?:mana|ama) (?P<before>[a-zñ']+?)(?:piqa|pi|wan|ta|manta)\b(?: churay\w*)?",
    r"(?:^|\b(?:chay|hinaspa)\s)(?P<before>[a-zñ']+?)(?:ta|pi|manta)"
    r" (?:qichu|qechu|urqu|hurqu|orqo|horqo|ama)\w*"
    r"(?: churay\w*)?",
)
INCLUDING = (
    r"\b(?:inclu(?:ya[sn]?|ye(?:me|ndo|lo)?|ir|yamos)|agreg(?:a|ar|ale|ame|amos|as|ue|uen)|añad[aei]\w*"
    r"|aument(?:a|ar|ale|emos)|sum(?:a|ar|ale|emos)|met(?:e|er|ele)|consider(?:a|ar|ando))"
    rf"(?: (?:a|tambien|{HUB} en|en))* (?P<name>.+)",
    r"\b(?:si o si|obligatori(?:o|amente)|forzos[oa](?:mente)?|fij[oa]"
    r"|(?:tiene que|debe) (?:estar|ir|haber))"
    rf"(?: {HUB})*(?: en)? (?P<name>.+)",
    r"\b(?:pon\w*|abr(?:o|imos|ir|e)|quiero|queremos|con|que haya|que vaya|deja) uno"
    r" (?:si o si )?en (?P<name>.+)",
    r"(?:^|\b(?:y|pero|que|con|en)\s)(?:en )?(?P<before>[^,?!]+?)"
    r" (?:si o si|tiene que estar|debe estar|obligatori[oa](?:mente)?|fij[oa])\b",
    r"\b(?:includ(?:e|es|ing)|add|must have|has to have|put one in|with one in|one must be in)"
    rf"(?: (?:{HUB} in|in))* (?P<name>.+)",
    r"(?:^|\b(?:and|but)\s)(?P<before>[^,?!]+?) must be (?:in|included)\b",
    r"(?P<before>[a-zñ']+?)(?:tapas|pipas|piwan|tawan|ta|pi) (?:yapay|yapaykuy|churay|kachun)\w*",
)  # fmt: skip
FILLER = re.compile(
    r"^[\s,.?!¿¡]*(?:(?:y|e|o|con|que|sean?|son|fueran?|mejor|ahora|radio|de|del|el|la|los|las|un|una|unos|hubs?"
    r"|km|si|plan|pero|solo|a|en|como|seria|es|ok|ya|pe|pues|por|favor|porfa|gracias|tal|tambien"
    r"|cambia(?:lo)?|pon(?:le)?|haz(?:lo)?|dame|quiero|otra|vez|nuevos?|locales|centros|mas|menos"
    r"|alcance|redonda|cuant[oa]s?|personas|gente|jovenes|llegamos|llego|alcanz\w+|donde|irian?"
    r"|nada|entonces|to|and|with|but|now|what|about|if|make|it|please|only|the|of|radius|there|is"
    r"|we|chay|hinaspa)\b[\s,.?!¿¡]*)*$"
)


@dataclass(frozen=True)
class Wish:
    """What one message asks of a plan; names are as they were written, folded.

    `k` counts hubs and `more` adds to those of the plan before; `rest` is what is left of the
    message, where a region may be named. `follows` says that it begins as a change does.
    """

    k: int | None = None
    more: int = 0
    radius_km: float | None = None
    without: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    including: tuple[str, ...] = ()
    back: bool = False
    all_again: bool = False
    rest: str = ""
    follows: bool = False

    @property
    def names_places(self) -> bool:
        """Whether a place is to be left out, put in, or counted on."""
        return bool(self.without or self.already or self.including)

    @property
    def changes(self) -> bool:
        """Whether anything is asked for at all beside a region."""
        asked = self.k or self.more or self.radius_km or self.back or self.all_again
        return bool(asked) or self.names_places

    @property
    def of_a_plan_before(self) -> bool:
        """Whether it can only be said of a plan that was talked about."""
        worded = self.follows or self.names_places or bool(self.more) or not self.may_name_a_region
        return self.changes and worded

    @property
    def may_name_a_region(self) -> bool:
        """Whether words are left that may be a place."""
        return not FILLER.match(self.rest)


def read(text: str) -> Wish:
    """Read a message; every part that was understood is cut out before the next is looked for."""
    folded = fold(text[:LONGEST])
    follows = bool(FOLLOWS.match(folded))
    if ALL_AGAIN.search(folded):
        return Wish(all_again=True, follows=True)
    if BACK.search(folded):
        return Wish(back=True, follows=True)
    radius_km, left = cut_radius(folded)
    k, more, left = cut_number(left)
    already, left = _cut_names(ALREADY, left)
    without, left = _cut_names(WITHOUT, left)
    including, left = _cut_names(INCLUDING, left)
    return Wish(
        k=k,
        more=more,
        radius_km=radius_km,
        without=without,
        already=already,
        including=including,
        rest=left.strip(),
        follows=follows,
    )


def _cut_names(patterns: tuple[str, ...], text: str) -> tuple[tuple[str, ...], str]:
    """The names that stand where one of the patterns has them, and the text without all that."""
    for pattern in patterns:
        found = re.search(pattern, text)
        if not found:
            continue
        if "before" in found.groupdict() and found["before"] is not None:
            names, end = [_bare(found["before"])], found.end()
        else:
            names, end = _listed(text, found.start("name"))
        names = [name for name in names if name]
        if names:
            return tuple(dict.fromkeys(names)), f"{text[: found.start()]} {text[end:]}"
    return (), text


def _listed(text: str, start: int) -> tuple[list[str], int]:
    """The names from `start` on, joined by "y" or "ni", and where the last of them ends."""
    names: list[str] = []
    while True:
        ended = END.search(text, start)
        end = ended.start() if ended else len(text)
        name = _bare(text[start:end])
        if not name:
            return names, start
        names.append(name)
        also = ALSO.match(text[end:])
        if not also:
            return names, end
        start = end + also.end()


def _bare(phrase: str) -> str:
    """A name without what leads to it; empty where it can be none."""
    name = phrase.strip(" ,.-\"'¿¡?!")
    name = KIND_OF_PLACE.sub("", name)
    while LEADING.match(name):
        name = LEADING.sub("", name)
    return "" if len(name) < 3 or NO_PLACE.match(name) or NO_NAME.match(name) else name[:60]
