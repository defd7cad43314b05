"""The cover of a bound set: what it is, how current it is, and what is in it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from app.drawings.output.ink import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Flowable

    from app.domain.output import Cover

_TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=20, leading=25, spaceAfter=8)
_LINE = ParagraphStyle("line", fontName="Helvetica", fontSize=11, leading=15)
_WARNING = ParagraphStyle("warning", parent=_LINE, fontName="Helvetica-Bold", textColor=colors.HexColor("#b3261e"))
_CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8.5, leading=10.5)
_HEAD = ParagraphStyle("head", parent=_CELL, fontName="Helvetica-Bold")
#: A row that is taller than a page cannot be laid out.
_LONGEST_CELL = 300
_RULE = colors.HexColor("#9aa0a6")


def draw_cover(cover: Cover) -> bytes:
    """A PDF of letter pages; the list runs on over as many as it needs."""
    written = io.BytesIO()
    margin = 0.75 * inch
    document = SimpleDocTemplate(
        written,
        pagesize=letter,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=margin,
        bottomMargin=margin,
        title=cover.title,
        invariant=True,
    )
    story: list[Flowable] = [_words(cover.title, _TITLE)]
    story += [_words(line, _LINE) for line in cover.lines]
    story += [_words(warning, _WARNING) for warning in cover.warnings]
    story.append(Spacer(1, 14))
    if cover.rows:
        story.append(_table(cover.columns, cover.rows, document.width))
    document.build(story)
    return written.getvalue()


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], width: float) -> Table:
    # Numbers and dates are short, the title takes what is left.
    shares = [0.16, 0.42, *([0.42 / max(1, len(columns) - 2)] * (len(columns) - 2))]
    short = ([cell if len(cell) <= _LONGEST_CELL else f"{cell[:_LONGEST_CELL]}…" for cell in row] for row in rows)
    cells = [[_words(cell, _HEAD) for cell in columns], *([_words(cell, _CELL) for cell in row] for row in short)]
    table = Table(cells, colWidths=[share * width for share in shares[: len(columns)]], repeatRows=1)
    rules = [("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black), ("LINEBELOW", (0, 1), (-1, -1), 0.25, _RULE)]
    table.setStyle(TableStyle([*rules, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2)]))
    return table


def _words(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(printable(text)), style)
