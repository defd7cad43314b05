"""Planrack: every Procore drawing revision, on your machine, provably current and complete."""

from __future__ import annotations

__version__ = "0.1.0"
