"""Addresses of sheets: ``planrack://open?project=…&drawing=…[&revision=…]``, with Procore's ids.

They are pasted into mails and tickets and stay for years, so the form is fixed: what is there is never renamed, and
what is not known is passed over, so that a later version may say more. A link names a sheet and nothing else; following
one shows that sheet, to those who may see it, and does nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

SCHEME = "planrack"
_ACTION = "open"
#: More than any link of ours is not one of ours.
_LONGEST = 2000
_MOST_FIELDS = 20
#: Procore's ids: positive, and within 64 bits.
_ID = re.compile(r"[1-9][0-9]{0,18}", re.ASCII)
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class SheetLink:
    """Procore's ids of a sheet. Without ``revision`` it leads to the one that is current when it is followed."""

    project: int
    drawing: int
    revision: int | None = None

    def __str__(self) -> str:
        revision = "" if self.revision is None else f"&revision={self.revision}"
        return f"{SCHEME}://{_ACTION}?project={self.project}&drawing={self.drawing}{revision}"


def is_link(text: str) -> bool:
    """Whether ``text`` was meant as a link to Planrack, well-formed or not."""
    return text.lstrip()[: len(SCHEME) + 1].lower() == f"{SCHEME}:"


def parse_link(text: str) -> SheetLink | None:
    """The sheet that ``text`` leads to; None where it is no such link."""
    text = text.strip()
    if len(text) > _LONGEST or not is_link(text):
        return None
    try:
        parts = urlsplit(text)
        # Some systems put a slash after the host.
        if parts.netloc.lower() != _ACTION or parts.path not in ("", "/"):
            return None
        fields = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return None
    ids: dict[str, int] = {}
    for name, value in fields:
        if name in ("project", "drawing", "revision"):
            if name in ids or _ID.fullmatch(value) is None or int(value) > _LARGEST:
                return None
            ids[name] = int(value)
    if not {"project", "drawing"} <= ids.keys():
        return None
    return SheetLink(ids["project"], ids["drawing"], ids.get("revision"))
