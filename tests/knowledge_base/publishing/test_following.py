"""The search follows the pointer and what other processes write into the store."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge_base.database.engine import open_database
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.versions import IndexVersions
from knowledge_base.live.following import MOST_CHANGED, Follower
from knowledge_base.publishing.activation import activate
from knowledge_base.publishing.build import Builder
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import Settings
from tests.knowledge_base.conftest import CATALOGUE


@pytest.fixture
def store(database: Engine, catalogue: list[Resource]) -> ResourceStore:
    store = ResourceStore(database)
    store.sync_catalogue(catalogue)
    return store


@pytest.fixture
def elsewhere(database_url: str) -> Iterator[ResourceStore]:
    """The same store, as another process opens it."""
    engine = open_database(database_url)
    yield ResourceStore(engine)
    engine.dispose()


@pytest.fixture
def versions(tmp_path: Path) -> IndexVersions:
    return IndexVersions(tmp_path / "index", keep=5)


@pytest.fixture
def builder(store: ResourceStore, versions: IndexVersions, tmp_path: Path) -> Builder:
    return Builder(store, versions, tmp_path / "index")


@pytest.fixture
def follower(
    store: ResourceStore, versions: IndexVersions, builder: Builder, encoder: Encoder
) -> Follower:
    builder.build(encoder)
    follower = Follower(versions, store, encoder)
    follower.follow()
    return follower


@pytest.fixture
def knitting(welding: Resource) -> Resource:
    return replace(
        welding,
        id="tejido",
        title="Tejido a telar",
        url="https://www.example.org/tejido",
        description="Como se hace una manta.",
        tags=("tejido", "telar"),
    )


def _titles(follower: Follower, question: str) -> list[str]:
    follower.follow()
    assert follower.searcher
    return [hit.resource.title for hit in follower.searcher.search(question).hits]


def test_what_another_process_writes_and_withdraws_is_followed(
    follower: Follower, elsewhere: ResourceStore, welding: Resource
) -> None:
    assert _titles(follower, "soldadura submarina") == []
    elsewhere.save(welding)
    assert _titles(follower, "soldadura submarina") == ["Soldadura submarina"]
    elsewhere.save(replace(welding, title="Soldadura en el mar"))
    assert _titles(follower, "soldadura submarina") == ["Soldadura en el mar"]
    elsewhere.delete(welding.id)
    assert _titles(follower, "soldadura submarina") == []
    elsewhere.save(welding)
    assert _titles(follower, "soldadura submarina") == ["Soldadura submarina"]


def test_a_resource_of_the_version_is_withdrawn_and_comes_back(
    follower: Follower, elsewhere: ResourceStore, catalogue: list[Resource]
) -> None:
    scratch = next(one for one in catalogue if one.id == "scratch")
    before = _titles(follower, "scratch")
    elsewhere.delete("scratch")
    assert scratch.title not in _titles(follower, "scratch")
    elsewhere.save(scratch)
    assert _titles(follower, "scratch") == before
    assert follower.searcher and follower.searcher.resources == len(catalogue)


def test_an_edit_back_and_forth_ends_where_it_began(
    follower: Follower, elsewhere: ResourceStore, catalogue: list[Resource]
) -> None:
    scratch = next(one for one in catalogue if one.id == "scratch")
    for title in ("Tejido a telar", scratch.title, "Tejido a telar", scratch.title):
        elsewhere.save(replace(scratch, title=title))
        assert (title in _titles(follower, title)) is True
        other = {"Tejido a telar", scratch.title} - {title}
        assert not other & set(_titles(follower, other.copy().pop()))


def test_a_change_that_is_committed_after_a_later_one_is_not_lost(
    follower: Follower,
    elsewhere: ResourceStore,
    store: ResourceStore,
    welding: Resource,
    knitting: Resource,
) -> None:
    drawn, go_on = threading.Event(), threading.Event()

    def slowly() -> Iterator[Resource]:
        yield welding
        # Its revision has a number now, and its transaction is still open.
        drawn.set()
        assert go_on.wait(30)

    slow = threading.Thread(target=lambda: elsewhere.import_all(slowly()))
    quick = threading.Thread(target=lambda: store.save(knitting))
    slow.start()
    assert drawn.wait(30)
    quick.start()
    quick.join(0.5)
    follower.follow()
    go_on.set()
    slow.join(30)
    quick.join(30)
    assert _titles(follower, "tejido a telar") == ["Tejido a telar"]
    assert _titles(follower, "soldadura submarina") == ["Soldadura submarina"]


def test_writers_of_the_same_resources_do_not_block_each_other(
    store: ResourceStore, elsewhere: ResourceStore, catalogue: list[Resource]
) -> None:
    def write(where: ResourceStore, order: int, name: str) -> None:
        for turn in range(5):
            where.import_all(
                replace(one, description=f"De {name}, {turn}.") for one in catalogue[::order]
            )

    failed: list[BaseException] = []

    def tried(*arguments: object) -> None:
        try:
            write(*arguments)  # type: ignore[arg-type]
        except BaseException as error:
            failed.append(error)

    both = [
        threading.Thread(target=tried, args=(store, 1, "uno")),
        threading.Thread(target=tried, args=(elsewhere, -1, "otro")),
    ]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(60)
    assert failed == []


def test_going_back_drops_what_had_changed_and_follows_what_comes(
    follower: Follower,
    builder: Builder,
    versions: IndexVersions,
    store: ResourceStore,
    elsewhere: ResourceStore,
    encoder: Encoder,
    welding: Resource,
    knitting: Resource,
) -> None:
    older = versions.active()
    elsewhere.save(welding)
    newer = builder.build(encoder).about.version
    elsewhere.save(replace(welding, title="Soldadura en el mar"))
    assert _titles(follower, "soldadura submarina") == ["Soldadura en el mar"]

    assert older
    activate(older, versions, store, encoder)
    assert _titles(follower, "soldadura submarina") == []
    elsewhere.save(knitting)
    assert _titles(follower, "tejido a telar") == ["Tejido a telar"]
    assert _titles(follower, "soldadura submarina") == []
    # A process that starts now answers the same.
    assert _titles(Follower(versions, store, encoder), "tejido a telar") == ["Tejido a telar"]
    assert _titles(Follower(versions, store, encoder), "soldadura submarina") == []

    activate(newer, versions, store, encoder)
    assert _titles(follower, "soldadura submarina") == ["Soldadura en el mar"]
    assert _titles(follower, "tejido a telar") == ["Tejido a telar"]


def test_many_changes_want_a_build_unless_somebody_went_back(
    follower: Follower,
    builder: Builder,
    versions: IndexVersions,
    elsewhere: ResourceStore,
    store: ResourceStore,
    encoder: Encoder,
    welding: Resource,
) -> None:
    def changed(name: str, count: int) -> None:
        elsewhere.import_all(
            replace(welding, id=f"{name}-{n}", url=f"https://e.example.org/{name}/{n}")
            for n in range(count)
        )
        follower.follow()

    older = versions.active()
    changed("uno", MOST_CHANGED - 1)
    assert not follower.wants_build
    changed("otro", 1)
    assert follower.wants_build
    builder.build(encoder)
    follower.follow()
    assert not follower.wants_build

    assert older
    activate(older, versions, store, encoder)
    changed("tres", MOST_CHANGED + 1)
    assert not follower.wants_build


def test_a_store_put_back_to_an_older_state_wants_a_build(
    follower: Follower, versions: IndexVersions, encoder: Encoder, tmp_path: Path
) -> None:
    assert not follower.wants_build
    engine = open_database(f"sqlite:///{tmp_path / 'older.sqlite'}")
    moved = Follower(versions, ResourceStore(engine), encoder)
    moved.follow()
    assert moved.wants_build
    engine.dispose()


def test_a_broken_version_leaves_the_old_one_serving_and_edits_go_on(
    follower: Follower,
    builder: Builder,
    versions: IndexVersions,
    store: ResourceStore,
    elsewhere: ResourceStore,
    encoder: Encoder,
    welding: Resource,
    caplog: pytest.LogCaptureFixture,
) -> None:
    old = versions.active()
    new = builder.build(encoder).about.version
    vectors = versions.path(new) / "vectors.faiss"
    whole = vectors.read_bytes()
    vectors.write_bytes(whole[:100])
    elsewhere.save(welding)
    assert _titles(follower, "soldadura submarina") == ["Soldadura submarina"]
    assert follower.searcher and follower.searcher.index.about.version == old
    assert new in caplog.text

    # Mended, left and come back to, it is searched.
    vectors.write_bytes(whole)
    assert old
    activate(old, versions, store, encoder)
    follower.follow()
    activate(new, versions, store, encoder)
    assert _titles(follower, "soldadura submarina") == ["Soldadura submarina"]
    assert follower.searcher.index.about.version == new


def test_a_pointer_that_nobody_can_read_changes_nothing(
    follower: Follower, versions: IndexVersions, tmp_path: Path
) -> None:
    before = _titles(follower, "python")
    (tmp_path / "index" / "active").write_bytes(b"\xff\xfe\x00")
    assert _titles(follower, "python") == before
    assert versions.active() is None


class Waiting(ResourceStore):
    """A store that keeps the first who asks for the revision waiting."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.asked, self.go_on = threading.Event(), threading.Event()

    def revision(self) -> int:
        if not self.asked.is_set():
            self.asked.set()
            assert self.go_on.wait(30)
        return super().revision()


def test_a_thread_that_follows_late_does_not_bring_the_old_version_back(
    follower: Follower,
    builder: Builder,
    versions: IndexVersions,
    database: Engine,
    encoder: Encoder,
) -> None:
    store = Waiting(database)
    shared = Follower(versions, store, encoder)
    late = threading.Thread(target=shared.follow)
    late.start()
    assert store.asked.wait(30)
    new = builder.build(encoder).about.version
    prompt = threading.Thread(target=shared.follow)
    prompt.start()
    prompt.join(0.5)
    store.go_on.set()
    late.join(30)
    prompt.join(30)
    assert shared.searcher and shared.searcher.index.about.version == new


def test_a_first_version_is_built_once_and_again_where_it_is_broken(
    builder: Builder, versions: IndexVersions, encoder: Encoder
) -> None:
    builder.build_first(encoder)
    first = versions.active()
    builder.build_first(encoder)
    assert first and [about.version for about in versions.all()] == [first]
    (versions.path(first) / "words.json").unlink()
    builder.build_first(encoder)
    assert versions.active() not in (None, first)


_START = """
import os, time
from knowledge_base.service.app import create_app
base = create_app().extensions["knowledge_base"]
end = time.monotonic() + 60
while not base.ready and time.monotonic() < end:
    time.sleep(0.01)
assert base.searcher.search("python").hits
os._exit(0)
"""


@pytest.mark.parametrize("processes", [3])
def test_processes_that_start_at_once_build_once(settings: Settings, processes: int) -> None:
    environment = {**os.environ, **settings.environment()}
    environment["KNOWLEDGE_BASE_CATALOGUE"] = str(CATALOGUE)
    command = [sys.executable, "-c", _START]
    started = [subprocess.Popen(command, env=environment) for _ in range(processes)]
    assert [process.wait(120) for process in started] == [0] * processes
    assert len(IndexVersions(settings.index_folder, 5).all()) == 1
