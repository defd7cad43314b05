"""A keyring for processes of a test: entries in the JSON file named by ``PLANRACK_TEST_KEYRING``.

Chosen with ``PYTHON_KEYRING_BACKEND=keyring_in_a_file.FileKeyring`` and this folder on ``PYTHONPATH``.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class FileKeyring(KeyringBackend):
    priority = 1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        found: str | None = self._entries().get(f"{service}\n{username}")
        return found

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write({**self._entries(), f"{service}\n{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        entries = self._entries()
        entries.pop(f"{service}\n{username}", None)
        self._write(entries)

    def _file(self) -> Path:
        return Path(os.environ["PLANRACK_TEST_KEYRING"])

    def _entries(self) -> dict[str, str]:
        try:
            entries: dict[str, str] = json.loads(self._file().read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return entries

    def _write(self, entries: dict[str, str]) -> None:
        """Whole or not at all: another process may read meanwhile."""
        fresh = self._file().with_suffix(".new")
        fresh.write_text(json.dumps(entries), encoding="utf-8")
        fresh.replace(self._file())
