"""Which host may see the bearer token: Procore's own, on a label boundary, and the configured API; never another."""

from __future__ import annotations

import httpx

_PROCORE = (".procore.com", ".procoregov.com")


def may_see_token(url: str, api: str) -> bool:
    """True where ``url`` may be asked with the token (contract §10, I7).

    ``api`` is the configured origin, which may be plain http on loopback only (``settings`` sees to that); every
    other host needs https on its usual port. Parsed by the library that sends, so both mean the same host.
    """
    try:
        asked, configured = httpx.URL(url), httpx.URL(api)
    except httpx.InvalidURL:
        return False
    if _origin(asked) == _origin(configured):
        return True
    host = asked.raw_host.decode("ascii", "replace").lower()
    return asked.scheme == "https" and asked.port in (None, 443) and host.endswith(_PROCORE)


def _origin(url: httpx.URL) -> tuple[str, bytes, int | None]:
    usual = {"https": 443, "http": 80}.get(url.scheme)
    return url.scheme, url.raw_host.lower(), url.port or usual
