"""Schemas as the messages of Terraform's plugin protocol 5, in protobuf's wire format.

Protocol: tfplugin5.proto of hashicorp/terraform. Encoding: the guide of protobuf.dev.
Only what a schema needs is written: no library of messages has to be generated for so few.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

NESTING = {"single": 1, "list": 2, "set": 3, "map": 4, "group": 5}
LENGTH_DELIMITED = 2


def varint(value: int) -> bytes:
    """Return seven bits a byte, least first, the top bit saying that more follow."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def field(number: int, value: bytes | str | int) -> bytes:
    """Return one field; zero and nothing are left out, as proto3 does."""
    if not value:
        return b""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    content = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | LENGTH_DELIMITED) + varint(len(content)) + content


def fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the length-delimited fields of a message; numbers are passed over."""
    at = 0
    while at < len(message):
        key, at = _read_varint(message, at)
        length, at = _read_varint(message, at)
        if key & 7 == LENGTH_DELIMITED:
            yield key >> 3, message[at : at + length]
            at += length


def _read_varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def _attribute(name: str, about: dict[str, Any]) -> bytes:
    return (
        field(1, name)
        + field(2, json.dumps(about["type"]))
        + field(4, int(about.get("required", False)))
        + field(5, int(about.get("optional", False)))
        + field(6, int(about.get("computed", False)))
    )


def _nested(name: str, about: dict[str, Any]) -> bytes:
    return (
        field(1, name)
        + field(2, _block(about["block"]))
        + field(3, NESTING[about["nesting_mode"]])
        + field(4, about.get("min_items", 0))
        + field(5, about.get("max_items", 0))
    )


def _block(block: dict[str, Any]) -> bytes:
    attributes = (_attribute(*item) for item in block.get("attributes", {}).items())
    nested = (_nested(*item) for item in block.get("block_types", {}).items())
    return b"".join(field(2, one) for one in attributes) + b"".join(field(3, one) for one in nested)


def _schema(schema: dict[str, Any]) -> bytes:
    return field(1, schema.get("version", 0)) + field(2, _block(schema["block"]))


def _entries(number: int, schemas: dict[str, Any]) -> bytes:
    pairs = (field(1, name) + field(2, _schema(one)) for name, one in schemas.items())
    return b"".join(field(number, pair) for pair in pairs)


def schemas_message(schemas: dict[str, Any]) -> bytes:
    """Return GetProviderSchema's response for what `terraform providers schema -json` prints."""
    return (
        field(1, _schema(schemas["provider"]))
        + _entries(2, schemas["resource_schemas"])
        + _entries(3, schemas["data_source_schemas"])
    )
