"""Lengths and areas on a sheet: its scale, what a mark measures, how values are written and read, and totals.

Quantities are kept in metres and square metres; what people see is in the unit of the sheet or of their choice.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.markups import MEASURED, MarkupKind
from app.domain.plane import distance, path_length, signed_area
from app.domain.sheets import sort_key
from app.domain.states import Carried
from app.domain.texts import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from app.domain.markups import Markup
    from app.domain.plane import Point

METRES_PER_INCH = 0.0254
METRES_PER_FOOT = 0.3048
_METRES_PER_POINT_OF_PAPER = METRES_PER_INCH / 72
#: A second dimension that differs by more than this share means that the scale is wrong, or the sheet not to scale.
TOLERATED_DEVIATION = 0.01
#: Feet and inches are written to this part of an inch.
_INCH_PARTS = 16
_NARROW_SPACE = "\u202f"


class LengthUnit(StrEnum):
    """Stored: the values never change."""

    FEET = "ft-in"
    METRES = "m"


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale as it is printed on a sheet. ``ratio``: so many times larger than on paper."""

    name: str
    ratio: float
    unit: LengthUnit

    @property
    def metres_per_point(self) -> float:
        return self.ratio * _METRES_PER_POINT_OF_PAPER


def _inches(*paper: str) -> tuple[Scale, ...]:
    return tuple(Scale(f'{inch}" = 1\'-0"', float(12 / _fraction(inch)), LengthUnit.FEET) for inch in paper)


def _fraction(text: str) -> Fraction:
    return sum((Fraction(part) for part in text.split()), Fraction(0))


COMMON_SCALES: tuple[Scale, ...] = (
    *_inches("1/16", "3/32", "1/8", "3/16", "1/4", "3/8", "1/2", "3/4", "1", "1 1/2", "3"),
    *(Scale(f'1" = {feet}\'-0"', feet * 12.0, LengthUnit.FEET) for feet in (10, 20, 30, 40, 50, 60, 100)),
    *(
        Scale(f"1:{ratio}", ratio, LengthUnit.METRES)
        for ratio in (5, 10, 20, 25, 50, 75, 100, 125, 200, 250, 500, 1000)
    ),
)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The scale of one page of an entry. ``name``: of the common scale that was chosen; "" for one by two points.
    ``deviation``: of a second dimension that was measured with it (0.004: 0.4 % too long); None: not verified.
    ``carried``: copied with the marks of an earlier revision, to be verified. Author and time are the store's."""

    entry_id: int
    page: int
    metres_per_point: float
    unit: LengthUnit
    name: str = ""
    deviation: float | None = None
    author: str = ""
    at: datetime | None = None
    carried: Carried | None = None

    @property
    def verified(self) -> bool:
        return self.deviation is not None and abs(self.deviation) <= TOLERATED_DEVIATION


def metres_per_point(a: Point, b: Point, metres: float) -> float | None:
    """The scale at which two points of a page are so far apart; None where that is no scale."""
    paper = distance(a, b)
    if not (paper > 0 and metres > 0):
        return None
    scale = metres / paper
    return scale if math.isfinite(scale) and scale > 0 else None


def deviation(scale: float, a: Point, b: Point, metres: float) -> float | None:
    """By which share a known dimension is measured too long (below 0: too short); None where it is none."""
    return distance(a, b) * scale / metres - 1 if metres > 0 else None


def quantity(markup: Markup, scale: float | None) -> float | None:
    """What a mark measures: things, metres or square metres; None for other kinds, and without a scale (metres a
    point) where one is needed. An area is that of its ring as drawn; one that crosses itself measures too little."""
    points = markup.geometry.points
    if markup.kind is MarkupKind.COUNT:
        return float(len(points))
    if markup.kind not in MEASURED or scale is None:
        return None
    if markup.kind is MarkupKind.LENGTH:
        return path_length(points) * scale
    if markup.kind is MarkupKind.PERIMETER:
        return path_length((*points, points[0])) * scale
    return abs(signed_area(points)) * scale * scale


# --- totals -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of all marks of one kind, layer and label. ``unscaled``: marks that are not in the sum, as their sheet
    has no scale; ``unverified``: in the sum, on a sheet whose scale was not verified; ``to_check``: in the sum, carried
    from an earlier revision and not looked at."""

    kind: MarkupKind
    layer: str
    label: str
    marks: int
    quantity: float
    unscaled: int = 0
    unverified: int = 0
    to_check: int = 0


def totals(markups: Iterable[Markup], calibration_of: Callable[[Markup], Calibration | None]) -> tuple[Total, ...]:
    """By kind, layer and label, in that order."""
    groups: dict[tuple[MarkupKind, str, str], list[Markup]] = {}
    for markup in markups:
        if markup.kind in MEASURED:
            groups.setdefault((markup.kind, markup.layer, " ".join(markup.text.split())), []).append(markup)
    found = [_total(key, held, calibration_of) for key, held in groups.items()]
    kinds = list(MarkupKind)
    return tuple(sorted(found, key=lambda one: (kinds.index(one.kind), sort_key(one.layer), sort_key(one.label))))


def _total(
    key: tuple[MarkupKind, str, str], held: list[Markup], calibration_of: Callable[[Markup], Calibration | None]
) -> Total:
    sizes: list[float] = []
    unscaled = unverified = to_check = 0
    for markup in held:
        calibration = calibration_of(markup)
        size = quantity(markup, None if calibration is None else calibration.metres_per_point)
        if size is None:
            unscaled += 1
            continue
        sizes.append(size)
        to_check += markup.carried is Carried.TO_CHECK
        unverified += markup.kind is not MarkupKind.COUNT and calibration is not None and not calibration.verified
    return Total(*key, len(held), math.fsum(sizes), unscaled, unverified, to_check)


# --- writing and reading values -----------------------------------------------------------------------------------


def number_text(value: float, decimals: int, language: Language) -> str:
    """With the separators of the language, in groups of three."""
    text = f"{value:,.{decimals}f}"
    if language is Language.FR:
        return text.replace(",", _NARROW_SPACE).replace(".", ",")
    return text


def length_text(metres: float, unit: LengthUnit, language: Language) -> str:
    """E.g. ``12'-6 1/2"`` or ``3.82 m``."""
    if unit is LengthUnit.METRES:
        return f"{number_text(metres, 2 if metres >= 1 else 3, language)}\u00a0m"
    parts = round(abs(metres) / METRES_PER_INCH * _INCH_PARTS)
    feet, rest = divmod(parts, 12 * _INCH_PARTS)
    inches, part = divmod(rest, _INCH_PARTS)
    whole = [str(inches)] if feet or inches or not part else []
    words = " ".join([*whole, *([str(Fraction(part, _INCH_PARTS))] if part else [])]) + '"'
    return f"{number_text(feet, 0, language)}'-{words}" if feet else words


def area_text(square_metres: float, unit: LengthUnit, language: Language) -> str:
    """E.g. ``1,250.5 sq ft``, « 1 250,5 pi² » or ``116.18 m²``."""
    if unit is LengthUnit.METRES:
        return f"{number_text(square_metres, 2, language)}\u00a0m²"
    feet = number_text(square_metres / METRES_PER_FOOT**2, 1, language)
    return f"{feet}\u00a0pi²" if language is Language.FR else f"{feet}\u00a0sq ft"


def quantity_text(kind: MarkupKind, value: float, unit: LengthUnit, language: Language) -> str:
    """A quantity as ``quantity`` gives it, in words."""
    if kind is MarkupKind.COUNT:
        return number_text(value, 0, language)
    return area_text(value, unit, language) if kind is MarkupKind.AREA else length_text(value, unit, language)


_NUMBER = r"\d[\d\s\u00a0\u202f.,]*"
_METRIC = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>mm|cm|km|m)")
_IMPERIAL = re.compile(
    rf"(?:(?P<feet>{_NUMBER})\s*(?:'|′|’|ft\.?|feet|foot|pieds?|pi\.?)\s*-?\s*)?"
    rf"(?:(?P<inches>(?:{_NUMBER}?[\s-]+)?\d+\s*/\s*\d+|{_NUMBER})\s*(?P<mark>\"|″|”|''|in\.?|inch(?:es)?|pouces?|po\.?)?)?"
)
_METRES = {"mm": 0.001, "cm": 0.01, "m": 1.0, "km": 1000.0}


def parse_length(text: str, unit: LengthUnit, language: Language) -> float | None:
    """Metres from what somebody typed: ``12'-6 1/2"``, ``12 ft 6``, « 12 pi 6 po », ``6"``, ``3.5 m``, « 350 cm ».
    A number alone is in feet or metres, as ``unit`` says. None where it is no length."""
    typed = text.strip().casefold()
    metric = _METRIC.fullmatch(typed)
    if metric:
        size = _number(metric["number"], language)
        return None if size is None else size * _METRES[metric["unit"]]
    imperial = _IMPERIAL.fullmatch(typed)
    if not typed or imperial is None:
        return None
    if imperial["feet"] is None and imperial["mark"] is None:
        size = _broken(imperial["inches"], language)
        return None if size is None else size * (1.0 if unit is LengthUnit.METRES else METRES_PER_FOOT)
    feet = 0.0 if imperial["feet"] is None else _number(imperial["feet"], language)
    inches = 0.0 if imperial["inches"] is None else _broken(imperial["inches"], language)
    return None if feet is None or inches is None else feet * METRES_PER_FOOT + inches * METRES_PER_INCH


def _broken(text: str, language: Language) -> float | None:
    """``6``, ``1/2``, ``6 1/2`` or ``6-1/2``."""
    whole, slash, below = text.rpartition("/")
    if not slash:
        return _number(text, language)
    *before, above = re.split(r"[\s\-\u00a0\u202f]+", whole.strip())
    if not int(below):
        return None
    first = _number(" ".join(before), language) if before else 0.0
    return None if first is None else first + int(above) / int(below)


def _number(text: str, language: Language) -> float | None:
    """With either separator for decimals; three digits after a comma are a group in English and decimals in French."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", text)
    if language is Language.EN and re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    try:
        value = float(plain.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
