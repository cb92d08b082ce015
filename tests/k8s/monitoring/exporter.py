"""What stands for kube-state-metrics and cert-manager, which only a cluster has."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CERTIFICATE_DAYS = 60
# All that the rules and dashboards read of them, as these exporters name it.
CLUSTER_METRICS = {
    "kube_pod_container_status_restarts_total",
    "kube_pod_status_unschedulable",
    "kube_job_status_failed",
    "certmanager_certificate_expiration_timestamp_seconds",
}


def page() -> str:
    """Their metrics of a cluster in which all is well."""
    ends = time.time() + CERTIFICATE_DAYS * 86_400
    return "\n".join(
        (
            "# TYPE kube_pod_container_status_restarts_total counter",
            'kube_pod_container_status_restarts_total{namespace="techhub",pod="bot-0",'
            'container="bot"} 0',
            # The real one tells of pods that wait alone.
            "# TYPE kube_pod_status_unschedulable gauge",
            'kube_pod_status_unschedulable{namespace="techhub",pod="bot-0"} 0',
            "# TYPE kube_job_status_failed gauge",
            'kube_job_status_failed{namespace="techhub",job_name="backup-1"} 0',
            "# TYPE certmanager_certificate_expiration_timestamp_seconds gauge",
            'certmanager_certificate_expiration_timestamp_seconds{namespace="techhub",'
            f'name="web"}} {ends}',
            "# TYPE kube_not_wanted gauge",
            "kube_not_wanted 1",
            "",
        )
    )


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = page().encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def cluster_exporter() -> Iterator[str]:
    """Serve the metrics; yields the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
