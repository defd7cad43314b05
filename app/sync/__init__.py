"""The engine: observe, plan, execute, finish. All of it runs in the engine's own thread and loop."""

from __future__ import annotations
