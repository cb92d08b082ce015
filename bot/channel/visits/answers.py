"""What a message says about a hub that the channel has asked about."""

from __future__ import annotations

import re

from bot.channel.keywords import chosen_number, plain

WORKED, CLOSED, NO_INTERNET = "worked", "closed", "no_internet"
NOT_YET, UNCLEAR = "not_yet", "unclear"
_BY_NUMBER = {1: WORKED, 2: CLOSED, 3: NO_INTERNET}
# The words of the question itself; nothing else is meant by them, whatever came in between.
_SURE = {
    WORKED: ("si sirvio", "si me sirvio", "me sirvio", "si sirve", "sirvio", "si nos sirvio",
             "it helped", "yes it helped", "it helped me", "it worked", "yes it worked",
             "yanapawan", "ari yanapawan", "yanapawarqa", "yanapawarqan"),
    CLOSED: ("cerrado", "estaba cerrado", "esta cerrado", "lo encontre cerrado",
             "estuvo cerrado", "encontre cerrado", "fui y estaba cerrado",
             "closed", "it was closed", "it is closed", "was closed", "wichqasqa",
             "wichqasqa karqa", "wichqasqa karqan", "wichqasqam karqan"),
    NO_INTERNET: ("no habia internet", "estaba sin internet", "no tenia internet",
                  "fui y no habia internet", "there was no internet", "it had no internet",
                  "mana internetniyuq", "manam internet karqanchu", "mana internet karqanchu"),
    NOT_YET: ("no fui", "todavia no fui", "aun no fui", "no fui todavia", "no he ido",
              "todavia no he ido", "no pude ir", "did not go", "i did not go", "didn t go",
              "i didn t go", "didnt go", "i didnt go", "i have not gone", "i haven t gone",
              "i haven t been", "mana rirqanichu", "manam rirqanichu", "manaraq rirqanichu"),
}  # fmt: skip
# They answer only what was asked a moment ago.
_THEN = {
    WORKED: ("si", "si gracias", "claro que si", "todo bien", "yes", "sii", "yes thanks", "ari"),
    NO_INTERNET: ("sin internet", "no hay internet", "no tiene internet", "sin senal",
                  "sin wifi", "no hay wifi", "no habia wifi", "no internet", "no wifi",
                  "without internet", "mana internet", "mana internet kanchu"),
    NOT_YET: ("todavia no", "aun no", "todavia", "no voy todavia", "not yet", "manaraq"),
    UNCLEAR: ("no", "no sirvio", "no me sirvio", "no me ayudo", "nop", "no mucho",
              "it did not help", "it didn t help", "mana", "manam"),
}  # fmt: skip
_SURE_OF = {word: outcome for outcome, words in _SURE.items() for word in words}
_THEN_OF = {word: outcome for outcome, words in _THEN.items() for word in words}
# "1 si sirvio", as the question writes it.
_LED = re.compile(r"[123] (.+)")
_THUMBS = {"👍": WORKED, "👎": UNCLEAR}
# A few words more than the question's own, right after it.
_PHRASES = (
    (NOT_YET, re.compile(r"\bno (?:fui|pude ir|he ido|llegue)\b")),
    (CLOSED, re.compile(r"\b(?<!no )(?:esta(?:ba)?|estuvo|encontre|todo) cerrad[oa]s?\b")),
    (NO_INTERNET, re.compile(r"\b(?:sin|no (?:hay|habia|hubo|tiene|tenia)) (?:internet|wifi)\b")),
    (WORKED, re.compile(r"\b(?<!no )(?<!no me )(?:sirvio|ayudaron|ayudo)\b")),
)
MOST_WORDS = 8


def outcome_of(text: str, *, just_asked: bool) -> str | None:
    """What a message answers; None where it is about something else.

    A number, a plain yes or no, and short sentences count only while the question is the last
    thing that a number can mean.
    """
    said = plain(text)
    if not said:
        signs = {outcome for sign, outcome in _THUMBS.items() if sign in text}
        return signs.pop() if just_asked and len(signs) == 1 else None
    led = _LED.fullmatch(said)
    words = led[1] if led else said
    sure = _SURE_OF.get(words)
    if sure or not just_asked:
        return sure
    number = chosen_number(text)
    if number is not None:
        return _BY_NUMBER.get(number)
    return _THEN_OF.get(words) or _in_a_sentence(text, words)


def _in_a_sentence(text: str, words: str) -> str | None:
    """The one thing that a short sentence tells; a question tells nothing."""
    if "?" in text or len(words.split()) > MOST_WORDS:
        return None
    return next((outcome for outcome, pattern in _PHRASES if pattern.search(words)), None)
