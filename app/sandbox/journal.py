"""What was asked of the sandbox, for tests that must know: every request with its headers, newest last."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import Scope

_KEPT = 20_000


@dataclass(slots=True)
class Note:
    """``host`` is ``api`` or ``files``; ``status`` stays None for a request that was never answered."""

    host: str
    method: str
    path: str
    query: str
    headers: dict[str, str]
    status: int | None = None


class Journal:
    def __init__(self) -> None:
        self._notes: deque[Note] = deque(maxlen=_KEPT)

    def note(self, host: str, scope: Scope) -> Note:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        note = Note(host, scope["method"], scope["path"], scope["query_string"].decode("latin-1"), headers)
        self._notes.append(note)
        return note

    def notes(self) -> list[Note]:
        return list(self._notes)

    def clear(self) -> None:
        self._notes.clear()

    def as_json(self) -> list[dict[str, Any]]:
        return [asdict(note) for note in self.notes()]
