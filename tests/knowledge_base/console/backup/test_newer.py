"""What a newer program made is refused and left as it is: a copy, or the database to restore to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from knowledge_base.console.backup.copying import make_backup, restore_backup
from knowledge_base.console.backup.errors import BackupError
from knowledge_base.database.engine import open_database
from tests.knowledge_base.console.backup.rows import contents, fill

KEY = "una frase que nadie adivina 2026"


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_newer_database_is_left_alone(
    new_database: Callable[[str], str], tmp_path: Path, kind: str, replace: bool
) -> None:
    before, url = new_database("sqlite"), new_database(kind)
    for each in (before, url):
        fill(open_database(each), 2)
    make_backup(before, KEY, tmp_path / "copia", {})
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    seen = contents(engine)
    with pytest.raises(BackupError, match=r"base de datos es de una versión más nueva.*9999"):
        restore_backup(url, KEY, tmp_path / "copia", replace=replace)
    assert contents(engine) == seen
    engine.dispose()
