"""Procore's REST API and nothing else: signing in, asking, decoding, pacing, and one table of errors.

Everything that leaves this package is a domain record or a ``Failure``; httpx stays inside.
"""

from __future__ import annotations

import sys

# httpx brings a command line along, and that click, rich and pygments: more than half of what its import takes. It does
# without where they are not installed, which this looks like.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
