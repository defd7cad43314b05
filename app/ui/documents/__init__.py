"""The project's Documents: the Procore folder as a tree of disciplines, drawings and revisions."""

from __future__ import annotations
