"""Marks of every kind, for properties."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from app.domain.markups import BOXES, POINTS, Geometry, Heads, Markup, MarkupKind, MarkupStatus, Style
from app.domain.plane import Point, distance, similarity
from app.domain.states import Carried

coordinates = st.floats(-5000, 5000, allow_subnormal=False)
points = st.builds(Point, coordinates, coordinates)
kinds = st.sampled_from(MarkupKind)
colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
styles = st.builds(
    Style,
    colour=colours,
    width=st.floats(0, 50),
    opacity=st.floats(0, 1),
    fill=st.none() | colours,
    font_size=st.floats(1, 200),
    heads=st.sampled_from(Heads),
    stamp=st.sampled_from(["", "approved"]),
)
moments = st.none() | st.integers(0, 10**9).map(
    lambda seconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(0, seconds)
)
similarities = st.builds(
    similarity, st.floats(-360, 720), st.floats(0.2, 5), st.floats(-3000, 3000), st.floats(-3000, 3000)
)


@st.composite
def geometries(draw: st.DrawFn, kind: MarkupKind) -> Geometry:
    least, most = POINTS[kind]
    held = draw(st.lists(points, min_size=least, max_size=most or least + 8))
    boxed = kind in BOXES or kind is MarkupKind.CALLOUT
    return Geometry(tuple(held), draw(st.floats(0, 359)) if boxed else 0.0)


@st.composite
def marks(draw: st.DrawFn, of: st.SearchStrategy[MarkupKind] = kinds) -> Markup:
    kind = draw(of)
    return Markup(
        id=draw(st.uuids().map(str)),
        entry_id=draw(st.integers(1, 10**6)),
        page=draw(st.integers(0, 500)),
        layer=draw(st.text(max_size=10)),
        kind=kind,
        geometry=draw(geometries(kind)),
        style=draw(styles),
        text=draw(st.text(max_size=40)),
        author=draw(st.text(max_size=10)),
        created_at=draw(moments),
        modified_at=draw(moments),
        status=draw(st.sampled_from(MarkupStatus)),
        source_id=draw(st.none() | st.uuids().map(str)),
        carried=draw(st.none() | st.sampled_from(Carried)),
    )


def near(a: Point, b: Point) -> bool:
    return distance(a, b) < 1e-6 * (1 + math.hypot(*a))
