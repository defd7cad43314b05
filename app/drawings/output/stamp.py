"""The ribbon across the top right corner of every page that must not be taken for the current one (S63)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Dictionary, Name

from app.drawings.output.annotations import fonts, form_of
from app.drawings.output.ink import BOLD, escaped, width_of

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

    from app.drawings.output.sheets import Shown

_RED = "0.702 0.149 0.118 rg"
_WHITE = "1 1 1"
#: Height of the ribbon: a share of the shorter side, within these points.
_SHARE, _LEAST, _MOST = 1 / 24, 14.0, 80.0
_HALF = 0.70711


def put_stamp(pdf: Pdf, page: Page, shown: Shown, text: str) -> None:
    """Paint the ribbon over all else. ``shown``: how the page is shown."""
    height = min(max(min(shown.width, shown.height) * _SHARE, _LEAST), _MOST)
    size = height * 0.62
    long = width_of(text, size, BOLD) + height * 2
    # It crosses the corner at 45 degrees: its middle lies half its length, along both edges, from the corner.
    reach = (long / 2 + height / 2) * _HALF
    inset = height * 0.12
    edges = " ".join(f"{-long:.2f} {y:.2f} m {long:.2f} {y:.2f} l S" for y in (height / 2 - inset, inset - height / 2))
    operators = (
        f"0 0 {shown.width:.2f} {shown.height:.2f} re W n "
        f"{_HALF} {-_HALF} {_HALF} {_HALF} {shown.width - reach:.2f} {shown.height - reach:.2f} cm "
        f"{_RED} {-long:.2f} {-height / 2:.2f} {2 * long:.2f} {height:.2f} re f "
        f"{_WHITE} RG {max(0.6, height / 22):.2f} w {edges} "
        f"BT {_WHITE} rg /{BOLD} {size:.2f} Tf {-(long / 2 - height):.2f} {-size * 0.36:.2f} Td ({escaped(text)}) Tj ET"
    )
    box = [0, 0, round(shown.width, 2), round(shown.height, 2)]
    form = form_of(pdf, operators.encode("latin-1"), box, Dictionary(Font=fonts()))
    name = page.add_resource(form, Name.XObject, prefix="PrStamp")
    matrix = " ".join(f"{number:.4f}" for number in shown.to_paper)
    page.contents_add(f"q {matrix} cm {name} Do Q\n".encode("ascii"))
