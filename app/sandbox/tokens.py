"""Authorization codes, access and refresh tokens: what is valid, until when, and what dies when it is used."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.sandbox.world import World


class Denied(Exception):
    """A refused OAuth request, in the words of RFC 6749 (Procore documents no body of its own, contract §3.2)."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error = error
        self.description = description
        self.status = status


@dataclass(frozen=True, slots=True)
class Challenge:
    """PKCE (RFC 7636): verified where it was sent, never asked for (contract §3.1)."""

    value: str
    method: str = "plain"

    def met_by(self, verifier: str) -> bool:
        if self.method == "S256":
            digest = hashlib.sha256(verifier.encode()).digest()
            verifier = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return hmac.compare_digest(verifier.encode(), self.value.encode())


@dataclass(frozen=True, slots=True)
class Code:
    user_id: int
    redirect_uri: str
    challenge: Challenge | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Access:
    user_id: int
    token: str
    created_at: datetime
    expires_at: datetime
    refresh: str | None


class TokenBook:
    """Every grant that is out. ``entropy`` gives random bytes and is a parameter so that tests may fix it."""

    def __init__(self, world: World, entropy: Callable[[int], bytes]) -> None:
        self._world = world
        self._entropy = entropy
        self._codes: dict[str, Code] = {}
        self._access: dict[str, Access] = {}
        self._refresh: dict[str, Access] = {}

    def grant_code(self, user_id: int, redirect_uri: str, challenge: Challenge | None) -> str:
        code = self._entropy(32).hex()
        expires = self._world.now() + timedelta(seconds=self._world.rules.code_seconds)
        self._codes[code] = Code(user_id, redirect_uri, challenge, expires)
        return code

    def redeem(self, code: str, redirect_uri: str, verifier: str | None) -> Access:
        """Exchange a code, once: it is gone also when the rest of the request is wrong. Denied(invalid_grant)."""
        known = self._codes.pop(code, None)
        if known is None or known.expires_at <= self._world.now():
            raise Denied("invalid_grant", "The authorization code is invalid, expired or was used before.")
        if redirect_uri != known.redirect_uri:
            raise Denied("invalid_grant", "The redirect URI does not match the one of the authorization request.")
        if known.challenge is not None and (verifier is None or not known.challenge.met_by(verifier)):
            raise Denied("invalid_grant", "The code verifier does not match the code challenge.")
        return self._issue(known.user_id, refreshable=True)

    def refresh(self, refresh_token: str) -> Access:
        """A new pair; the old refresh token dies at once, whatever becomes of the answer (contract §3.2)."""
        known = self._refresh.pop(refresh_token, None)
        if known is None:
            raise Denied("invalid_grant", "The refresh token is invalid, revoked or was used before.")
        return self._issue(known.user_id, refreshable=True)

    def service(self, user_id: int) -> Access:
        return self._issue(user_id, refreshable=False)

    def find(self, token: str) -> Access | None:
        """What the token was given for, also when it has expired; None for one never issued or revoked."""
        return self._access.get(token)

    def valid(self, access: Access) -> bool:
        return access.expires_at > self._world.now()

    def revoke(self, token: str) -> None:
        """Kill the pair that holds this access or refresh token; an unknown token is not an error (contract §3.3)."""
        known = self._access.get(token) or self._refresh.get(token)
        if known is None:
            return
        self._access.pop(known.token, None)
        if known.refresh is not None:
            self._refresh.pop(known.refresh, None)

    def revoke_user(self, user_id: int) -> None:
        for access in tuple(self._access.values()):
            if access.user_id == user_id:
                self.revoke(access.token)

    def expire_all(self) -> None:
        """Let every access token be out of date; refresh tokens stay."""
        now = self._world.now()
        for token, access in tuple(self._access.items()):
            self._access[token] = Access(access.user_id, token, access.created_at, now, access.refresh)

    def _issue(self, user_id: int, *, refreshable: bool) -> Access:
        now = self._world.now()
        access = Access(
            user_id=user_id,
            token=self._signed_looking(user_id),
            created_at=now,
            expires_at=now + timedelta(seconds=self._world.rules.token_seconds),
            refresh=self._entropy(32).hex() if refreshable else None,
        )
        self._access[access.token] = access
        if access.refresh is not None:
            self._refresh[access.refresh] = access
        return access

    def _signed_looking(self, user_id: int) -> str:
        """Three dotted parts like Procore's tokens; clients must treat them as opaque (contract §3.2)."""
        header = json.dumps({"typ": "JWT", "alg": "ES512"}).encode()
        body = json.dumps({"uid": user_id, "jti": self._entropy(12).hex()}).encode()
        parts = (header, body, self._entropy(48))
        return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)
