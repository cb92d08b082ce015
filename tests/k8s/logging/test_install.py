"""The script of the Job, run against a server that stands for Elasticsearch, over TLS."""

from __future__ import annotations

import base64
import json
import os
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.k8s.logging.files import FOLDER, need, read_json

SCRIPT = FOLDER / "elasticsearch" / "install.sh"
PASSWORD = 'a "quoted\\ password: %s$'


class FakeElasticsearch:
    """Takes whatever is put, by whoever knows the password."""

    def __init__(self, folder: Path) -> None:
        self.put: list[tuple[str, Any]] = []
        self.status = 200
        self.authority = folder / "ca.crt"
        key = folder / "key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
            + ["-keyout", key, "-out", self.authority, "-subj", "/CN=localhost"]
            + ["-addext", "subjectAltName=DNS:localhost"],
            check=True,
            capture_output=True,
        )
        outer = self
        wanted = "Basic " + base64.b64encode(f"setup:{PASSWORD}".encode()).decode()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found = self.path in [path for path, _ in outer.put]
                self._answer(200 if found else 404)

            def do_PUT(self) -> None:
                sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                knows = self.headers.get("Authorization") == wanted
                outer.put += [(self.path, json.loads(sent or "null"))] if knows else []
                self._answer(outer.status if knows else 401)

            def _answer(self, status: int) -> None:
                self.send_response(status)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.authority, key)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def elasticsearch(tmp_path: Path) -> Iterator[FakeElasticsearch]:
    for program in ("curl", "openssl"):
        need(program)
    server = FakeElasticsearch(tmp_path)
    yield server
    server.close()


def install(server: FakeElasticsearch, **changed: str) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    settings = {
        "ELASTICSEARCH_HOST": "localhost",
        "ELASTICSEARCH_PORT": str(server.port),
        "ELASTICSEARCH_USER": "setup",
        "ELASTICSEARCH_PASSWORD": PASSWORD,
        "ELASTICSEARCH_CA": str(server.authority),
        **changed,
    }
    return subprocess.run(["sh", SCRIPT], env=bare | settings, capture_output=True, text=True)


def test_policy_template_and_stream_are_made_in_this_order_and_the_stream_once(
    elasticsearch: FakeElasticsearch,
) -> None:
    done = install(elasticsearch)
    assert done.returncode == 0, done.stderr
    described = [
        ("/_ilm/policy/techhub-logs", read_json("lifecycle.json")),
        ("/_index_template/techhub-logs", read_json("template.json")),
    ]
    stream = ("/_data_stream/techhub-logs", None)
    assert elasticsearch.put == [*described, stream]
    assert install(elasticsearch).returncode == 0
    assert elasticsearch.put == [*described, stream, *described]
    assert PASSWORD not in done.stdout + done.stderr


def test_a_refusal_ends_the_job_as_failed(elasticsearch: FakeElasticsearch) -> None:
    elasticsearch.status = 400
    assert install(elasticsearch).returncode != 0
    assert len(elasticsearch.put) == 1


def test_another_password_and_another_authority_are_refused(
    elasticsearch: FakeElasticsearch, tmp_path: Path
) -> None:
    assert install(elasticsearch, ELASTICSEARCH_PASSWORD="another").returncode != 0
    (tmp_path / "empty.crt").write_text("")
    assert install(elasticsearch, ELASTICSEARCH_CA=str(tmp_path / "empty.crt")).returncode != 0
    assert install(elasticsearch, ELASTICSEARCH_HOST="127.0.0.1").returncode != 0
    assert elasticsearch.put == []
