"""Southern Quechua in a message: endings off names and topics, numbers, distances, choices.

People write it in many ways: three vowels or five, k or q or c, with Spanish nouns. Nothing here
decides what a name is: it proposes forms, and the place search has the last word.
"""

from __future__ import annotations

import re
import unicodedata

NUMBERS = {
    **dict.fromkeys(("huk", "huq", "juk", "hoq"), 1),
    **dict.fromkeys(("ñawpaq", "ñawpaqnin", "ñaupaq", "ñaupa", "ñawpa"), 1),
    **dict.fromkeys(("iskay", "ishkay", "iscay", "iskai"), 2),
    **dict.fromkeys(("kimsa", "kinsa", "quimsa", "quinsa", "kinza"), 3),
    **dict.fromkeys(("tawa", "tahua"), 4),
    **dict.fromkeys(("pichqa", "phisqa", "pisqa", "phishqa", "pishqa", "pichka", "phichqa"), 5),
    **dict.fromkeys(("suqta", "soqta", "sojta", "socta", "suxta"), 6),
    **dict.fromkeys(("qanchis", "qanchix"), 7),
    **dict.fromkeys(("pusaq", "pusac", "pusaj"), 8),
    **dict.fromkeys(("isqun", "esqon", "isqon", "iskun", "hisqun", "jisqon"), 9),
    **dict.fromkeys(("chunka", "chunca"), 10),
}
_UNIT = "|".join(word for word, number in NUMBERS.items() if number < 10)
# "iskay chunka pichqayuq" is 25, "chunka iskayniyuq" 12.
_NUMBER = (
    rf"(?:(?:(?P<tens>{_UNIT})\s+)?(?P<ten>chunk?c?a)(?:\s+(?P<ones>{_UNIT})(?:ni)?y[uo][qkj])?"
    rf"|(?P<unit>{_UNIT})|(?P<digits>\d{{1,3}}))"
)
_CASE = r"(?:manta|rayku|kama|pura|paq|man|wan|pi|ta|pa)"
_MORE = r"(?:lla|ña|raq|puni|pas|pis|taq|chus|chu|qa|mi|má|ma|si|ri|rí|m|n|s)"
_LONGER = _MORE.replace("|m|n|s)", ")")
_NUMBER_ENDS = rf"(?:nin)?(?:{_CASE}{_MORE}{{0,2}}|{_LONGER}{{1,2}})?"
_WORDED = re.compile(rf"\b{_NUMBER.replace('|(?P<digits>', '|(?P<digits>(?!)')}{_NUMBER_ENDS}\b")
_NUMBER_WORD = re.compile(rf"{_NUMBER}{_NUMBER_ENDS}")
_HUBS = re.compile(
    rf"\b{_NUMBER}\s+(?:(?:mu|mo)s[uo]q\s+)?"
    r"(?:tamb[ou]s?|hubs?|centros?|sedes?|puntos?|locales|local|lugar(?:es)?|wasi|llaqta)"
    rf"(?:kuna)?{_CASE}?{_MORE}{{0,2}}\b"
)
_RADIUS = re.compile(
    rf"\b(?:{_NUMBER}|(?P<exact>\d{{1,3}}[.,]\d+))\s*(?:kms?|kil[ou]metr[ou]s?)(?:{_CASE}?{_MORE}{{0,2}})\b"
)
_LAST = re.compile(r"\b(?:qh?[ie]pa\w*|tukukuy\w*|(?:aswan|mas) karu\w*)\b")
_NEAREST = re.compile(r"\b(?:(?:aswan|mas) (?:sispa|sichpa|[qk]h?aylla)|aswan cerca)\w*")

# Words that only a message in Quechua has; a name with an ending alone is none.
_SPEAKS = re.compile(
    r"\b(?:may(?:pi|ta|man|manta|qan|qen|qin|nin)\w*|ima(?:ta|m|paq|kuna|nas|naq|ray|yna)\w*"
    r"|kan(?:chu|ki|i|man|an|ku|raq)\w*|kach(?:ka|un)\w*|kash(?:a|u)\w*|\w{2,}(?:chka|sha)(?:n|ni|nki|nku|yku|nchu)"
    r"|muna(?:n|ni|niku|nki|y|yta|yku|sha|chka)\w*|yacha\w+|yanapa\w+|willa(?:y|yk)\w*|ni(?:way|ykuway)"
    r"|kutichi\w*|rikuchi\w*|q(?:h)?awachi\w*|apachi\w*|tiya(?:n|ni|y|yku|nku)\w*|kawsa\w*"
    r"|llaqta\w*|suyu\w*|uk(?:h)?upi|muyuri\w*|m[uo]s[uo]q\w*|as(?:t?a)?wan\w*"
    r"|kaq(?:ta|pi|manta|nin\w*)?|ñawp\w*|qh?[ie]pa|hinaspa\w*|llapa[nm]?|tukuy|runa\s?simi\w*"
    r"|allichu|ama hina|(?:ñ[uo]|no)qa\w*|mana|manan|manam|sichus|ka[pq]tin\w*|mash?ka\w*"
    r"|\w{3,}(?:manta|kunata|kuna|niyuq|niyoq|nchik|nchis|yta|sunman|sunchik|sunchis|ykuman)"
    r"|(?:tamb[ou]|hub|curs[ou]|libro|internet|computadora|wasi)(?:ta|pi|man|manta|paq|wan|qa|yuq)"
    rf"|(?:{_UNIT}|chunk?c?a)(?:{_CASE}|kaq)?|\w{{3,}}saq)\b"
)
# Of a sentence's words these name no place, though some are the names of places too.
_NO_NAME = re.compile(
    r"\b(?:muna\w*|imata\w*|llapa\w*|qanchis|kastilla\w*|castilla simi\w*|h?ukkuna\w*|warmiy\w*"
    r"|punchau|tamb[ou]\w*|maypi\w*|tukuy|mayu\w*|mama\w*|tayta\w*|yachay\w*|ima|chay\w*|kay\w*"
    r"|wasi\w*|runa\w*|qaylla\w*|sispa\w*|aswan|kanan\w*|allin\w*|sumaq|hatun|mayqan\w*|churi\w*"
    r"|wawa\w*|warma\w*|mana\w*|chunka|tawa|kimsa|kinsa|iskay|pichqa|suqta|pusaq|internet\w*)\b"
)
_COUNTRY = re.compile(
    r"\b(?:(?:llapan?|tukuy|intiru|lliw) p[ei]ru\w*|p[ei]ru (?:suyu|mama llaqta)\w*)"
)
_KINDS = (
    (re.compile(r"\bprovincia\w*$"), "provincia de "),
    (re.compile(r"\bdistrito\w*$"), "distrito de "),
    (
        re.compile(
            r"\b(?:hatun )?(?:llaqta|suyu|ladu|lado|sispa|sichpa|qaylla|muyuri|ayllu|comunidad"
            r"|uk(?:h)?u|region|departamento|cercan?ia|cerca|kaq)\w*$"
        ),
        "",
    ),
)
_COMMAND = re.compile(r"(?:hubs?|tamb[ou]s?) (?P<name>[\w ,-]{2,40}(?:pi|manta))")
# Names whose Quechua spelling sounds too different, or is that of another place.
_SPELLED = {
    "antapampa": "antabamba",
    "chumpiwillka": "chumbivilcas",
    "chumpiwillkas": "chumbivilcas",
    "hullaqa": "juliaca",
    "xullaqa": "juliaca",
    "piwra": "piura",
    "pukyu": "puquio",
    "urupampa": "urubamba",
}
_ENDINGS = tuple(
    re.compile(ending)
    for ending in (
        rf"(?P<stem>.{{2,}}?\w)(?:lla)?{_CASE}{_MORE}{{0,2}}",
        rf"(?P<stem>.{{2,}}\w){_CASE}{_MORE}{{0,2}}",
        rf"(?P<stem>.{{2,}}?\w){_MORE}{{1,2}}",
    )
)


def fold(text: str) -> str:
    """Lower case without accents or the marks of glottal stops; ñ kept, spaces single."""
    kept = re.sub(r"(?<=\w)['’‘`´](?=\w)", "", text.lower()).replace("ñ", "\0")
    bare = unicodedata.normalize("NFKD", kept)
    bare = "".join(part for part in bare if not unicodedata.combining(part))
    return re.sub(r"\s+", " ", bare.replace("\0", "ñ")).strip()


def speaks(text: str) -> bool:
    """Whether a message has words that only Quechua has."""
    return bool(_SPEAKS.search(fold(text)))


def number(word: str) -> int | None:
    """What a word or two count: "iskayta", "8wan", "chunka iskayniyuq"; None for all others."""
    found = _NUMBER_WORD.fullmatch(fold(word))
    return _value(found) if found else None


def named_number(text: str) -> int | None:
    """How many hubs a message asks for in Quechua: "pichqa tambo", "5 tambota"; "huk" is "a"."""
    found = _HUBS.search(fold(text))
    value = _value(found) if found else None
    return value if found and (value != 1 or found["digits"]) else None


def named_radius(text: str) -> float | None:
    """The distance in km: "10 km ukhupi", "5 kmwan", "chunka km"."""
    found = _RADIUS.search(fold(text))
    if found and found["exact"]:
        return float(found["exact"].replace(",", "."))
    return float(_value(found)) if found else None


def is_distance(value: str, text: str) -> bool:
    """Whether a number in a message counts km: the 20 of "20 kmwan"."""
    return bool(re.search(rf"\b{re.escape(fold(value))}\s*(?:km|kil[ou]m)", fold(text)))


def choice(text: str, length: int) -> int | None:
    """Which of a list of `length` is meant by "qhipa kaq", "aswan karu", "iskay kaq"."""
    folded = fold(text)
    if _LAST.search(folded):
        return length
    if _NEAREST.search(folded):
        return 1
    found = _WORDED.search(folded)
    return _value(found) if found else None


def says_whole_country(text: str) -> bool:
    """Whether the message speaks of all of Peru: "llapa Perupi", "Peru suyupi"."""
    folded = fold(text)
    return bool(_COUNTRY.search(folded) or re.fullmatch(rf"p[ei]ru{_CASE}{_MORE}{{0,2}}", folded))


def place_forms(name: str) -> list[str]:
    """A name as it stands, then without what may be endings, likeliest first.

    "Huanta llaqtapi" gives "huanta", "Canchis provinciamanta" "provincia de canchis". Each form is
    a query; the name itself comes first, since names end so too (Tarata, Huancapi, Oxapampa). All
    of Peru is no place to be near to, though a district is called Llapa.
    """
    if says_whole_country(name):
        return []
    bare, kind = fold(name), ""
    for pattern, title in _KINDS:
        shorter = pattern.sub("", bare).strip(" ,")
        if shorter and shorter != bare:
            bare, kind = shorter, title
            break
    bare = bare.removeprefix("hatun ")
    parts = [part.strip() for part in bare.split(",") if part.strip()]
    forms = [name, *([kind + bare] if bare != fold(name) else [])]
    for at in range(len(_ENDINGS)):
        stems = [[part, *_stems(part)] for part in parts]
        chosen = [some[min(at + 1, len(some) - 1)] for some in stems]
        if chosen == parts:
            continue
        chosen = [_SPELLED.get(part, part) for part in chosen]
        # What was read as two names may be one of two words.
        forms += [kind + ", ".join(chosen), *([kind + " ".join(chosen)] if chosen[1:] else [])]
    return list(dict.fromkeys(form for form in forms if form))


def commanded_place(text: str) -> str:
    """The name in "HUBS HUANTAPI", the command that the replies teach; else nothing."""
    found = _COMMAND.fullmatch(fold(text).strip(" .!?"))
    return found["name"] if found else ""


def without_endings(text: str) -> str:
    """A sentence in Quechua with the endings off, and what names no place taken out.

    "Huantapi internet kanchu" gives "huanta ; kanchu". Other sentences stay as they are.
    """
    if not speaks(text):
        return text
    words = (
        _stems(word.strip(",?!.")) or [word] for word in _NO_NAME.sub(" ; ", fold(text)).split()
    )
    return " ".join(stems[0] for stems in words)


def for_mentions(text: str) -> str:
    """A sentence for the search for mentions: names that end like Quechua words come first."""
    if not speaks(text):
        return text
    return f"{_NO_NAME.sub(' ; ', fold(text))} . {without_endings(text)}"


def _stems(name: str) -> list[str]:
    """A name without what its last word may end in, the longest ending first, then shorter ones."""
    found = (ending.fullmatch(name) for ending in _ENDINGS)
    stems = dict.fromkeys(match["stem"] for match in found if match)
    return [stem for stem in stems if len(stem.split()[-1]) > 2]


def _value(found: re.Match[str]) -> int:
    if found["digits"]:
        return int(found["digits"])
    if found["unit"]:
        return NUMBERS[found["unit"]]
    tens = NUMBERS[found["tens"]] if found["tens"] else 1
    return tens * 10 + (NUMBERS[found["ones"]] if found["ones"] else 0)
