"""Serve the schemas to Terraform over its plugin protocol, on a socket of this machine.

With `mock_provider` Terraform makes up every answer itself and asks a provider for its schemas
alone; so this is enough for `terraform validate` and `terraform test`, and for nothing else.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent import futures
from contextlib import contextmanager
from pathlib import Path

import grpc

from tests.k8s.aws_provider.wire import field, fields, schemas_message

SCHEMAS = Path(__file__).parent / "schemas.json"
SOURCE = "registry.terraform.io/hashicorp/aws"
MESSAGE_BYTES = 64 * 2**20


def upgraded(request: bytes) -> bytes:
    """Return a state as it came: JSON stands in raw_state (3, 1), and goes to DynamicValue (2)."""
    raw = dict(fields(request)).get(3, b"")
    return field(1, field(2, dict(fields(raw)).get(1, b"")))


class Provider(grpc.GenericRpcHandler):
    """Answers with the schemas, finds nothing wrong with any value, and can do nothing else."""

    def __init__(self) -> None:
        schemas = schemas_message(json.loads(SCHEMAS.read_text(encoding="utf-8")))
        self.answers = {
            "GetSchema": lambda request: schemas,
            # The request holds the configuration in the field that the response has it in.
            "PrepareProviderConfig": lambda request: request,
            "ValidateResourceTypeConfig": lambda request: b"",
            "ValidateDataSourceConfig": lambda request: b"",
            "UpgradeResourceState": upgraded,
            "Stop": lambda request: b"",
        }

    def service(self, details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler | None:
        service, _, method = details.method.lstrip("/").partition("/")
        answer = self.answers.get(method) if service == "tfplugin5.Provider" else None
        if answer is None:
            return None
        return grpc.unary_unary_rpc_method_handler(lambda request, context: answer(request))


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve at a socket in `folder`; yield the value of TF_REATTACH_PROVIDERS that leads there."""
    server = grpc.server(
        futures.ThreadPoolExecutor(4),
        options=[("grpc.max_send_message_length", MESSAGE_BYTES)],
    )
    server.add_generic_rpc_handlers((Provider(),))
    socket = folder / "aws.sock"
    server.add_insecure_port(f"unix:{socket}")
    server.start()
    try:
        yield json.dumps(
            {
                SOURCE: {
                    "Protocol": "grpc",
                    "ProtocolVersion": 5,
                    "Pid": os.getpid(),
                    "Test": True,
                    "Addr": {"Network": "unix", "String": str(socket)},
                }
            }
        )
    finally:
        server.stop(None)
