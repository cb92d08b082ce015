from dataclasses import replace

import pytest
from sqlalchemy import Engine, inspect

from knowledge_base.database.engine import migrate
from knowledge_base.resources import tables
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore


@pytest.fixture
def store(database: Engine) -> ResourceStore:
    return ResourceStore(database)


def test_migrations_leave_the_tables_that_the_code_uses(database: Engine) -> None:
    migrate(database)
    seen = inspect(database)
    for table in tables.metadata.sorted_tables:
        columns = {column["name"] for column in seen.get_columns(table.name)}
        assert columns == {column.name for column in table.columns}


def test_the_catalogue_is_taken_in_once(store: ResourceStore, catalogue: list[Resource]) -> None:
    assert store.sync_catalogue(catalogue).created == len(catalogue)
    revision = store.revision()
    assert store.sync_catalogue(catalogue).unchanged == len(catalogue)
    assert store.revision() == revision
    assert store.all() == sorted(catalogue, key=lambda r: r.id)


def test_a_changed_catalogue_updates_and_withdraws(
    store: ResourceStore, catalogue: list[Resource]
) -> None:
    store.sync_catalogue(catalogue)
    changes = store.sync_catalogue([replace(catalogue[0], title="Otro"), *catalogue[2:]])
    assert (changes.updated, changes.withdrawn) == (1, 1)
    assert store.get(catalogue[1].id) is None
    stored = store.get(catalogue[0].id)
    assert stored and stored.resource.title == "Otro"


def test_edits_and_deletions_of_editors_survive_the_catalogue(
    store: ResourceStore, catalogue: list[Resource]
) -> None:
    store.sync_catalogue(catalogue)
    assert store.save(replace(catalogue[0], title="De un editor")) is False
    assert store.delete(catalogue[1].id)
    later = [replace(r, description="Texto nuevo.") for r in catalogue]
    assert store.sync_catalogue(later).kept_for_editors == 2
    stored = store.get(catalogue[0].id)
    assert stored and stored.edited and stored.resource.title == "De un editor"
    assert store.get(catalogue[1].id) is None
    assert store.sync_catalogue([]).withdrawn == len(catalogue) - 2
    assert store.get(catalogue[0].id) is not None


def test_what_was_imported_is_not_withdrawn_with_the_catalogue(
    store: ResourceStore, catalogue: list[Resource], welding: Resource
) -> None:
    store.import_all([welding])
    store.sync_catalogue(catalogue)
    assert store.sync_catalogue([]).withdrawn == len(catalogue)
    assert store.all() == [welding]


def test_what_an_import_changed_stands_before_the_catalogue(
    store: ResourceStore, catalogue: list[Resource]
) -> None:
    store.sync_catalogue(catalogue)
    changed = replace(catalogue[0], title="De una lista")
    assert store.import_all([changed, catalogue[1]]).updated == 1
    revision = store.revision()
    assert store.sync_catalogue(catalogue).unchanged == len(catalogue)
    assert store.import_all([changed]).unchanged == 1
    assert store.revision() == revision
    # What an import left as it was is still the catalogue's.
    assert store.sync_catalogue([]).withdrawn == len(catalogue) - 1


def test_every_change_leaves_a_revision(store: ResourceStore, welding: Resource) -> None:
    store.save(welding)
    store.save(replace(welding, title="Soldadura bajo el agua"))
    store.delete(welding.id)
    store.save(welding)
    seen = [(row["action"], row["actor"]) for row in store.revisions(welding.id)]
    assert [action for action, _ in seen] == ["create", "update", "delete", "create"]
    assert {actor for _, actor in seen} == {"editor"}


@pytest.mark.parametrize("name", ["nada", "con\x00nulo", "", "\ud800"])
def test_deleting_nothing_says_so(store: ResourceStore, name: str) -> None:
    assert store.delete(name) is False
    assert store.get(name) is None


def test_pages_are_filtered_and_counted(store: ResourceStore, catalogue: list[Resource]) -> None:
    store.sync_catalogue(catalogue)
    books = [r.id for r in sorted(catalogue, key=lambda r: r.id) if r.kind == "book"]
    found, total = store.page({"kind": "book"}, limit=1, offset=1)
    assert ([r.id for r in found], total) == (books[1:2], len(books))


def test_a_link_has_one_owner_however_it_is_written(
    store: ResourceStore, welding: Resource
) -> None:
    store.save(welding)
    assert store.owner_of_link("http://example.org/soldadura/?utm_source=x#a") == welding.id
    store.save(replace(welding, url="https://example.org/otra"))
    assert store.owner_of_link("https://example.org/soldadura") is None
    store.delete(welding.id)
    assert store.owner_of_link("https://example.org/otra") is None
