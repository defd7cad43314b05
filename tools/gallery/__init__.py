"""Every dialog and screen of the window, each set up by one small function: see ``screens``."""

from __future__ import annotations
