"""The smallest honest PDF sheet, written by hand: for worlds that need many sheets, or none in particular."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.sandbox.entities import Drawing, Revision

_WIDTH, _HEIGHT = 1224, 792  # 17 x 11 in


class PlainSheets:
    """One page with the number, the title and the revision as real text. ``bytes_each``: padded to that size."""

    def __init__(self, bytes_each: int = 0) -> None:
        self._bytes_each = bytes_each

    def pdf(self, drawing: Drawing, revision: Revision) -> bytes:
        lines = (drawing.number, drawing.title, f"Revision {revision.label}, edition {revision.edition}")
        sheet = plain_sheet(lines, rooms=3 + revision.edition)
        return (
            sheet
            if len(sheet) >= self._bytes_each
            else plain_sheet(lines, 3 + revision.edition, self._bytes_each - len(sheet))
        )


def plain_sheet(lines: tuple[str, ...], rooms: int = 3, padding: int = 0) -> bytes:
    """A valid PDF 1.4 with these lines of text over a row of rooms; ``padding`` bytes of comment make it longer."""
    strokes = ["2 w 36 36 1152 720 re S", "1 w"]
    step = 900 // rooms
    strokes += [f"{72 + place * step} 300 {step - 24} 360 re S" for place in range(rooms)]
    text = [
        f"BT /F1 {28 if row == 0 else 14} Tf 72 {220 - 40 * row} Td ({_escaped(line)}) Tj ET"
        for row, line in enumerate(lines)
    ]
    content = "\n".join(strokes + text).encode("latin-1", "replace")
    if padding > 0:
        content += b"\n%" + b"." * padding
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>" % (_WIDTH, _HEIGHT),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    return _assembled(objects)


def _assembled(objects: tuple[bytes, ...]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
