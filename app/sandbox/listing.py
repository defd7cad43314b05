"""Query parameters of list calls: paging with its headers, filters, ranges of dates, sort keys (contract §4)."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from app.sandbox.entities import Rules

T = TypeVar("T")


class Refused(Exception):
    """A request answered with an error body; raised anywhere below the routes, turned into the answer there."""

    def __init__(self, status: int, body: object) -> None:
        super().__init__(f"{status}: {body}")
        self.status = status
        self.body = body


def invalid(name: str, problem: str = "is invalid") -> Refused:
    """400 in the shape integrators report (contract §6)."""
    return Refused(400, {"errors": {name: [problem]}})


def not_found(thing: str = "The resource") -> Refused:
    """404, also for what the user may not see at all."""
    return Refused(404, {"message": f"{thing} was not found.", "exception": "ActiveRecord::RecordNotFound"})


def paged(
    request: Request,
    items: Sequence[T],
    shape: Callable[[T], Any],
    rules: Rules,
    *,
    default: int | None = None,
    cap: int | None = None,
) -> Response:
    """One page as a bare array. A ``per_page`` above the cap is cut silently; ``Per-Page`` tells what was used."""
    records, headers = page_of(request, items, rules, default=default, cap=cap)
    return JSONResponse([shape(item) for item in records], headers=headers)


def page_of(
    request: Request, items: Sequence[T], rules: Rules, *, default: int | None = None, cap: int | None = None
) -> tuple[Sequence[T], dict[str, str]]:
    """The records of the page asked for, and the paging headers."""
    page = positive(request, "page", 1)
    per_page = min(positive(request, "per_page", default or rules.page_default), cap or rules.page_cap, rules.page_cap)
    last = max(1, -(-len(items) // per_page))
    headers = {"Total": str(len(items)), "Per-Page": str(per_page)}
    link = _link(request, page, per_page, last)
    if link:
        headers["Link"] = link
    return items[(page - 1) * per_page : page * per_page], headers


def _link(request: Request, page: int, per_page: int, last: int) -> str:
    # The documented example keeps page and per_page only, and so loses every filter (contract §4).
    places: dict[str, int] = {}
    if page > 1:
        places |= {"first": 1, "prev": page - 1}
    if page < last:
        places |= {"last": last, "next": page + 1}
    base = f"{request.url.scheme}://{request.url.netloc}{request.url.path}"
    return ", ".join(f'<{base}?page={place}&per_page={per_page}>; rel="{rel}"' for rel, place in places.items())


def positive(request: Request, name: str, default: int) -> int:
    value = request.query_params.get(name)
    if value is None:
        return default
    if not value.isascii() or not value.isdecimal() or int(value) < 1:
        raise invalid(name, "must be a positive integer")
    return int(value)


def whole(request: Request, name: str) -> int | None:
    value = request.query_params.get(name)
    if value is None:
        return None
    try:
        return int(value)
    except ValueError:
        raise invalid(name) from None


def flag(request: Request, name: str) -> bool | None:
    value = request.query_params.get(name)
    if value is None:
        return None
    if value.lower() not in ("true", "false", "1", "0"):
        raise invalid(name)
    return value.lower() in ("true", "1")


def ids(request: Request, name: str) -> frozenset[int] | None:
    """Several ids, as ``name[]=1&name[]=2``, ``name[0]=1``, ``name=[1,2]``, ``name=1,2`` or ``name=1``; else None."""
    spelled = re.compile(re.escape(name) + r"(\[\d*\])?")
    values = [value for key, value in request.query_params.multi_items() if spelled.fullmatch(key)]
    if not values:
        return None
    found: set[int] = set()
    for value in values:
        try:
            parsed = json.loads(value if value.startswith("[") else f"[{value}]")
            found.update(int(one) for one in parsed)
        except (ValueError, TypeError):
            raise invalid(name) from None
    return frozenset(found)


def span(request: Request, name: str) -> tuple[datetime, datetime] | None:
    """``<from>...<to>``, both ends included, with or without the guide's double quotes; None when absent."""
    value = request.query_params.get(name)
    if value is None:
        return None
    parts = value.strip().strip('"').split("...")
    if len(parts) != 2:
        raise invalid(name)
    return _instant(parts[0], name, end=False), _instant(parts[1], name, end=True)


def _instant(text: str, name: str, *, end: bool) -> datetime:
    # A plus sign that was not escaped arrives as a space.
    text = re.sub(r" (\d\d:?\d\d)$", r"+\1", text.strip())
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise invalid(name) from None
    if value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    if end and len(text) == len("2026-01-31"):
        value += timedelta(days=1, microseconds=-1)
    return value


def sort_by(request: Request, items: Sequence[T], keys: dict[str, Callable[[T], Any]]) -> list[T]:
    """In the order of ``sort``: comma separated keys, ``-`` for descending. Records without a value come last."""
    ordered = list(items)
    for key in reversed([part for part in request.query_params.get("sort", "").split(",") if part]):
        name = key.removeprefix("-")
        if name not in keys:
            raise invalid("sort", f"{name} is not a sort key")
        value = keys[name]
        present = [item for item in ordered if value(item) is not None]
        present.sort(key=value, reverse=key.startswith("-"))
        ordered = present + [item for item in ordered if value(item) is None]
    return ordered
