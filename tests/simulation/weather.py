"""What goes wrong: faults that were ordered for each port, each with its rate and how often it may strike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

#: By port. Whatever is named here can strike any call of the port.
FAULTS: dict[str, tuple[str, ...]] = {
    "api": (
        "offline",
        "broken off",
        "silent",
        "answer lost",
        "401",
        "403",
        "not installed",
        "404",
        "429",
        "429 later",
        "500",
        "503",
        "503 later",
        "portal",
        "nonsense",
        "half a list",
        "bad record",
        "bad records",
        "rows lost",
        "rows doubled",
        "redirect",
    ),
    "login": ("offline", "silent", "answer lost", "500", "portal", "invalid grant"),
    "file": (
        "offline",
        "broken off",
        "worker gone",
        "cut",
        "short",
        "long",
        "portal",
        "page",
        "expired",
        "400",
        "401",
        "403",
        "404",
        "412",
        "416",
        "429",
        "500",
        "503",
        "another tag",
        "no tag",
        "whole instead of the rest",
        "loop",
        "to a private address",
        "to plain http",
    ),
    "disk": ("full", "broken", "read-only"),
    "space": ("gone",),
    "database": ("busy", "broken", "full"),
    "commit": ("busy", "broken", "full"),
    "keyring": ("locked", "absent", "forgetful"),
    "pdf": ("unreadable", "crashed"),
}


@dataclass
class _Fault:
    port: str
    kind: str
    rate: float
    left: int
    skip: int = 0


class Weather:
    """``struck`` counts what really happened, by port and kind, over the whole story."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._faults: list[_Fault] = []
        self.struck: Counter[str] = Counter()
        #: Calls of each port, whatever became of them.
        self.calls: Counter[str] = Counter()

    def order(self, port: str, kind: str, rate: float, times: int, *, skip: int = 0) -> None:
        """``skip``: so many calls are left alone first."""
        self._faults.append(_Fault(port, kind, rate, times, skip))

    def clear(self) -> None:
        self._faults.clear()

    def strikes(self, port: str) -> str:
        """The kind of fault that strikes this call, or nothing."""
        self.calls[port] += 1
        for fault in self._faults:
            if fault.port == port and fault.skip > 0:
                fault.skip -= 1
            elif fault.port == port and fault.left > 0 and self._chance.random() < fault.rate:
                fault.left -= 1
                self.struck[f"{port} {fault.kind}"] += 1
                return fault.kind
        return ""
