"""An encrypted stream: scrypt turns the passphrase into a key, AES-256-GCM seals chunks of 64 kB.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizar 2015): the nonce of a chunk is a random
prefix, the chunk's number and whether it is the last, so that chunks that are altered, left out,
swapped or missing at the end are all found. The header is bound to every chunk.
"""

from __future__ import annotations

import hmac
import io
import os
import struct
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from knowledge_base.console.backup.errors import DamagedFile, WrongKey

CHUNK = 64 * 1024
_TAG = 16
_MAGIC = b"THBKP1"
# magic, log2 of scrypt's n, r, p, salt, prefix of the nonces
_HEADER = struct.Struct(">6sBBB16s7s")
_CHECK = 32
_LOG_N, _R, _P = 15, 8, 3
# A header that asks for more was not written here, and could take all memory before it is refused.
_LARGEST = (20, 8, 4)
_DAMAGED = "El archivo está dañado o incompleto; no se cambió nada. Usa otra copia."
_NO_BACKUP = "El archivo no es una copia de seguridad de esta consola; no se cambió nada."
_WRONG_KEY = (
    "La clave (KNOWLEDGE_BASE_BACKUP_KEY) no es la de esta copia; no se cambió nada. "
    "Pon la clave con que se hizo."
)


class EncryptedWriter(io.RawIOBase):
    """Encrypts what is written to it; only `close` makes the stream whole. `out` stays open."""

    def __init__(self, out: IO[bytes], passphrase: str) -> None:
        self._out = out
        head = _HEADER.pack(_MAGIC, _LOG_N, _R, _P, os.urandom(16), os.urandom(7))
        cipher_key, check_key = _keys(head, passphrase)
        self._header = head + hmac.digest(check_key, head, "sha256")
        self._seal = AESGCM(cipher_key)
        self._number = 0
        self._waiting = bytearray()
        out.write(self._header)

    def writable(self) -> bool:
        """It takes bytes."""
        return True

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        """Take all of `data`; a chunk goes out once more than it is there."""
        self._waiting += data
        # The last chunk is sealed as such, so one full chunk is always held back.
        while len(self._waiting) > CHUNK:
            self._emit(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        """Write the last chunk."""
        if not self.closed:
            self._emit(bytes(self._waiting), last=True)
        super().close()

    def _emit(self, chunk: bytes, last: bool) -> None:
        nonce = _nonce(self._header, self._number, last)
        self._out.write(self._seal.encrypt(nonce, chunk, self._header))
        self._number += 1


class DecryptingReader(io.RawIOBase):
    """Gives back what was written, or raises WrongKey or DamagedFile before a false byte is read.

    What was read is all there was only once `finish` has returned.
    """

    def __init__(self, source: IO[bytes], passphrase: str) -> None:
        self._source = source
        head = source.read(_HEADER.size)
        if len(head) < _HEADER.size or not head.startswith(_MAGIC):
            raise DamagedFile(_NO_BACKUP)
        check = source.read(_CHECK)
        if len(check) < _CHECK:
            raise DamagedFile(_DAMAGED)
        cipher_key, check_key = _keys(head, passphrase)
        if not hmac.compare_digest(hmac.digest(check_key, head, "sha256"), check):
            raise WrongKey(_WRONG_KEY)
        self._header = head + check
        self._open = AESGCM(cipher_key)
        self._number = 0
        self._next = source.read(CHUNK + _TAG)
        self._ended = False
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """It gives bytes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` as far as the chunk at hand goes; 0 at the end."""
        while not self._ready and not self._ended:
            self._ready = memoryview(self._chunk())
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def finish(self) -> None:
        """Make sure that the stream was whole; raises DamagedFile."""
        while not self._ended:
            self._chunk()

    def _chunk(self) -> bytes:
        sealed, self._next = self._next, self._source.read(CHUNK + _TAG)
        self._ended = not self._next
        try:
            nonce = _nonce(self._header, self._number, self._ended)
            opened = self._open.decrypt(nonce, sealed, self._header)
        except (InvalidTag, ValueError):
            raise DamagedFile(_DAMAGED) from None
        self._number += 1
        return opened


def _keys(head: bytes, passphrase: str) -> tuple[bytes, bytes]:
    """The key of the chunks, and one that tells a wrong passphrase from a damaged file."""
    _, log_n, r, p, salt, _ = _HEADER.unpack(head)
    if not (1 <= log_n <= _LARGEST[0] and 1 <= r <= _LARGEST[1] and 1 <= p <= _LARGEST[2]):
        raise DamagedFile(_DAMAGED)
    both = Scrypt(salt=salt, length=64, n=2**log_n, r=r, p=p).derive(passphrase.encode())
    return both[:32], both[32:]


def _nonce(header: bytes, number: int, last: bool) -> bytes:
    prefix: bytes = _HEADER.unpack(header[: _HEADER.size])[5]
    return prefix + struct.pack(">IB", number, last)
