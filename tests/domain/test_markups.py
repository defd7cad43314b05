"""What is written of a mark is read back; what is no mark says so and nothing else happens."""

from __future__ import annotations

import contextlib
import json
import math
from typing import Any

import pytest
from drawn_marks import marks
from hypothesis import given
from hypothesis import strategies as st

from app.domain.markups import POINTS, Markup, MarkupKind, NotAMarkup, Style, from_json, style_from, style_json, to_json

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(marks())
def test_a_mark_comes_back_from_its_json(markup: Markup) -> None:
    assert from_json(json.loads(json.dumps(to_json(markup)))) == markup


@given(marks(), st.data())
def test_whatever_is_wrong_with_a_record_is_said_or_replaced(markup: Markup, data: st.DataObject) -> None:
    written: dict[str, Any] = to_json(markup)
    member = data.draw(st.sampled_from([*written, *(f"style.{name}" for name in written["style"]), "geometry.points"]))
    outer, _, inner = member.partition(".")
    odd = data.draw(_json)
    written[outer] = {**written[outer], inner: odd} if inner else odd

    with contextlib.suppress(NotAMarkup):
        read = from_json(written)
        assert isinstance(read.kind, MarkupKind)
        assert from_json(json.loads(json.dumps(to_json(read)))) == read


@given(_json)
def test_any_style_is_a_style(given: object) -> None:
    style = style_from(given)
    assert style_from(style_json(style)) == style


def test_a_style_from_before_a_member_was_added_reads_as_new() -> None:
    assert style_from({"colour": "#00FF00", "dash": [3, 1]}) == Style(colour="#00ff00")


@pytest.mark.parametrize("kind", MarkupKind)
def test_a_mark_with_too_few_points_or_places_that_are_none_is_refused(kind: MarkupKind) -> None:
    least, most = POINTS[kind]
    plain = {"id": "1", "entry_id": 1, "page": 0, "kind": kind.value}
    short: list[list[float]] = [[0, 0]] * (least - 1)
    far = [[math.nan, 0.0], *short]
    for points in (short, far, *([[[0, 0]] * (most + 1)] if most else [])):
        with pytest.raises(NotAMarkup):
            from_json({**plain, "geometry": {"points": points}})
