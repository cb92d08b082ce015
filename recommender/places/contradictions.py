"""What to make of a query whose names do not lie in one another, as in "mórrope, chiclayo"."""

from __future__ import annotations

from recommender.places.catalogue import Catalogue
from recommender.places.query import MAX_WORDS, parts_of
from recommender.records import Match, SearchResult

MIN_LETTERS = 4
# Who names Lima and a hamlet elsewhere means Lima.
OUTSTANDING = 10


def names_in(query: str, catalogue: Catalogue) -> list[str]:
    """Return the runs of a query's words that name a place exactly, in order, none overlapping."""
    names: list[str] = []
    for text, _ in parts_of(query):
        words = text.split()[:MAX_WORDS]
        start = 0
        while start < len(words):
            runs = (" ".join(words[start:end]) for end in range(len(words), start, -1))
            name = next((run for run in runs if _is_name(run, catalogue)), "")
            names += [name] if name else []
            start += len(name.split()) or 1
    return list(dict.fromkeys(names))


def _is_name(text: str, catalogue: Catalogue) -> bool:
    if len(text) < MIN_LETTERS or catalogue.is_everyday(text):
        return False
    return bool(catalogue.named(text))


def either(found: list[SearchResult], limit: int) -> SearchResult:
    """Join what each name finds: no name is passed over in silence.

    The name that comes first is the likelier one. One with ten times the people of the others is
    what is meant, but within one department it says where the lesser place lies.
    """
    if len(found) < 2:
        return found[0] if found else SearchResult("none", ())
    first, rest = found[0], found[1:]
    if _people(first) >= OUTSTANDING * max(_people(one) for one in rest):
        if not any(_department(one) == _department(first) for one in rest):
            return first
        found = [*rest, first]
    matches = _one_each([match for one in found for match in _alternatives(one)])
    return SearchResult("ambiguous" if len(matches) > 1 else first.status, matches[:limit])


def _alternatives(result: SearchResult) -> tuple[Match, ...]:
    """Return one match for a name that is one place, with all units of that name, else all."""
    return result.matches[:1] if result.status == "match" else result.matches


def _one_each(matches: list[Match]) -> tuple[Match, ...]:
    return tuple({match.place.id: match for match in matches}.values())


def _people(result: SearchResult) -> int:
    return max(match.place.people for match in result.matches)


def _department(result: SearchResult) -> str:
    return result.matches[0].place.id[:2]
