"""A server whose connections break, as those of a pod that is replaced."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# How a connection ends: before a word of an answer, or in the midst of one.
SILENT, HALF = "silent", "half"


class Breaking:
    """Answers every request with `answer` once the first have broken as `breaks` says."""

    def __init__(self, answer: Any, breaks: list[str]) -> None:
        self.asked: list[str] = []
        self.status = 200
        self._answer, self._breaks = json.dumps(answer).encode(), breaks
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        breaking = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._serve()

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self._serve()

            def _serve(self) -> None:
                breaking.asked.append(f"{self.command} {self.path}")
                how = breaking._breaks.pop(0) if breaking._breaks else ""
                if how != SILENT:
                    self.send_response(breaking.status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(breaking._answer)))
                    self.end_headers()
                    half = len(breaking._answer) // 2 if how == HALF else None
                    self.wfile.write(breaking._answer[:half])
                self.close_connection = bool(how)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        return Handler

    def serve(self) -> None:
        """Answer until the block of `breaking` ends."""
        self._server.serve_forever(poll_interval=0.01)

    def close(self) -> None:
        """End the server."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def breaking(answer: Any, *breaks: str) -> Iterator[Breaking]:
    """Serve in a thread."""
    server = Breaking(answer, list(breaks))
    threading.Thread(target=server.serve, daemon=True).start()
    try:
        yield server
    finally:
        server.close()
