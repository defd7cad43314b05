"""The hosts behind ``pdf_url``: Procore's, which redirects, and the object store, which serves (contract §10)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from app.sandbox.oauth import bearer_token

if TYPE_CHECKING:
    from starlette.requests import Request

    from app.sandbox.library import StoredFile
    from app.sandbox.signatures import Signer
    from app.sandbox.tokens import TokenBook
    from app.sandbox.world import World

_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")


class FrontHost:
    """Procore's own file address: wants the bearer token, answers with a redirect to the object store."""

    def __init__(self, world: World, tokens: TokenBook, signer: Signer) -> None:
        self._world = world
        self._tokens = tokens
        self._signer = signer

    def routes(self) -> list[Route]:
        return [Route("/api/v5/files/{zone}/pro-core.com/companies/{company}/{key}", self.file, methods=["GET"])]

    async def file(self, request: Request) -> Response:
        if self._world.rules.file_bearer:
            access = self._tokens.find(bearer_token(request) or "")
            if access is None or not self._tokens.valid(access):
                return JSONResponse({"error": "Invalid Token"}, status_code=401)
        signature = request.query_params.get("sig", "")
        if not self._signer.genuine(request.url.path, signature):
            return JSONResponse({"errors": ["The signature is not valid."]}, status_code=403)
        if not self._signer.fresh(signature, self._world.rules.file_url_seconds):
            return JSONResponse({"errors": ["The address has expired."]}, status_code=403)
        return RedirectResponse(self._signer.store_url(request.path_params["key"]), status_code=302)


class ObjectStore:
    """Plain objects behind pre-signed addresses, with strong tags and byte ranges. Refuses Procore's tokens."""

    def __init__(self, world: World, signer: Signer) -> None:
        self._world = world
        self._signer = signer

    def routes(self) -> list[Route]:
        return [Route("/pro-core.com/{key}.pdf", self.object, methods=["GET", "HEAD"])]

    async def object(self, request: Request) -> Response:
        if "authorization" in request.headers:
            return _fault(400, "InvalidArgument", "Only one auth mechanism allowed")
        signature = request.query_params.get("X-Amz-Signature", "")
        if not self._signer.genuine(request.url.path, signature):
            return _fault(403, "SignatureDoesNotMatch", "The request signature does not match.")
        if not self._signer.fresh(signature, self._world.rules.signature_seconds):
            return _fault(403, "AccessDenied", "Request has expired")
        found = self._world.library.read(request.path_params["key"])
        if found is None:
            return _fault(404, "NoSuchKey", "The specified key does not exist.")
        return _answer(request, *found)


def _answer(request: Request, stored: StoredFile, content: bytes) -> Response:
    headers = {"ETag": stored.etag, "Accept-Ranges": "bytes", "Content-Type": "application/pdf"}
    if request.headers.get("if-none-match") == stored.etag:
        return Response(status_code=304, headers=headers)
    asked = request.headers.get("range")
    # Only a strong match of the tag keeps the range (RFC 9110 §13.1.5); a date is never a match here.
    if asked is None or request.headers.get("if-range", stored.etag) != stored.etag:
        return Response(content, headers=headers)
    match = _RANGE.match(asked)
    if match is None or match.group() == "bytes=-":
        return Response(content, headers=headers)
    span = _span(match.group(1), match.group(2), stored.size)
    if span is None:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{stored.size}"})
    first, last = span
    headers["Content-Range"] = f"bytes {first}-{last}/{stored.size}"
    return Response(content[first : last + 1], status_code=206, headers=headers)


def _span(first: str, last: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a single range, or None where nothing of it exists."""
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    return (start, end) if start <= end and start < size else None


def _fault(status: int, code: str, message: str) -> Response:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>'
    return Response(body, status_code=status, media_type="application/xml")
