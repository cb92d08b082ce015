"""Gather the texts of each package into its catalogues, one a language, and compile them.

A text without a translation stays empty in the catalogue: fill it in and run this again. What no
package says any more stays as obsolete, behind `#~`, and comes back with its text.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None, "later": None}
# What Babel asks of an extractor: line, function, messages, comments.
Found = Iterator[tuple[int, str, str, list[str]]]


def responses(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Any, options: Any
) -> Found:
    """The texts of the responses in a file of the bot's domain."""

    def walk(node: yaml.Node, name: str = "") -> Found:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield from walk(value, key.value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield from walk(value)
        elif name == "text":
            yield node.start_mark.line + 1, "", node.value, []

    document = yaml.compose(file, yaml.SafeLoader)
    for key, value in document.value if document else ():
        if key.value == "responses":
            yield from walk(value)


def constants(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Any, options: Any
) -> Found:
    """The texts of several words that a module's constants hold."""
    for statement in ast.parse(file.read()).body:
        if not isinstance(statement, (ast.Assign, ast.AnnAssign)):
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if " " in node.value.strip():
                    yield node.lineno, "", node.value, []


@dataclass(frozen=True)
class Texts:
    """The texts of one package, and the languages that they are translated to.

    `methods` says which extractor reads the files of which pattern.
    """

    package: str
    about: str
    languages: tuple[str, ...]
    methods: tuple[tuple[str, Any], ...]

    @property
    def folder(self) -> Path:
        """Where the package lies."""
        return ROOT / self.package

    def catalogue(self, language: str) -> Path:
        """The file that people write the translations in."""
        return self.folder / "translations" / language / "LC_MESSAGES" / "messages.po"

    def found(self) -> list[str | tuple[str, ...]]:
        """Each text of the package once, in the order of the files; a pair where it counts."""
        texts = [
            message
            for pattern, method in self.methods
            for file in sorted(self.folder.glob(pattern))
            for _, message, _, _ in extract_from_file(method, file, keywords=KEYWORDS)
        ]
        return list(dict.fromkeys(texts))


PACKAGES = (
    Texts(
        "knowledge_base/console",
        "the editors' console",
        ("en",),
        (("**/*.py", "python"), ("**/templates/**/*.html", "jinja2")),
    ),
    Texts("actions", "the action server's replies", ("en", "qu"), (("**/*.py", "python"),)),
    Texts(
        "bot",
        "the bot's fixed replies",
        ("en", "qu"),
        (
            ("domain/*.yml", responses),
            ("channel/words.py", constants),
            ("**/*.py", "python"),
        ),
    ),
)


def gather(texts: Texts, language: str) -> Catalog:
    """Write a catalogue of what the package says now, and its compiled form; return it."""
    file = texts.catalogue(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    before = Catalog(locale=language)
    if file.exists():
        before = read(file, language)
    catalogue = Catalog(
        locale=language,
        project="Peru Community Tech Hub Recommender",
        version="1",
        msgid_bugs_address="none",
        last_translator="none",
        language_team="none",
        header_comment=f"# {before.locale.english_name} texts of {texts.about}.",
    )
    catalogue.creation_date = catalogue.revision_date = before.creation_date
    for message in texts.found():
        first = message if isinstance(message, str) else message[0]
        known = before.get(first) or before.obsolete.pop(first, None)
        catalogue.add(message, known.string if known else "")
    gone = [known for known in before if known.id and known.id not in catalogue]
    for known in (*before.obsolete.values(), *(one for one in gone if one.string)):
        catalogue.obsolete[known.id] = known
    with file.open("wb") as out:
        write_po(out, catalogue, width=100, sort_output=True)
    catalogue = read(file, language)
    with file.with_suffix(".mo").open("wb") as out:
        write_mo(out, catalogue)
    return catalogue


def read(file: Path, language: str) -> Catalog:
    """The catalogue as it is written."""
    with file.open("rb") as content:
        return read_po(content, locale=language)


def missing(catalogue: Catalog) -> list[str]:
    """The texts that lack a translation, or a form of it."""
    return [
        str(message.id)
        for message in catalogue
        if message.id
        and not all(message.string if isinstance(message.string, tuple) else (message.string,))
    ]


def main() -> int:
    """Write every catalogue; 1 where a text has no translation yet."""
    lacking = 0
    for texts in PACKAGES:
        for language in texts.languages:
            for text in missing(gather(texts, language)):
                print(f"techhub: no {language} in {texts.package} for: {text}")
                lacking += 1
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
