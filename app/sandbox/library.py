"""The PDFs behind the revisions: drawn when first asked for, then held in memory so that serving them is cheap."""

from __future__ import annotations

import base64
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.sandbox.entities import Drawing, Revision, SheetSource

_HELD_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """``key`` is the object's name on the file host, ``etag`` a strong one, ``size`` in bytes."""

    key: str
    size: int
    etag: str


class Library:
    """Safe to call from several threads; one sheet is drawn at a time.

    An object never changes: a replaced PDF is another version of its revision and so another object, and the old one
    stays readable at its own address, as in an object store.
    """

    def __init__(self, source: SheetSource, held_bytes: int = _HELD_BYTES) -> None:
        self._source = source
        self._held_bytes = held_bytes
        self._given: dict[str, bytes] = {}
        self._stored: dict[str, StoredFile] = {}
        self._origins: dict[str, tuple[Drawing, Revision]] = {}
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def give(self, revision: Revision, content: bytes) -> None:
        """Let this version of the revision have exactly these bytes instead of what the source draws."""
        self._given[object_key(revision)] = content

    def knows(self, revision: Revision) -> bool:
        """True when ``file`` answers without drawing."""
        return object_key(revision) in self._stored

    def file(self, drawing: Drawing, revision: Revision) -> StoredFile:
        """Size and tag of the revision's file; draws it when nobody asked before."""
        key = object_key(revision)
        known = self._stored.get(key)
        if known is not None:
            return known
        with self._lock:
            if key not in self._stored:
                self._origins[key] = (drawing, revision)
                content = self._draw(key)
                tag = hashlib.md5(content, usedforsecurity=False).hexdigest()
                self._stored[key] = StoredFile(key, len(content), f'"{tag}"')
            return self._stored[key]

    def prepare(self, pairs: Iterable[tuple[Drawing, Revision]], stop: threading.Event | None = None) -> None:
        """Draw all of these, until ``stop`` is set."""
        for drawing, revision in pairs:
            if stop is not None and stop.is_set():
                return
            self.file(drawing, revision)

    def read(self, key: str) -> tuple[StoredFile, bytes] | None:
        """The bytes of an object, or None where no listing ever named it."""
        stored = self._stored.get(key)
        if stored is None:
            return None
        with self._lock:
            content = self._held.get(key)
            return stored, self._draw(key) if content is None else content

    def _draw(self, key: str) -> bytes:
        content = self._given.get(key)
        if content is not None:
            return content
        content = self._source.pdf(*self._origins[key])
        self._held[key] = content
        self._size += len(content)
        while self._size > self._held_bytes and len(self._held) > 1:
            _, dropped = self._held.popitem(last=False)
            self._size -= len(dropped)
        return content


def object_key(revision: Revision) -> str:
    """26 characters, as opaque as the names Procore's file host uses; the same for the same revision and version."""
    digest = hashlib.sha256(f"{revision.id}/{revision.version}".encode()).digest()
    return base64.b32encode(digest)[:26].decode()
