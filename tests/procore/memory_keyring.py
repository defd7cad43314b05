"""A keyring in memory, and ones that fail the way real keyrings do."""

from __future__ import annotations

import threading

import keyring.errors


class MemoryKeyring:
    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.threads: set[str] = set()

    def get_password(self, service: str, username: str, /) -> str | None:
        self.threads.add(threading.current_thread().name)
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.threads.add(threading.current_thread().name)
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        if self.entries.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("no such password")


class RaisingKeyring(MemoryKeyring):
    """Raises ``error`` on every call."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def get_password(self, service: str, username: str, /) -> str | None:
        raise self._error

    def set_password(self, service: str, username: str, password: str, /) -> None:
        raise self._error


class ForgetfulKeyring(MemoryKeyring):
    """Takes everything and keeps nothing, as a locked keychain was seen to do."""

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.entries[service, username] = ""


class HangingKeyring(MemoryKeyring):
    """Waits for an unlock prompt that nobody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()

    def get_password(self, service: str, username: str, /) -> str | None:
        self.answered.wait(30)
        return None
