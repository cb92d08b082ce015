"""Questions as they are really typed: no accents, SMS spellings, a slip here and there.

Slips are those of people who write as they hear and with a thumb: b for v, s for z, an h left
out, a letter lost, doubled or in its neighbour's place. The same text always gets the same slips.
"""

from __future__ import annotations

import random
import re
import zlib

from knowledge_base.index.text import plain

# Of the words of five letters or more, the share that gets one slip.
SLIPS = 0.15
_SHORTEST = 5
_SHORTHAND = {
    "que": "q",
    "por": "x",
    "porque": "xq",
    "para": "pa",
    "tambien": "tmb",
    "de": "d",
}
# How often people write a word short where it can be.
_SHORT = 0.5
_SOUNDS = (
    ("b", "v"),
    ("v", "b"),
    ("z", "s"),
    ("ce", "se"),
    ("ci", "si"),
    ("s", "z"),
    ("ll", "y"),
    ("qu", "k"),
    ("h", ""),
    ("ge", "je"),
    ("gi", "ji"),
    ("ca", "ka"),
    ("co", "ko"),
)


def noisy(question: str) -> str:
    """Return a question as it might be typed on a phone, always the same for the same text."""
    chance = random.Random(zlib.crc32(question.encode("utf-8")))
    words = re.findall(r"[^\W_]+|[^\w\s]", plain(question))
    typed = [_typed(word, chance) for word in words if word not in "¿¡?!.,;:\"'()"]
    return " ".join(typed)


def _typed(word: str, chance: random.Random) -> str:
    if word in _SHORTHAND and chance.random() < _SHORT:
        return _SHORTHAND[word]
    if len(word) < _SHORTEST or not word.isalpha() or chance.random() >= SLIPS:
        return word
    return _slip(word, chance)


def _slip(word: str, chance: random.Random) -> str:
    heard = [word.replace(right, wrong, 1) for right, wrong in _SOUNDS if right in word]
    # Nobody gets the first letter wrong.
    place = chance.randrange(1, len(word) - 1)
    thumbs = [
        word[:place] + word[place + 1 :],
        word[:place] + word[place] + word[place:],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    ]
    return chance.choice(chance.choice([heard, thumbs]) if heard else thumbs)
