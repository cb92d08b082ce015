"""A store of any age is brought up to date with its plans, and back."""

from __future__ import annotations

import json

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, select, text

from recommender.plan.codes import read_code
from recommender.plan.compare import compare
from recommender.plan.export import to_csv
from recommender.plan.plans import PlanFailed, PlanStore
from recommender.store import MIGRATIONS, metadata, open_store, plans

SITE = {
    "rank": 1, "id": "0504010001", "name": "Huanta", "label": "Huanta, Huanta, Huanta, Ayacucho",
    "district": "Huanta", "province": "Huanta", "department": "Ayacucho", "latitude": -12.9,
    "longitude": -74.2, "urban": True, "newly_reached_people": 10, "newly_reached_youth": 4,
    "suitability": None, "nearest_hub_km": 10.8, "reason_sms": "Huanta (Huanta)",
}  # fmt: skip
HEAD = {"problem": "mclp", "k": 1, "radius_km": 5.0,
        "region": {"id": "0504", "kind": "province", "label": "Huanta, Ayacucho"},
        "created_at": "2026-11-01T10:00:00Z"}  # fmt: skip
DONE = {
    **HEAD, "status": "done", "sites": [SITE], "newly_covered_people": 10,
    "newly_covered_youth": 4, "covered_people": 30, "region_people": 40, "objective": 100.0,
    "bound": 104.2, "gap_percent": 4.0, "gap_note": "ningún plan alcanza más de 5 %",
    "versions": {"model": "m", "data": "2022", "hubs_as_of": "2026-10-01"}, "duration_s": 0.1,
}  # fmt: skip


def migrate(connection: Connection, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    move = command.downgrade if to == "0001" and _revision(connection) else command.upgrade
    move(config, to)
    connection.commit()


def _revision(connection: Connection) -> str | None:
    options = {"version_table": "recommender_alembic_version"}
    return MigrationContext.configure(connection, opts=options).get_current_revision()


@pytest.fixture
def old_url(store_url: str) -> str:
    """A store made before plans had codes, with a plan done and one running."""
    engine = create_engine(store_url)
    with engine.connect() as connection:
        migrate(connection, "0001")
        for plan_id, plan in (("done", DONE), ("running", {**HEAD, "status": "running"})):
            row = {"id": plan_id, "at": HEAD["created_at"], "document": json.dumps(plan)}
            insert = "INSERT INTO plans (id, created_at, document) VALUES (:id, :at, :document)"
            connection.execute(text(insert), row)
        connection.commit()
    engine.dispose()
    return store_url


def test_a_plan_of_before_is_shown_compared_and_exported(old_url: str) -> None:
    store = PlanStore(open_store(old_url))
    plan = store.get("done")
    assert {**plan, **DONE} == {**plan, "sites": [SITE]}
    assert (plan["covered_percent"], plan["total_cost"], plan["proven"]) == (75.0, 1.0, False)
    assert plan["gap_note_en"].endswith("more than 5 % above this one")
    code = read_code(plan["code"])
    assert code is not None and store.by_code(code) == plan
    assert compare(plan, plan)["people_gained"] == 0
    assert "050401" in to_csv(plan)


def test_a_plan_that_ran_before_counts_as_lost(old_url: str) -> None:
    with pytest.raises(PlanFailed):
        PlanStore(open_store(old_url)).get("running")


def test_the_tables_are_those_that_the_code_knows(store_url: str) -> None:
    with open_store(store_url).connect() as connection:
        options = {"version_table": "recommender_alembic_version"}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_way_back_keeps_the_plans(old_url: str) -> None:
    engine = open_store(old_url)
    with engine.connect() as connection:
        migrate(connection, "0001")
        kept = dict(connection.execute(select(plans.c.id, plans.c.document)).all())
        assert json.loads(kept["done"])["newly_covered_people"] == 10
    engine.dispose()
    assert PlanStore(open_store(old_url)).get("done")["status"] == "done"
