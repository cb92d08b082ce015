"""What a cluster puts before its pods: a Service, and the kubelet that probes them.

Connections are spread over the ready endpoints at random, as kube-proxy does with iptables, and
none is tried again elsewhere; those that are open stay where they are, whatever becomes of the
endpoint. One thing differs: a pod that has gone refuses a connection, while here, where it was
accepted before the endpoint was chosen, it is reset.
"""

from __future__ import annotations

import asyncio
import random
import socket
import struct
import threading
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

# The threshold of the readiness probes in the manifests; there they come less often, and wait less
# long than on a machine that does much else.
PERIOD_S, TIMEOUT_S, FAILURES = 1.0, 5.0, 2
RESET = struct.pack("ii", 1, 0)


@dataclass
class Endpoint:
    """A pod's port, how its last probes went, and how many connections it has."""

    port: int
    is_ready: bool = False
    failures: int = 0
    connections: int = 0


class Service:
    """One address for the pods of a name."""

    def __init__(self, network: Network, ready_path: str) -> None:
        self._network, self._ready_path = network, ready_path
        self._endpoints: list[Endpoint] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self.port: int = network.call(self._open())

    def add(self, port: int) -> Endpoint:
        """Probe a new pod, and lead connections to it once it is ready."""
        endpoint = Endpoint(port)
        self._endpoints = [*self._endpoints, endpoint]
        return endpoint

    def remove(self, endpoint: Endpoint) -> None:
        """Lead no new connection to a pod."""
        self._endpoints = [one for one in self._endpoints if one is not endpoint]

    async def _open(self) -> int:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        task = asyncio.create_task(self._probe_on())
        self._tasks.add(task)
        return int(server.sockets[0].getsockname()[1])

    async def _connected(self, client: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        ready = [endpoint for endpoint in self._endpoints if endpoint.is_ready]
        try:
            if not ready:
                raise ConnectionRefusedError
            endpoint = random.choice(ready)
            pod, there = await asyncio.open_connection("127.0.0.1", endpoint.port)
        except OSError:
            _reset(back)
            return
        endpoint.connections += 1
        await asyncio.gather(_pass_on(client, there), _pass_on(pod, back))
        endpoint.connections -= 1

    async def _probe_on(self) -> None:
        while True:
            await asyncio.gather(*(self._probe(endpoint) for endpoint in self._endpoints))
            await asyncio.sleep(PERIOD_S)

    async def _probe(self, endpoint: Endpoint) -> None:
        try:
            is_ready = await asyncio.wait_for(_answers(endpoint.port, self._ready_path), TIMEOUT_S)
        except ConnectionRefusedError:
            # Nothing listens any more: the kubelet sees a container that has ended by itself.
            endpoint.is_ready = False
            return
        except (OSError, asyncio.TimeoutError):
            is_ready = False
        endpoint.failures = 0 if is_ready else endpoint.failures + 1
        if is_ready:
            endpoint.is_ready = True
        elif endpoint.failures >= FAILURES:
            endpoint.is_ready = False


class Network:
    """The event loop, in a thread of its own, that every Service runs in."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def call(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run something in the loop and return what comes of it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def close(self) -> None:
        """End every Service with its connections."""
        self.call(self._cancel_all())
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _cancel_all(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    """Pass bytes on until the one side ends, and end the other side the same way."""
    try:
        while data := await source.read(65_536):
            target.write(data)
            await target.drain()
    except OSError:
        _reset(target)
        return
    with suppress(OSError, RuntimeError):
        target.close()


def _reset(writer: asyncio.StreamWriter) -> None:
    found = writer.get_extra_info("socket")
    if found is not None:
        with suppress(OSError):
            found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.transport.abort()


async def _answers(port: int, path: str) -> bool:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: pod\r\nConnection: close\r\n\r\n".encode())
        line = await reader.readline()
        return b" 200 " in line
    finally:
        writer.transport.abort()
