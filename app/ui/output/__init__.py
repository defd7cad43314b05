"""What leaves the window: paper, and copies for others."""

from __future__ import annotations
