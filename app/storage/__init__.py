"""What this machine keeps: one SQLite database of facts, and one folder of drawings by their hash.

``store.Store`` opens both. Everything here is synchronous and may be called from any thread.
"""

from __future__ import annotations
