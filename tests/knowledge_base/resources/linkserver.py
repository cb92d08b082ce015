"""A server of the tests alone, with links of every kind; it notes who asks and how many at once."""

from __future__ import annotations

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class LinkServer:
    """Answers by path: /200, /404 and so on; use as a context.

    `asked` counts requests by method and path, `most_at_once` those that ran side by side for one
    Host header, `agents` holds what askers call themselves.
    """

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.most_at_once: Counter[str] = Counter()
        self.agents: set[str] = set()
        self.released = threading.Event()
        self.held = threading.Event()
        self._now: Counter[str] = Counter()
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                outer.answer(self)

            do_GET = do_HEAD

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> LinkServer:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request, and count it."""
        host = request.headers["Host"]
        with self._lock:
            self.asked[f"{request.command} {request.path}"] += 1
            self.agents.add(request.headers["User-Agent"])
            self._now[host] += 1
            self.most_at_once[host] = max(self.most_at_once[host], self._now[host])
        try:
            self._say(request)
        finally:
            with self._lock:
                self._now[host] -= 1

    def _say(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path.partition("?")[0]
        headers: dict[str, str] = {}
        if path == "/hold":
            self.held.set()
            self.released.wait()
            path = "/200"
        if path == "/hang-up" or (path == "/hang-up-head" and request.command == "HEAD"):
            request.close_connection = True
            return
        if path == "/hang-up-head":
            status = 200
        elif path == "/no-head":
            status = 405 if request.command == "HEAD" else 206
        elif path == "/wait-once":
            status = 429 if self.asked[f"HEAD {path}"] == 1 else 200
            headers["Retry-After"] = "0"
        elif path == "/wait-long":
            status, headers["Retry-After"] = 429, "86400"
        elif path.startswith("/to/"):
            _, _, code, target = path.split("/", 3)
            status, headers["Location"] = int(code), f"/{target}"
        elif path.startswith("/away/"):
            _, _, code, target = path.split("/", 3)
            status, headers["Location"] = int(code), target
        else:
            status = int(path.strip("/"))
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", "0")
        request.end_headers()
