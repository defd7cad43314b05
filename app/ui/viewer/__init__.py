"""Reading one sheet: the tiled canvas, and the page around it."""

from __future__ import annotations
