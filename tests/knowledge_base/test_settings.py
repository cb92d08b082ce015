from pathlib import Path

import pytest

from knowledge_base.resources.interests import FLOOR
from knowledge_base.settings import SHIPPED_ENCODER, Settings, SettingsError


def test_nothing_set_runs_offline_on_sqlite() -> None:
    settings = Settings.from_environment({})
    assert settings.encoder.name == SHIPPED_ENCODER
    assert settings.database_url.endswith("var/knowledge_base/resources.sqlite")
    assert settings.port == 8001
    assert settings.editor_token == ""


def test_var_moves_database_and_index() -> None:
    settings = Settings.from_environment({"TECHHUB_VAR": "/data"})
    assert settings.database_url == "sqlite:////data/knowledge_base/resources.sqlite"
    assert settings.index_folder == Path("/data/knowledge_base/index")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_uses_the_installed_driver(scheme: str) -> None:
    address = f"{scheme}://u:p@localhost/d"
    settings = Settings.from_environment({"KNOWLEDGE_BASE_DATABASE_URL": address})
    assert settings.database_url == "postgresql+psycopg://u:p@localhost/d"


@pytest.mark.parametrize("value", ["eight", "0", "70000"])
def test_a_bad_port_is_named(value: str) -> None:
    with pytest.raises(SettingsError, match="KNOWLEDGE_BASE_PORT"):
        Settings.from_environment({"KNOWLEDGE_BASE_PORT": value})


@pytest.mark.parametrize("value", ["9", "0", "-10", "ten"])
def test_the_smallest_count_is_never_lowered(value: str) -> None:
    assert Settings.from_environment({}).smallest_count == FLOOR
    with pytest.raises(SettingsError, match="KNOWLEDGE_BASE_SMALLEST_COUNT"):
        Settings.from_environment({"KNOWLEDGE_BASE_SMALLEST_COUNT": value})


def test_every_variable_stands_in_the_readme() -> None:
    root = Path(__file__).parents[2] / "knowledge_base"
    source = (root / "settings.py").read_text("utf-8")
    readme = (root / "README.md").read_text("utf-8")
    names = {part.split('"')[0] for part in source.split('"KNOWLEDGE_BASE_')[1:]}
    assert len(names) > 5
    assert [name for name in names if f"KNOWLEDGE_BASE_{name}" not in readme] == []


def test_the_key_of_the_backups_is_long_and_not_the_public_one() -> None:
    name = "KNOWLEDGE_BASE_BACKUP_KEY"
    public = "development-key-not-for-production"
    assert Settings.from_environment({}).console.backup_key == ""
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({name: "x" * 19})
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({name: public})
    development = {name: public, "TECHHUB_ENV": "development"}
    assert Settings.from_environment(development).console.backup_key == public
    settings = Settings.from_environment({name: "una frase que nadie adivina"})
    assert settings.console.backup_key == "una frase que nadie adivina"
    assert "nadie" not in repr(settings) and "nadie" not in str(settings.environment())
