from datetime import date

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from knowledge_base.database import engine as opening
from knowledge_base.resources.gaps import GapStore
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore

BEFORE_KEYS = "0002"
BEFORE_WEEKS = "0006-1"
TODAY = date(2026, 11, 23)


def _move(engine: Engine, move: str, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(opening._MIGRATIONS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        getattr(command, move)(config, revision)
        connection.commit()


def _ids(connection: Connection) -> list[str]:
    return list(connection.execute(text("SELECT id FROM resources ORDER BY id")).scalars())


def test_links_that_were_kept_before_get_their_key(database: Engine, welding: Resource) -> None:
    store = ResourceStore(database)
    store.save(welding)
    _move(database, "downgrade", BEFORE_KEYS)
    with database.connect() as connection:
        assert _ids(connection) == [welding.id]
    _move(database, "upgrade", "head")
    assert store.owner_of_link("http://example.org/soldadura/") == welding.id


def test_gaps_survive_the_way_back_and_forth(database: Engine) -> None:
    gaps = GapStore(database, keep_days=180)
    gaps.record("soldar", "es", TODAY, province="0801")
    gaps.record("coser", "es", TODAY)
    number = gaps.all()[0].number
    gaps.dismiss(number, "rosa", TODAY)
    _move(database, "downgrade", BEFORE_WEEKS)
    with database.connect() as connection:
        questions = connection.execute(text("SELECT question FROM gaps ORDER BY number"))
        assert list(questions.scalars()) == ["soldar", "coser"]
    _move(database, "upgrade", "head")
    # What was not kept is not made up: the first day known is the last.
    assert [(gap.question, gap.state, gap.first_asked_on) for gap in gaps.all()] == [
        ("soldar", "open", TODAY),
        ("coser", "open", TODAY),
    ]
    assert gaps.weeks() == []
    gaps.record("soldar", "es", TODAY)
    assert gaps.all()[0].times == 2
