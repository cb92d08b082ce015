"""Write the model as a .keras file, whose bytes repeat, and as a SavedModel."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import zipfile
from pathlib import Path

import keras

# The earliest time a zip entry can hold: the same model gives the same file.
EPOCH = (1980, 1, 1, 0, 0, 0)
# Random and not needed to load: it only tells one export from another.
FINGERPRINT = "fingerprint.pb"


def export(model: keras.Model, folder: Path) -> None:
    """Write `model.keras` and `saved_model/` into a folder, replacing what was there."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        saved = Path(scratch) / "model.keras"
        model.save(saved)
        _write_again(saved, folder / "model.keras")
    shutil.rmtree(folder / "saved_model", ignore_errors=True)
    model.export(str(folder / "saved_model"), format="tf_saved_model", verbose=False)
    (folder / "saved_model" / FINGERPRINT).unlink(missing_ok=True)


def _numbered(config: bytes) -> bytes:
    """Return a model's config with shared objects numbered by appearance, not by address."""
    number: dict[bytes, int] = {}

    def replace(match: re.Match[bytes]) -> bytes:
        return match[1] + str(number.setdefault(match[2], len(number) + 1)).encode("ascii")

    return re.sub(rb'("shared_object_id": )(\d+)', replace, config)


def _write_again(source: Path, target: Path) -> None:
    """Copy a .keras archive without what differs from one saving to the next."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "metadata.json":
                metadata = json.loads(content)
                metadata.pop("date_saved", None)
                content = json.dumps(metadata, sort_keys=True).encode("utf-8")
            if name == "config.json":
                content = _numbered(content)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
