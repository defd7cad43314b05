"""Procore's REST API and nothing else: signing in, asking, decoding, pacing, and one table of errors.

Everything that leaves this package is a domain record or a ``Failure``; httpx stays inside.
"""

from __future__ import annotations
