"""What the pipeline takes from its environment, read here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BUNDLE = Path(__file__).resolve().parent.parent / "bundle"


@dataclass(frozen=True)
class Settings:
    """Where the sources are, where work is kept and where the bundle goes."""

    mirror: Path | None
    work: Path
    downloads: Path
    bundle: Path
    schools: Path | None = None
    outcomes: Path | None = None
    health_posts: bool = True

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings; raise ValueError naming the variable that does not fit."""
        named = environ.get("TECHHUB_MIRROR", "").strip()
        mirror = Path(named) if named else None
        if mirror is not None and not mirror.is_dir():
            raise ValueError(f"TECHHUB_MIRROR names {named!r}, which is not a folder")
        work = Path(environ.get("TECHHUB_VAR") or "var") / "pipeline"
        bundle = Path(environ.get("RECOMMENDER_BUNDLE") or BUNDLE)
        health = environ.get("TECHHUB_HEALTH_POSTS", "").strip() or "with"
        if health not in ("with", "without"):
            raise ValueError(f"TECHHUB_HEALTH_POSTS must be with or without, not {health!r}")
        return cls(
            mirror,
            work,
            work / "downloads",
            bundle,
            schools=_file(environ, "TECHHUB_SCHOOLS"),
            outcomes=_file(environ, "TECHHUB_OUTCOMES"),
            health_posts=health == "with",
        )


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    named = environ.get(name, "").strip()
    if named and not Path(named).is_file():
        raise ValueError(f"{name} names {named!r}, which is not a file")
    return Path(named) if named else None
