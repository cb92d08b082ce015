"""What a message says of lessons: which one, the next, once more; and that there is no internet."""

from __future__ import annotations

import re

from actions import quechua, quechua_topics
from actions.reading import LONGEST, NUMBERS, fold
from actions.turn import Turn

LESSON = re.compile(r"\b(?:lec+i?on|lecsion|lesion|less?on|clase|lec)s?\b")
NAMED = re.compile(r"\b(?:lec+i?on|lecsion|less?on)(?:e?s)?\b")
NUMBERED = re.compile(
    LESSON.pattern
    + r"[\s:,.#-]*(?:(?:numero|number|nume|nro|num|no|n)\b[\s.°º#]*)?(\d{1,3}\b|[a-z]+\b)"
)
LIST = re.compile(
    r"\b(?:lec+i?ones|lecsiones|lesiones|lessons|clases|lista)\b"
    r"|\b(?:que|q|cuales?|cuantas)\b.*\b(?:hay|tienes?|tienen|son)\b"
    r"|\blist\b|\b(?:what|which|how many)\b.*\b(?:are there|have you got|do you have)\b"
)
NEXT_LESSON = re.compile(
    r"\b(?:siguiente|proxima|otra|next|another) (?:leccion|clase|lesson)\b|\blesson, the next\b"
)
LESSON_BEFORE = re.compile(
    r"\b(?:leccion|clase) (?:anterior|de antes|pasada)\b|\banterior leccion\b"
    r"|\b(?:previous|last|earlier) lesson\b|\blesson before\b"
)
AGAIN = re.compile(
    r"\b(?:repit|repet|repeat)\w*|\b(?:otra vez|de nuevo|again|mismo paso)\b"
    r"|\bno (?:lo |le )?ent(?:end|iend)|\b(?:once more|one more time|same step)\b"
    r"|\b(?:didn'?t|did not|don'?t|do not) (?:really |quite )?(?:get|understand|follow)\b"
)
LOST = re.compile(
    r"\W*(?:no (?:lo )?ent(?:endi|iendo)"
    r"|i (?:didn'?t|did not|don'?t|do not) (?:get|understand)(?: (?:it|that))?)\W*"
)
_LACKED = r"(?:internet|datos|megas?|saldo|conexion|wi-?fi|plan de datos)"
_LACKED_EN = (
    r"(?:internet|(?:mobile )?data(?! (?:analysis|science|bases?))|credit|connection|wi-?fi)"
)
WITHOUT_INTERNET = re.compile(
    r"[\s,]*\b(?:(?:pero |y )?(?:porque |xq |pq )?(?:ya )?no (?:tengo|hay|tenemos|cuento con) "
    rf"(?:ni )?(?:el |los |mas )?{_LACKED}(?: (?:ni|o) {_LACKED})*"
    r"|(?:(?:y )?que )?(?:(?:se )?(?:pueda|puedo|puede|sirva|sirve|funcione|funciona)(?: usar)? )?"
    rf"sin (?:usar |gastar |tener |consumir )?(?:el |los |mis )?{_LACKED}(?: (?:ni|o) {_LACKED})*"
    r"|(?:(?:but|and|because) )?(?:(?:i|we) )?(?:have |there is |there's |got )?no (?:more )?"
    rf"{_LACKED_EN}(?: (?:or|and) {_LACKED_EN})*(?: (?:at home|here))?"
    r"|(?:(?:but|and|because) )?(?:i |we )?(?:don'?t|do not) have (?:any |the )?"
    rf"{_LACKED_EN}(?: (?:or|and) {_LACKED_EN})*(?: (?:at home|here))?"
    r"|(?:(?:that|which) )?(?:(?:works?|can be used|i can use) )?without (?:using |spending "
    r"|having )?"
    rf"(?:any |my |the )?{_LACKED_EN}"
    r"|(?:(?:that|which) works? )?offline|fuera de linea)\b[\s,]*"
)


def lesson_number(turn: Turn) -> int | None:
    """The number of the lesson that a message names: "leccion 4", "la leccion nro dos"."""
    text = fold(turn.text)
    for found in NUMBERED.finditer(text):
        word = found[1]
        # "una" after "leccion" begins a phrase; "uno" is a number.
        number = int(word) if word.isdecimal() else NUMBERS.get(word)
        if number is not None and word not in ("un", "una"):
            return number
    for value in turn.values("number"):
        word = fold(value)
        if turn.intent == "lesson" and (word.isdecimal() or word in NUMBERS):
            return int(word) if word.isdecimal() else NUMBERS[word]
        if turn.intent == "lesson" and (counted := quechua.number(word)) is not None:
            return counted
    return None


def names_a_lesson(turn: Turn) -> bool:
    """Whether lessons are wished for by that name: "leccion de ingles"."""
    return bool(NAMED.search(fold(turn.text)))


def asks_for_the_list(turn: Turn) -> bool:
    """Whether all lessons are meant rather than one."""
    return bool(LIST.search(fold(turn.text)))


def other_lesson(turn: Turn) -> int:
    """1 for "la siguiente leccion", -1 for the one before, else 0."""
    text = fold(turn.text)
    if LESSON_BEFORE.search(text):
        return -1
    return 1 if NEXT_LESSON.search(text) else 0


def wants_it_again(turn: Turn) -> bool:
    """Whether the same step is to be shown once more."""
    return bool(AGAIN.search(fold(turn.text)))


def lost(turn: Turn) -> bool:
    """Whether the message says that it was not understood, and nothing else."""
    return bool(LOST.fullmatch(fold(turn.text)))


def lacks_internet(text: str) -> bool:
    """Whether a wish to learn says that there is no internet, or no money for it."""
    return bool(WITHOUT_INTERNET.search(fold(text[:LONGEST]))) or quechua_topics.lacks_internet(
        text[:LONGEST]
    )


def without_that_remark(topic: str) -> str:
    """The topic with "sin internet" taken out: it is a condition and not a subject."""
    rest = WITHOUT_INTERNET.sub(" ", fold(topic))
    return topic if rest == fold(topic) else rest.strip(" ,.;:?!")
