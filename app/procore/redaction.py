"""Blanks secrets in text that may be kept: log lines, quarantined records, the support report (I7).

Works on text of any shape (URLs, header dumps, JSON, Python reprs) because foreign libraries log what they like:
httpx prints whole URLs, httpcore prints response headers with signed locations.
"""

from __future__ import annotations

import logging
import re

BLANK = "[redacted]"

_NAMES = (
    r"client_secret|client_assertion|access_token|refresh_token|id_token|code_verifier|password|token|code|state"
    r"|sig|signature|awsaccesskeyid|policy|key-pair-id|x-(?:amz|goog)-[a-z-]+"
)
#: ``name=value`` in a query or a form body, also where the whole address was percent-encoded once more.
_QUERY = re.compile(
    rf"(?i)((?:(?<![a-z0-9_-])|(?<=%3F)|(?<=%26))(?:{_NAMES})(?:=|%3D))(?!\[redacted\])(?:(?!%26)[^&\s\"'<>#)\]}}])+"
)
#: ``"name": "value"`` in JSON, ``'name': 'value'`` in a repr, ``b'name', b'value'`` in a list of headers.
_MEMBER = re.compile(
    rf"(?i)(?<![a-z0-9_-])((?:{_NAMES})\\?[\"']\s*[:,]\s*b?\\?)([\"'])(?:\\.|(?!\2)[^\\])*(\2)",
)
_AUTHORIZATION = re.compile(
    r"(?i)(\b(?:proxy-)?authorization\\?[\"']?\s*[:=,]\s*(?:b(?=\\?[\"']))?\\?[\"']?)(?!\[redacted\])(?:(?:bearer|basic)\s+)?[^\s\"',;)\]}\\]+"
)
_SCHEME = re.compile(r"(?i)\b(bearer|basic)\s+(?!realm\b)[a-z0-9._~+/=-]{6,}")
#: Access tokens look like JWTs; one of them needs no name beside it to be recognised.
_JWT = re.compile(r"\beyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)+|\beyJ[A-Za-z0-9_-]{16,}")


def redact(text: str) -> str:
    """``text`` with every token, authorization header, code, secret and signature replaced by ``BLANK``."""
    text = _AUTHORIZATION.sub(rf"\1{BLANK}", text)
    text = _MEMBER.sub(rf"\1\2{BLANK}\3", text)
    text = _QUERY.sub(rf"\1{BLANK}", text)
    text = _SCHEME.sub(rf"\1 {BLANK}", text)
    return _JWT.sub(BLANK, text)


class RedactingFilter(logging.Filter):
    """Rewrites every record before its handler formats it. Attach it to handlers: a filter on a logger does not see
    the records of the loggers below it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = redact(record.getMessage())
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True
