"""Read YAML: the form of the shipped catalogue, or a plain list of resources."""

from __future__ import annotations

import yaml

from knowledge_base.resources.formats.json_rows import rows_of_list
from knowledge_base.resources.formats.rows import Hints, Rows, UnreadableFile

_DEEPEST = 20
# The C parser is ten times as fast; a build without it still reads.
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, hints: Hints) -> Rows:
    """Read `topic` and `resources`, or a list; raises UnreadableFile."""
    try:
        _refuse_bombs(text)
        content = yaml.load(text, Loader=_Loader)
    except UnreadableFile:
        raise
    # PyYAML's builders let other errors through: a date of day 99, an integer without digits.
    except (yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableFile(f"no es YAML: {' '.join(str(error).split())[:200]}") from None
    topic = None
    if isinstance(content, dict):
        topic, content = content.get("topic"), content.get("resources")
    return rows_of_list(content, topic, hints)


def _refuse_bombs(text: str) -> None:
    """Raise UnreadableFile for aliases (a few lines of them can stand for gigabytes) and depth."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1
            raise UnreadableFile(f"línea {line}: usa alias (*), y no se admiten")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise UnreadableFile(f"línea {event.start_mark.line + 1}: tiene demasiados niveles")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
