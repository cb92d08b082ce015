"""A store of any age is brought up to date with its plans, and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, select, text

from recommender.hubs.register import HubRegister, Seed, UnknownHub
from recommender.plan.codes import read_code
from recommender.plan.compare import compare
from recommender.plan.export import to_csv
from recommender.plan.plans import PlanFailed, PlanStore
from recommender.records import Hub
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
    move = command.downgrade if (_revision(connection) or "") > to else command.upgrade
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


HUB_ROW = {
    "id": "tambo-1", "name": "Tambo", "kind": "tambo", "latitude": -12.1, "longitude": -75.3,
    "ubigeo": "050401", "services": '["wifi"]', "services_confirmed": True, "verified_on": None,
    "source": "OSM", "licence": "ODbL", "edited": False, "deleted": False,
}  # fmt: skip


@pytest.fixture
def hubs_url(store_url: str) -> str:
    """A store made before hubs had versions: one as its source says, one edited, one deleted."""
    engine = create_engine(store_url)
    names = ", ".join(HUB_ROW)
    values = ", ".join(f":{name}" for name in HUB_ROW)
    with engine.connect() as connection:
        migrate(connection, "0002")
        for change in (
            {},
            {"id": "tambo-2", "name": "Mío", "edited": True},
            {"id": "tambo-3", "edited": True, "deleted": True},
        ):
            insert = text(f"INSERT INTO hubs ({names}) VALUES ({values})")
            connection.execute(insert, {**HUB_ROW, **change})
        connection.execute(
            text(
                "INSERT INTO register (id, version, seed_digest, as_of, source, licence)"
                " VALUES (1, 7, 'old', '2026-10-01', 'OSM', 'ODbL')"
            )
        )
        connection.commit()
    engine.dispose()
    return store_url


def tambo(number: int, name: str = "Tambo") -> Hub:
    return Hub(f"tambo-{number}", name, "tambo", -12.1, -75.3, "050401", ("wifi",), True, None,
               "OSM", "ODbL")  # fmt: skip


def test_hubs_of_before_know_what_their_source_said(hubs_url: str) -> None:
    register = HubRegister(open_store(hubs_url))
    entries = {entry.hub.id: entry for entry in register.entries()}
    assert {hub_id: entry.hub for hub_id, entry in entries.items()} == {
        "tambo-1": tambo(1),
        "tambo-2": tambo(2, "Mío"),
    }
    assert all(entry.version == 1 and entry.updated_at for entry in entries.values())
    register.put([replace(tambo(1), hours="9 a 17")])
    listed = (tambo(1, "Fuente"), tambo(2, "Fuente"), tambo(3))
    assert register.seed(Seed(listed, "2027-01-01", "OSM", "ODbL")) is True
    assert register.get("tambo-1") == replace(tambo(1, "Fuente"), hours="9 a 17")
    assert register.get("tambo-2") == tambo(2, "Mío")
    with pytest.raises(UnknownHub):
        register.get("tambo-3")
    register.engine.dispose()


def test_the_way_back_keeps_the_hubs_and_sends_nobody_to_a_closed_one(hubs_url: str) -> None:
    register = HubRegister(open_store(hubs_url))
    register.put([replace(tambo(2, "Mío"), status="closed")])
    with register.engine.connect() as connection:
        migrate(connection, "0002")
        rows = connection.execute(text("SELECT id, name, deleted FROM hubs ORDER BY id")).all()
        assert [tuple(row) for row in rows] == [
            ("tambo-1", "Tambo", False),
            ("tambo-2", "Mío", True),
            ("tambo-3", "Tambo", True),
        ]
    register.engine.dispose()
    again = HubRegister(open_store(hubs_url))
    assert [entry.hub for entry in again.entries()] == [tambo(1)]
    again.engine.dispose()
