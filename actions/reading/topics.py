"""What a message wants to learn, and whether it is a question that is searched for as asked."""

from __future__ import annotations

import re

from actions import quechua, quechua_topics
from actions.reading.places import surely_names_a_place
from actions.reading.text import LONGEST, fold
from actions.turn import Turn

TOPIC_LEAD = re.compile(
    r"^(?:(?:mejor|mas bien|rather|better|lo|hola|buen[oa]s?(?: (?:dias?|tardes|noches))?"
    r"|por ?fa(?:vor)?|y|quiero|kiero"
    r"|quisiera|me|gustaria|deseo|necesito|busco|puedo|podria|aprender|aprendo|estudiar|estudio"
    r"|saber|donde"
    r"|como|que|hay|tienes?|tienen|algun[oa]?s?|algo|cursos?|libros?|videos?|tutorial(?:es)?"
    r"|clases?|leccion(?:es)?|recursos?|ayuda(?:me)?|ensen[ae](?:me|s)?|dame|mandame"
    r"|info(?:rmacion)?|gratis|de|del"
    r"|a|al|en|sobre|para|con|un|una|otro|tema|ahora"
    r"|hi|hello|hey|there|good (?:morning|afternoon|evening)|please|pls|plz|i(?:'m|'d|'ve)?|im|id"
    r"|am"
    r"|we(?:'re|'d)?|would|could|should|can|do|does|did|you|u|like|love|want|wants|wanna|need|to"
    r"|learn"
    r"|learning|study|studying|practi[cs]e|improve|know|how|what(?:'s)?|where|which|is|are|any"
    r"|some"
    r"|some(?:thing|where)|any(?:thing|where)|teach|explain|help|give|show|send|tell|recommend"
    r"|find|get|got"
    r"|have|looking|searching|free|online|courses?|class(?:es)?|lessons?|books?|tutorials?"
    r"|exercises?"
    r"|resources?|materials?|about|on|of|for|in|with|the|an|my|more|another|other|topic|now|and"
    r"|but)\b[\s,:]*)+"
)
# Where a sentence begins with who wants it: "my mother wants to learn how to use whatsapp".
TOPIC_CUE = re.compile(
    r"^(?:\S+ ){0,12}?"
    r"(?:(?:wants?|likes?|loves?|needs?|wish|hope) to (?:learn|study|practi[cs]e|improve|know)"
    r"|(?:courses?|books?|classes|lessons?|videos?|materials?) (?:on|about|of|in|for)"
    r"|(?:exam|test|homework)(?: (?:is|of|in|on|about))+)"
    r"(?: (?:about|how to|to|my|the|some|a|an))* "
)
# A question is looked for as it was asked: of "como adjunto un archivo a un correo" its one noun
# finds anything about mail, and not the answer.
QUESTION = re.compile(
    r"^(?:(?:hola|buen[oa]s?|oye|y|pero|mi \w+|dias?|tardes|noches|hi|hello|hey|there|please|and"
    r"|but)\b[\s,.]*)*"
    r"(?:que (?:es|son|significa|diferencia|pongo|partes|hago|lleva|debe)|cual es|cuando|por ?que"
    r"|para que|se escribe|me (?:roba|hackea|clona|estafa)ron|como(?! (?:puedo )?aprend)"
    r"|what(?:'s| is| are| do| does| should| happens)|why|when|which is|how(?! (?:do|can|could"
    r"|to) (?:i )?learn)"
    r"|(?:they|someone|somebody) (?:stole|hacked|cloned))\b"
)
TOPIC_TAIL = re.compile(
    r"(?:[\s,]*\b(?:gratis|por ?fa(?:vor)?|gracias|nuevo|con certificado|for free|free|please|pls"
    r"|plz"
    r"|thanks|thank you|with (?:an? )?(?:free )?certificate))+[\s.!?]*$"
)


def named_topic(turn: Turn) -> str:
    """What the message wants to learn, in its own words; empty where it names nothing."""
    named = " ".join(turn.values("topic")).strip()
    if (in_quechua := quechua_topics.topic_of(turn.text[:LONGEST], named)) is not None:
        return in_quechua[:200]
    if not named:
        said = fold(turn.text[:LONGEST]).lstrip("¿¡ ")
        named = TOPIC_TAIL.sub("", TOPIC_CUE.sub("", TOPIC_LEAD.sub("", said)))
    return named.strip(" ?!.,;:¿¡")[:200]


def question_asked(turn: Turn) -> str:
    """The message itself, for the search: it reads sentences, and knows which words decide.

    Empty where the message also speaks of a place, or is in Quechua: then only the topic is
    searched for.
    """
    if quechua.speaks(turn.text[:LONGEST]):
        return ""
    if turn.values("place") or surely_names_a_place(turn.text):
        folded = fold(turn.text[:LONGEST]).lstrip("¿¡ ")
        return folded.strip(" ?!.,;:¿¡")[:200] if QUESTION.search(folded) else ""
    return fold(turn.text[:LONGEST]).strip(" ?!.,;:¿¡")[:200]
