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

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings; raise ValueError when TECHHUB_MIRROR names no folder."""
        named = environ.get("TECHHUB_MIRROR", "").strip()
        mirror = Path(named) if named else None
        if mirror is not None and not mirror.is_dir():
            raise ValueError(f"TECHHUB_MIRROR names {named!r}, which is not a folder")
        work = Path(environ.get("TECHHUB_VAR") or "var") / "pipeline"
        bundle = Path(environ.get("RECOMMENDER_BUNDLE") or BUNDLE)
        return cls(mirror, work, work / "downloads", bundle)
