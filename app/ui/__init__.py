"""The window: everything people see and touch. Only this package and the entry points know Qt."""

from __future__ import annotations
