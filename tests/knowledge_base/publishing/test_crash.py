"""A build that is killed at any moment leaves the live version serving."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge_base.database.engine import open_database
from knowledge_base.index.built import load
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.search import Answer, Searcher
from knowledge_base.index.versions import IndexVersions
from knowledge_base.publishing.build import Builder
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import Settings
from tests.knowledge_base.publishing.serving import Service, running, within

_QUESTIONS = ("kiero aprender exel", "como hago mi cv", "fisica vectores", "soldadura submarina")
_BUILD = [sys.executable, "-m", "knowledge_base.publishing", "build"]
# Dies by itself at the Nth time that something happens in the folder of the index.
_DYING = """
import os, signal, sys
from pathlib import Path
event, number, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
seen = 0

def count():
    global seen
    seen += 1
    if seen == number:
        os.kill(os.getpid(), signal.SIGKILL)

def on(name, arguments):
    if name == "open" and event == "open" and str(arguments[0]).startswith(folder):
        if isinstance(arguments[1], str) and set(arguments[1]) & set("wxa"):
            count()
    if name == "os.rename" and event == "before rename":
        if str(arguments[0]).startswith(folder):
            count()
    if name in ("os.rmdir", "os.remove") and event == "delete":
        # Of what is being deleted, not what was written and renamed.
        if Path(arguments[0]).name[:5] not in (".acti", "last_"):
            count()

import knowledge_base.index.versions as versions
import faiss
sys.addaudithook(on)

whole, replace, sync = faiss.write_index, os.replace, os.fsync

def after_rename(*arguments):
    replace(*arguments)
    if event == "after rename":
        count()

def half(index, path):
    whole(index, path)
    if event == "half a file":
        os.truncate(path, os.path.getsize(path) // 2)
        count()

def torn(handle):
    target = os.readlink(f"/proc/self/fd/{handle}")
    if event == "torn pointer" and ".active-" in target:
        os.ftruncate(handle, 5)
        count()
    sync(handle)

os.replace, os.fsync, faiss.write_index = after_rename, torn, half
from knowledge_base.publishing.__main__ import main
code = main(["build"])
print("survived", seen)
sys.exit(code)
"""


@pytest.fixture
def live(settings: Settings, catalogue: list[Resource], encoder: Encoder, welding: Resource) -> str:
    """A version that serves, and a change since then, so that the next one differs."""
    store = ResourceStore(open_database(settings.database_url))
    store.sync_catalogue(catalogue)
    versions = IndexVersions(settings.index_folder, settings.index_keep)
    version = Builder(store, versions, settings.index_folder).build(encoder).about.version
    store.save(replace(welding, title="Soldadura en el mar"))
    return version


@pytest.fixture
def environment(settings: Settings) -> dict[str, str]:
    return {**os.environ, **settings.environment()}


def _answers(settings: Settings, encoder: Encoder) -> list[Answer]:
    versions = IndexVersions(settings.index_folder, settings.index_keep)
    active = versions.active()
    assert active
    searcher = Searcher(load(versions.path(active), encoder))
    return [replace(searcher.search(question), version="") for question in _QUESTIONS]


def _resources(answers: list[Answer]) -> list[Resource]:
    return [hit.resource for answer in answers for hit in answer.hits]


def _judge(settings: Settings, encoder: Encoder, live: str, before: list[Answer]) -> str:
    """Check what a killed build left, and that the next one mends it; return how it was told."""
    folder = settings.index_folder
    versions = IndexVersions(folder, settings.index_keep)
    store = ResourceStore(open_database(settings.database_url))
    builder = Builder(store, versions, folder)
    assert not versions.is_building()
    last = builder.last()
    assert last and last.state in ("done", "interrupted")
    active = versions.active()
    if active == live:
        assert _answers(settings, encoder) == before
    else:
        # The new one is whole: it differs from the old one by the change alone.
        after_it = _answers(settings, encoder)
        assert _resources(after_it[:-1]) == _resources(before[:-1])
        assert [one.title for one in _resources(after_it[-1:])] == ["Soldadura en el mar"]

    after = builder.build(encoder).about.version
    assert versions.active() == after not in (active, live)
    assert live in [about.version for about in versions.all()]
    rests = [path.name for path in folder.iterdir() if path.name.startswith(".")]
    names = {path.name for path in folder.iterdir() if path.is_file()}
    assert rests == []
    assert names == {"active", "building.lock", "pointing.lock", "last_build.json"}
    assert all(load(versions.path(about.version), encoder) for about in versions.all())
    done = builder.last()
    assert done and (done.state, done.version) == ("done", after)
    return last.state


# Of a build: a note at each of its four steps, the version, the pointer, the note at the end.
_RENAMES = 7


@pytest.mark.parametrize(
    ("event", "number"),
    [
        *(("open", number) for number in (1, 3, 4, 6, 9, 12, 14)),
        *(("before rename", number) for number in range(1, _RENAMES + 1)),
        *(("after rename", number) for number in range(1, _RENAMES + 1)),
        ("half a file", 1),
        ("torn pointer", 1),
    ],
)
def test_a_build_that_dies_between_two_steps(
    settings: Settings,
    encoder: Encoder,
    live: str,
    environment: dict[str, str],
    event: str,
    number: int,
) -> None:
    before = _answers(settings, encoder)
    folder = str(settings.index_folder)
    command = [sys.executable, "-c", _DYING, event, str(number), folder]
    child = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert child.returncode == -signal.SIGKILL, f"{child.stdout}\n{child.stderr}"
    told = _judge(settings, encoder, live, before)
    # The last rename is that of the note, which says that it is done.
    assert told == (
        "done" if (event, number) == ("after rename", _RENAMES) else _first(event, number)
    )


def _first(event: str, number: int) -> str:
    """Before the first note of a build the note of the one before stands."""
    early = {("open", 1), ("open", 2), ("open", 3), ("before rename", 1)}
    return "done" if (event, number) in early else "interrupted"


@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_build_that_dies_while_it_deletes_the_oldest(
    settings: Settings, encoder: Encoder, live: str, environment: dict[str, str], number: int
) -> None:
    store = ResourceStore(open_database(settings.database_url))
    versions = IndexVersions(settings.index_folder, 2)
    builder = Builder(store, versions, settings.index_folder)
    second = builder.build(encoder).about.version
    before = _answers(settings, encoder)
    # The third build deletes the first version, and dies over it.
    environment["KNOWLEDGE_BASE_INDEX_KEEP"] = "2"
    folder = str(settings.index_folder)
    command = [sys.executable, "-c", _DYING, "delete", str(number), folder]
    child = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert child.returncode == -signal.SIGKILL, f"{child.stdout}\n{child.stderr}"
    whole = [path for path in settings.index_folder.glob("[0-9]*") if load(path, encoder)]
    assert len(whole) in (2, 3)
    assert second in [about.version for about in versions.all()]
    assert _answers(settings, encoder) == before
    builder.build(encoder)
    assert not list(settings.index_folder.glob(".*"))
    assert len(versions.all()) == 2


def test_a_build_that_is_killed_at_some_moment(
    settings: Settings, encoder: Encoder, live: str, environment: dict[str, str]
) -> None:
    began = time.monotonic()
    subprocess.run(_BUILD, env=environment, check=True, capture_output=True, timeout=120)
    whole_s = time.monotonic() - began
    live = _active(settings)
    before = _answers(settings, encoder)
    killed = 0
    for moment in range(8):
        child = subprocess.Popen(
            _BUILD, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        # Most of the time goes into imports: the moments lie closer towards the end.
        time.sleep(whole_s * (1 - (1 - moment / 8) ** 2))
        child.kill()
        killed += child.wait(60) == -signal.SIGKILL
        _judge(settings, encoder, live, before)
        live = _active(settings)
    assert killed >= 4


def _active(settings: Settings) -> str:
    active = IndexVersions(settings.index_folder, settings.index_keep).active()
    assert active
    return active


def _children(pid: int) -> list[int]:
    """Return the processes that any thread of a process has started."""
    files = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in files for child in file.read_text().split()]


def _killed_while_building(service: Service) -> str | None:
    """Have a version built and kill that; return what is active, None where it came to its end."""
    live: str = service.ask("/v1/index")["active"]
    service.ask("/v1/index", "POST", {})
    worker = service.workers()[0]
    assert within(20, lambda: bool(_children(worker)))
    builders = _children(worker)
    while service.ask("/v1/index")["last_build"]["state"] != "building":
        if not _children(worker) or service.ask("/v1/index")["active"] != live:
            return None
    for builder in builders:
        os.kill(builder, signal.SIGKILL)
    assert within(20, lambda: service.ask("/v1/index")["last_build"]["state"] != "building")
    return live if service.ask("/v1/index")["active"] == live else None


def test_a_service_whose_build_is_killed_goes_on(settings: Settings) -> None:
    with running(settings, workers=1) as service:
        live = next(filter(None, (_killed_while_building(service) for _ in range(10))), None)
        assert live
        shown = service.ask("/v1/index")
        assert (shown["active"], shown["last_build"]["state"]) == (live, "interrupted")
        assert service.search("python")["index_version"] == live

        service.ask("/v1/index", "POST", {})
        assert within(30, lambda: service.ask("/v1/index")["active"] != live)
        assert within(5, lambda: service.search("python")["index_version"] != live)


_FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from knowledge_base.publishing.__main__ import main
# Nothing can be written beyond so many bytes of a file, as on a disk that is full.
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(main(["build"]))
"""


@pytest.mark.parametrize("most_bytes", [0, 2000, 12_000])
def test_a_full_disk_leaves_the_live_version(
    settings: Settings, encoder: Encoder, live: str, environment: dict[str, str], most_bytes: int
) -> None:
    before = _answers(settings, encoder)
    # The database has its own files open: SQLite's journal would meet the same limit.
    command = [sys.executable, "-c", _FULL, str(most_bytes)]
    child = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert child.returncode == 1, child.stderr
    assert "Traceback" not in child.stderr and child.stderr.strip()
    assert _active(settings) == live
    assert not list(settings.index_folder.glob(".unfinished-*"))
    versions = IndexVersions(settings.index_folder, settings.index_keep)
    store = ResourceStore(open_database(settings.database_url))
    last = Builder(store, versions, settings.index_folder).last()
    # Where not even the note could be written, the one before stands.
    assert last and last.state == ("failed" if most_bytes else "done")
    assert _answers(settings, encoder) == before
    Builder(store, versions, settings.index_folder).build(encoder)
    assert _active(settings) != live


def test_whoever_shares_the_folder_may_read_what_is_built(live: str, settings: Settings) -> None:
    mask = os.umask(0)
    os.umask(mask)
    folder = settings.index_folder
    assert (folder / live).stat().st_mode & 0o777 == 0o777 & ~mask
    paths: list[Path] = [folder / "active", folder / "last_build.json"]
    for path in [*paths, *(p for p in (folder / live).rglob("*") if p.is_file())]:
        assert path.stat().st_mode & 0o777 == 0o666 & ~mask, path
