"""The knowledge base as a pod starts it, over many resources, for what is measured from outside."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from knowledge_base.database.engine import open_database
from knowledge_base.evaluation.golden import read_golden
from knowledge_base.index.text import plain
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import SHIPPED_CATALOGUE, Settings
from tests.bench.recommender import Running, free_port, wait_ready

_ID = "{id}-{number}"


def many_resources(count: int) -> list[Resource]:
    """Return the shipped resources and new ones that mix their titles, lines and search words."""
    shipped = [one for one in read_catalogue(SHIPPED_CATALOGUE) if one.url]
    chance = random.Random(0)
    made = list(shipped)
    for number in range(count - len(shipped)):
        base, other = chance.choice(shipped), chance.choice(shipped)
        tags = chance.sample(base.tags + other.tags, 5)
        made.append(
            replace(
                base,
                id=_ID.format(id=base.id[:60].rstrip("-"), number=number),
                url=f"https://www.example.org/{number}",
                title=f"{other.title} {number}",
                description=f"{base.description[:90]} {number}",
                tags=tuple(dict.fromkeys(tags)),
                asked=chance.choice((base, other)).asked,
            )
        )
    return made


def typed_questions() -> list[str]:
    """Return the golden questions, the same ones always in the same mixed order."""
    texts = sorted({question.text for question in read_golden()}, key=plain)
    random.Random(1).shuffle(texts)
    return texts


def fill(folder: Path, resources: list[Resource]) -> None:
    """Store the resources under `folder` and build their index."""
    settings = Settings.from_environment({"TECHHUB_VAR": str(folder)})
    store = ResourceStore(open_database(settings.database_url))
    store.sync_catalogue(read_catalogue(SHIPPED_CATALOGUE))
    store.import_all(resources)
    environment = {**os.environ, **settings.environment()}
    build = [sys.executable, "-m", "knowledge_base.publishing", "build"]
    subprocess.run(build, check=True, env=environment, stdout=subprocess.DEVNULL)


@contextmanager
def filled_folder(count: int) -> Iterator[Path]:
    """A folder with a store of so many resources and their index."""
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name), many_resources(count))
        yield Path(name)


@contextmanager
def running_knowledge_base(
    folder: Path,
    workers: int = 1,
    cores: str | None = None,
    variables: Mapping[str, str] | None = None,
) -> Iterator[Running]:
    """Start gunicorn on a filled folder, on the named cores, and end it afterwards.

    `variables` are set beside those of the caller.
    """
    port = free_port()
    environment = {
        **os.environ,
        "TECHHUB_VAR": str(folder),
        "KNOWLEDGE_BASE_DATABASE_URL": "",
        "KNOWLEDGE_BASE_PORT": str(port),
        "KNOWLEDGE_BASE_WORKERS": str(workers),
        **(variables or {}),
    }
    pinned = ["taskset", "-c", cores] if cores else []
    began = time.perf_counter()
    server = subprocess.Popen(
        [*pinned, sys.executable, "-m", "gunicorn", "-c", "knowledge_base/service/gunicorn_conf.py",
         "knowledge_base.service.app:create_app()"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        wait_ready(f"{url}/readyz")
        yield Running(url, server.pid, time.perf_counter() - began)
    finally:
        server.terminate()
        server.wait()
