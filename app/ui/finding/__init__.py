"""« Search »: over the numbers, titles and words of every sheet and revision that is here."""

from __future__ import annotations
