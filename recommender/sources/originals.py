"""Fetch the file of a source: from the mirror folder, else from its public address."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from recommender.sources.errors import SourceError


@dataclass(frozen=True)
class Original:
    """One file of a source.

    `mirror_name` is its name in the mirror folder. `url` and `sha256` name the same bytes at a
    pinned public commit; both are empty where the original is no longer published in a form that
    can be pinned, and then only the mirror has it.
    """

    mirror_name: str
    publisher: str
    year: str
    licence: str
    url: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Fetcher:
    """Finds originals; `mirror` may be None, `cache` is where downloads are kept."""

    mirror: Path | None
    cache: Path

    def path_of(self, original: Original) -> Path:
        """Return a local path of the file; raise SourceError when there is none."""
        if self.mirror is not None and (self.mirror / original.mirror_name).is_file():
            return self.mirror / original.mirror_name
        if original.url:
            return self._download(original)
        where = f"not in {self.mirror}" if self.mirror else "and TECHHUB_MIRROR is not set"
        raise SourceError(
            f"{original.mirror_name}: {where}; it has no public address to take it from, "
            "so TECHHUB_MIRROR must name a folder that holds it"
        )

    def _download(self, original: Original) -> Path:
        # Imported here: a build from the mirror needs neither pooch nor requests.
        import pooch

        try:
            return Path(
                pooch.retrieve(
                    original.url,
                    known_hash=f"sha256:{original.sha256}",
                    fname=original.mirror_name,
                    path=self.cache,
                )
            )
        except (OSError, ValueError) as error:
            raise SourceError(
                f"{original.mirror_name}: could not be taken from {original.url} ({error}); "
                "TECHHUB_MIRROR may name a folder that holds it"
            ) from error


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
