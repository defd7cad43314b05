"""Which revision each file in the blob store belongs to, written beside the files themselves.

The database says the same and more; this says it again, so that after the loss of the database nothing has to be
downloaded a second time: Procore gives no hash by which a file could be recognised. One line of JSON per file, added at
the end, each with a checksum: a line that a crash tore or a disk changed is not believed.
"""

from __future__ import annotations

import json
import os
import threading
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.storage.durability import fsync_folder
from app.storage.failures import failure_from_os, os_failures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SEAL = b',"crc":'
#: About what one line takes.
LINE_BYTES = 240


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """The bytes of one revision as they were fetched; see ``FetchedFile``. Company, project and revision are Procore's
    ids."""

    company_id: int
    procore_project_id: int
    revision_id: int
    sha256: str
    size: int
    announced_size: int | None
    updated_at: datetime | None
    etag: str | None
    fetched_at: datetime

    @property
    def key(self) -> tuple[int, int, int, str]:
        return self.company_id, self.procore_project_id, self.revision_id, self.sha256


class Manifest:
    """The file. Safe to use from any thread; only the process that runs the engine writes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    @property
    def exists(self) -> bool:
        return self._path.exists()

    def append(self, lines: Iterable[ManifestLine]) -> None:
        """Add lines and make them durable. Raises Failure(LOCAL_SPACE) or Failure(LOCAL_IO)."""
        data = b"".join(map(_written, lines))
        if not data:
            return
        with self._lock, os_failures():
            new = not self._path.exists()
            with self._path.open("a+b") as file:
                if file.tell() and not self._ends_whole(file.tell()):
                    file.write(b"\n")  # closes the line that a crash tore
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if new:
                fsync_folder(self._path.parent)

    def lines(self) -> Iterator[ManifestLine]:
        """Every line that can be believed, oldest first; nothing where there is no file. Raises Failure(LOCAL_IO)."""
        try:
            with self._path.open("rb") as file:
                for raw in file:
                    line = _read(raw)
                    if line is not None:
                        yield line
        except FileNotFoundError:
            return
        except OSError as error:
            raise failure_from_os(error) from error

    def compact(self, *, at_least: int) -> bool:
        """Rewrite a file of ``at_least`` bytes of which more than half repeats what a later line says, or cannot be
        read. Returns whether it was. All or nothing: a crash leaves the one or the other."""
        with self._lock, os_failures():
            if not self._path.exists() or self._path.stat().st_size < at_least:
                return False
            kept: dict[tuple[int, int, int, str], ManifestLine] = {}
            for line in self.lines():
                kept.pop(line.key, None)  # the place of the last one: the newest version of a revision stands last
                kept[line.key] = line
            data = b"".join(map(_written, kept.values()))
            if len(data) * 2 > self._path.stat().st_size:
                return False
            unfinished = self._path.with_suffix(".unfinished")
            try:
                with unfinished.open("wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                unfinished.replace(self._path)
            except OSError:
                unfinished.unlink(missing_ok=True)  # on a full disk it is in the way of everything else
                raise
            fsync_folder(self._path.parent)
            return True

    def _ends_whole(self, size: int) -> bool:
        with self._path.open("rb") as file:
            file.seek(size - 1)
            return file.read(1) == b"\n"


def _written(line: ManifestLine) -> bytes:
    body = json.dumps(
        {
            "company": line.company_id,
            "project": line.procore_project_id,
            "revision": line.revision_id,
            "sha256": line.sha256,
            "size": line.size,
            "pdf_size": line.announced_size,
            "updated_at": None if line.updated_at is None else line.updated_at.isoformat(),
            "etag": line.etag,
            "fetched_at": line.fetched_at.isoformat(),
        },
        separators=(",", ":"),
    ).encode()
    return body[:-1] + _SEAL + str(zlib.crc32(body)).encode() + b"}\n"


def _read(raw: bytes) -> ManifestLine | None:
    start, _, seal = raw.removesuffix(b"\n").rpartition(_SEAL)
    body = start + b"}"
    if seal != str(zlib.crc32(body)).encode() + b"}":
        return None
    try:
        found = json.loads(body)
        updated_at = found["updated_at"]
        return ManifestLine(
            company_id=found["company"],
            procore_project_id=found["project"],
            revision_id=found["revision"],
            sha256=found["sha256"],
            size=found["size"],
            announced_size=found["pdf_size"],
            updated_at=None if updated_at is None else datetime.fromisoformat(updated_at),
            etag=found["etag"],
            fetched_at=datetime.fromisoformat(found["fetched_at"]),
        )
    except (ValueError, KeyError, TypeError):  # whole, but written by a version that says it otherwise
        return None
