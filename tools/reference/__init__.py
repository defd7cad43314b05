"""What the pages about commands and failures are made of (``tools/command_reference.py``)."""

from __future__ import annotations
