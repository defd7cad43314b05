"""Signed file addresses: Procore's own, and the short-lived one of the object store behind it (contract §10)."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from app.sandbox.library import object_key

if TYPE_CHECKING:
    from app.sandbox.entities import Company, Project, Revision
    from app.sandbox.world import World


class Signer:
    """Makes and checks addresses. ``front`` and ``store`` are origins such as ``http://127.0.0.1:8000``."""

    def __init__(self, world: World, secret: bytes) -> None:
        self._world = world
        self._secret = secret
        self.front = ""
        self.store = ""

    def file_url(self, company: Company, project: Project, revision: Revision) -> str:
        """What a listing calls ``pdf_url``: no expiry is visible in it, and it has one all the same."""
        path = f"/api/v5/files/{company.zone}/pro-core.com/companies/{company.id}/{object_key(revision)}"
        signature = self._stamped(path)
        return f"{self.front}{path}?companyId={company.id}&projectId={project.id}&sig={signature}"

    def store_url(self, key: str) -> str:
        path = f"/pro-core.com/{key}.pdf"
        expires = self._world.rules.signature_seconds
        signature = self._stamped(path)
        return (
            f"{self.store}{path}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires={expires}&X-Amz-Signature={signature}"
        )

    def genuine(self, path: str, signature: str) -> bool:
        return hmac.compare_digest(signature.encode(), self._sign(path, signature[:8]).encode())

    def fresh(self, signature: str, seconds: int) -> bool:
        """Whether a genuine signature is no older than that, in the server's time."""
        return self._world.now().timestamp() < int(signature[:8], 16) + seconds

    def _stamped(self, path: str) -> str:
        return self._sign(path, f"{int(self._world.now().timestamp()):08x}")

    def _sign(self, path: str, stamp: str) -> str:
        return stamp + hmac.new(self._secret, f"{stamp}{path}".encode(), hashlib.sha256).hexdigest()
