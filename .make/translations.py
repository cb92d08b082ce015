"""Gather the texts of the editors' console into its English catalogue, and compile it.

A text without a translation stays empty in the catalogue: fill it in and run this again.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

CONSOLE = Path(__file__).resolve().parent.parent / "knowledge_base" / "console"
ENGLISH = CONSOLE / "translations" / "en" / "LC_MESSAGES"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}


def main() -> int:
    """Write both files; 1 where a text has no translation yet."""
    with (ENGLISH / "messages.po").open("rb") as file:
        before = read_po(file, locale="en")
    catalogue = Catalog(
        locale="en",
        project="Peru Community Tech Hub Recommender",
        version="1",
        msgid_bugs_address="none",
        last_translator="none",
        language_team="none",
        header_comment="# English texts of the editors' console.",
    )
    catalogue.creation_date = catalogue.revision_date = before.creation_date
    for _, _, message, _, _ in extract_from_dir(CONSOLE, METHODS, keywords=KEYWORDS):
        known = before.get(message)
        catalogue.add(message, known.string if known else "")
    with (ENGLISH / "messages.po").open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True)
    with (ENGLISH / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="en")
    with (ENGLISH / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)
    missing = [one.id for one in catalogue if one.id and not one.string]
    for text in missing:
        print(f"techhub: no English for: {text}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
