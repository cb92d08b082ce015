"""An original is taken from the mirror, else from its address, and only if its bytes are right."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from recommender.sources.errors import SourceError
from recommender.sources.originals import Fetcher, Original

CONTENT = b"ubigeo,people\n010101,5\n"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a file on a real web server of this machine."""
    served = tmp_path / "served"
    served.mkdir()
    (served / "people.csv").write_bytes(CONTENT)
    handler = partial(SimpleHTTPRequestHandler, directory=str(served))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/people.csv"
    server.shutdown()
    thread.join()
    server.server_close()


def _original(url: str, sha256: str = SHA256) -> Original:
    return Original("people.csv", "a publisher", "2022", "MIT", url, sha256)


def test_a_file_is_downloaded_and_checked(address: str, tmp_path: Path) -> None:
    path = Fetcher(None, tmp_path / "cache").path_of(_original(address))
    assert path.read_bytes() == CONTENT


def test_a_mirror_without_the_file_falls_back_to_the_address(address: str, tmp_path: Path) -> None:
    (tmp_path / "mirror").mkdir()
    path = Fetcher(tmp_path / "mirror", tmp_path / "cache").path_of(_original(address))
    assert path.parent == tmp_path / "cache"


def test_the_mirror_comes_first(address: str, tmp_path: Path) -> None:
    (tmp_path / "mirror").mkdir()
    (tmp_path / "mirror" / "people.csv").write_bytes(CONTENT)
    path = Fetcher(tmp_path / "mirror", tmp_path / "cache").path_of(_original(address))
    assert path.parent == tmp_path / "mirror"


def test_other_bytes_than_the_pinned_ones_are_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="people.csv: could not be taken from http"):
        Fetcher(None, tmp_path / "cache").path_of(_original(address, "0" * 64))
    assert not (tmp_path / "cache" / "people.csv").exists()


def test_an_address_that_does_not_answer_names_the_mirror_setting(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="TECHHUB_MIRROR"):
        Fetcher(None, tmp_path / "cache").path_of(_original("http://127.0.0.1:9/people.csv"))
