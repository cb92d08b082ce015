"""Find the root of a Quechua word: `yachayta` and `yachaymanta` are `yachay` with an ending."""

from __future__ import annotations

from collections.abc import Container

# Southern Quechua's commonest endings; one follows another, as in `wasi-kuna-man-ta`.
_ENDINGS = (
    "kunata kunaman kunamanta kunapaq kunawan kunapi kuna manta rayku "
    "nchik niyki niyku ykichik ykiku yki yku nki nku ni ta pi man paq wan nta kama "
    "pas mi qa chu taq cha chus sina hina lla raq na nin n y m s q chiy kuy yta yman ypaq "
    "saq sun spa stin chkani chkan rqani rqan nay nayki nayta ymi ypi sqa pa "
    "ykita nkuta niykita churqan kuni kuna"
).split()
_SHORTEST_ROOT = 3
_MOST_ENDINGS = 3


def quechua_root(word: str, known: Container[str]) -> str | None:
    """Return the longest known root that a plain word is made of, or None."""
    for length in range(len(word), _SHORTEST_ROOT - 1, -1):
        root, rest = word[:length], word[length:]
        # Verbs stand in lists with `y`: `llamka-ni` is `llamkay`.
        for listed in (root, root + "y"):
            if listed in known and _endings(rest, _MOST_ENDINGS):
                return listed
    return None


def _endings(rest: str, most: int) -> bool:
    if not rest:
        return True
    return most > 0 and any(
        rest.startswith(ending) and _endings(rest[len(ending) :], most - 1) for ending in _ENDINGS
    )
