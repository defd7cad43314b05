"""How connections to one origin are opened: verified TLS, no redirects followed, a small pool that is kept alive."""

from __future__ import annotations

import ssl

import httpx
import truststore

from app import __version__
from app.domain.failures import Reason
from app.procore.errors import failure_from_exception

#: httpcore loses pool slots when tasks are cancelled while its pool is full, so requests never queue inside it:
#: whoever uses the client holds a semaphore no larger than this.
CONNECTIONS = 4
_TIMEOUT = httpx.Timeout(connect=10.0, read=30.0, write=30.0, pool=30.0)
_PROBE_TIMEOUT = httpx.Timeout(4.0)


def open_http(origin: str, *, connections: int = CONNECTIONS) -> httpx.AsyncClient:
    """A client for ``origin``. To be closed with ``aclose`` in the event loop that used it.

    Plain http is for loopback only (S3): there no proxy of the environment takes part, and the TLS context trusts
    nobody, so a redirect to https could not be followed by accident either.
    """
    secure = httpx.URL(origin).scheme == "https"
    return httpx.AsyncClient(
        verify=_system_trust() if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        trust_env=secure,
        http1=True,
        http2=False,
        follow_redirects=False,
        timeout=_TIMEOUT,
        limits=httpx.Limits(
            max_connections=connections,
            # Keep-alive below the pool size closes sockets after nearly every request (measured).
            max_keepalive_connections=connections,
            keepalive_expiry=30.0,
        ),
        headers={"Accept": "application/json", "User-Agent": f"Planrack/{__version__}"},
    )


async def answers(client: httpx.AsyncClient, origin: str) -> bool:
    """Whether anything answers there: any status will do. Where something does that cannot be trusted, there is a
    network too, and a real request will say what is wrong with it."""
    try:
        await client.head(origin, timeout=_PROBE_TIMEOUT)
    except httpx.HTTPError as error:
        return failure_from_exception(error).reason is Reason.INSECURE
    return True


def _system_trust() -> ssl.SSLContext:
    """The operating system's own certificate store, so that a company's inspecting proxy works where IT set it up."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
