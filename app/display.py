"""Whether there is anything to show a window on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """True where a window can be seen. Only Linux runs without a display now and then."""
    return not platform.startswith("linux") or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
