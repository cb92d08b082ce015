"""What a message says beside its intent, in three languages: numbers, places, topics."""

from actions.reading.numbers import NUMBERS, chosen_number, named_number, named_radius
from actions.reading.places import (
    NO_PLACE,
    in_spanish_levels,
    name_at_start,
    phrases_after_markers,
    says_whole_country,
    surely_names_a_place,
    trimmed,
)
from actions.reading.text import LONGEST, fold
from actions.reading.topics import named_topic, question_asked

__all__ = [
    "LONGEST",
    "NO_PLACE",
    "NUMBERS",
    "chosen_number",
    "fold",
    "in_spanish_levels",
    "name_at_start",
    "named_number",
    "named_radius",
    "named_topic",
    "phrases_after_markers",
    "question_asked",
    "says_whole_country",
    "surely_names_a_place",
    "trimmed",
]
