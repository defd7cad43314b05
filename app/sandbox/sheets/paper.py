"""The sheet of paper: ARCH D, border with zone marks, title block, revision table, key plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .catalogue import ANNEXE, SheetSpec
from .pen import BOLD, CUT, FINE, FRAME, HEAVY, MEDIUM, OBLIQUE, SANS, THIN, Ink, Pen, Rect, text_width, wrap
from .rosemont import ADDRESS, PROJECT, PROJET
from .symbols import delta, north_arrow

if TYPE_CHECKING:
    from collections.abc import Sequence

PAPER_WIDTH, PAPER_HEIGHT = 2592.0, 1728.0
BORDER: Rect = (54.0, 30.0, 2562.0, 1698.0)
BLOCK_LEFT = 2312.0
FIELD: Rect = (54.0, 30.0, BLOCK_LEFT, 1698.0)
"""Where drawings go, in page points."""

FIRM = "Atelier Ligne & Niveau, architectes"
_CONSULTANTS = {
    "Civil": ("Arpent & Nivellement inc.", "Génie civil", "L. Béland, ing.", "C"),
    "Structural": ("Poutrelle & Associés", "Ingénieurs en structure", "M. Ferland, ing.", "S"),
    "Mechanical": ("Groupe Débit inc.", "Mécanique du bâtiment", "S. Nadeau, ing.", "M"),
    "Plumbing": ("Groupe Débit inc.", "Mécanique du bâtiment", "S. Nadeau, ing.", "M"),
    "Fire Protection": ("Groupe Débit inc.", "Protection incendie", "S. Nadeau, ing.", "M"),
    "Electrical": ("Courant Nord, ingénieurs", "Électricité et systèmes", "P. Lavigne, ing.", "E"),
}
_PEOPLE = {
    "A": ("J. Roy", "A. Tessier"),
    "C": ("K. Diallo", "L. Béland"),
    "S": ("N. Huot", "M. Ferland"),
    "M": ("É. Caron", "S. Nadeau"),
    "E": ("T. Gagnon", "P. Lavigne"),
}


@dataclass(frozen=True)
class Issue:
    """One line of the revision table."""

    label: str
    name: str
    date: str


class Sheet:
    """One sheet being drawn: its pen, the stage of the design it shows, and named places that a revision may cloud."""

    def __init__(self, ink: Ink, spec: SheetSpec, revision: int, issues: Sequence[Issue]) -> None:
        self.spec, self.revision, self.issues = spec, revision, tuple(issues)
        self.stage = min(revision, spec.revisions - 1)
        self.pen = Pen(ink)
        self.anchors: dict[str, Rect] = {}

    def since(self, stage: int) -> bool:
        """Whether the change of this stage is already on the sheet."""
        return self.stage >= stage

    def pick(self, *values: str) -> str:
        """The value of the sheet's stage; the last one holds from there on."""
        return values[min(self.stage, len(values) - 1)]

    def anchor(self, name: str, box: Rect) -> None:
        """Names a place, in page points."""
        self.anchors[name] = box

    def anchor_in(self, view: Pen, name: str, box: Rect) -> None:
        """Names a place given in a view's units."""
        x0, y0 = view.pt(box[0], box[1])
        x1, y1 = view.pt(box[2], box[3])
        self.anchors[name] = (x0, y0, x1, y1)


def draw_border(sheet: Sheet) -> None:
    page = sheet.pen
    x0, y0, x1, y1 = BORDER
    page.rect(x0 - 16, y0 - 14, x1 + 14, y1 + 14, FINE)
    page.rect(x0, y0, x1, y1, FRAME)
    step = (x1 - x0) / 10
    for i in range(10):
        for y, baseline in ((y1, y1 + 4), (y0, y0 - 10)):
            page.text(x0 + (i + 0.5) * step, baseline, str(10 - i), 7.5, align="c")
            if i:
                page.line(x0 + i * step, y, x0 + i * step, y + (14 if y == y1 else -14), THIN)
    step = (y1 - y0) / 6
    for i in range(6):
        for x, centre in ((x0, x0 - 8), (x1, x1 + 7)):
            page.text(centre, y0 + (i + 0.5) * step - 2.5, "ABCDEF"[i], 7.5, align="c")
            if i:
                page.line(x, y0 + i * step, x + (-16 if x == x0 else 14), y0 + i * step, THIN)


def draw_title_block(sheet: Sheet, scale: str) -> None:
    page = sheet.pen
    left, bottom, right, top = BLOCK_LEFT, BORDER[1], BORDER[2], BORDER[3]
    page.line(left, bottom, left, top, FRAME)
    level = _firm(page, left, right, top)
    level = _consultant(page, sheet, left, right, level)
    level = _seals(page, left, right, level)
    level = _notice(page, left, right, level)
    level = _revisions(page, sheet, left, right, level)
    level = _key_plan(page, sheet, left, right, level)
    _identity(page, sheet, left, right, bottom, level, scale)


def _firm(page: Pen, left: float, right: float, top: float) -> float:
    x, y = left + 16, top - 62
    for i, size in enumerate((44, 34, 24)):
        page.path([(x + i * 5, y), (x + i * 5, y + size), (x + i * 5 + size * 0.6, y)], CUT if not i else MEDIUM)
    page.line(x - 4, y, x + 46, y, HEAVY)
    page.text(left + 72, top - 34, "ATELIER", 15, BOLD)
    page.text(left + 72, top - 50, "Ligne & Niveau", 12.5)
    page.text(left + 72, top - 61, "architectes", 8, OBLIQUE)
    page.text(left + 14, top - 80, FIRM + " s.e.n.c.r.l.", 6.4)
    page.text(left + 14, top - 89, "1180, rue du Fil-à-Plomb, bureau 302, Montréal (Québec)", 6.2)
    page.text(left + 14, top - 98, "514 555-0142     info@ligne-niveau.example", 6.2)
    page.line(left, top - 108, right, top - 108, MEDIUM)
    return top - 108


def _consultant(page: Pen, sheet: Sheet, left: float, right: float, top: float) -> float:
    page.text(left + 8, top - 11, "CONSULTANTS / EXPERTS-CONSEILS", 5.6, BOLD)
    level = top - 24
    for key in ("Structural", "Mechanical", "Electrical", "Civil"):
        name, trade, person, _ = _CONSULTANTS[key]
        mine = _CONSULTANTS.get(sheet.spec.discipline or "", ("",))[0] == name
        if mine:
            page.rect(left + 5, level - 13, right - 5, level + 8, MEDIUM, fill=0.92)
        page.text(left + 12, level, name, 7.2, BOLD if mine else SANS)
        page.text(left + 12, level - 8.5, trade, 5.8, OBLIQUE)
        page.text(right - 12, level, person, 6, align="r")
        level -= 24
    page.line(left, level + 6, right, level + 6, MEDIUM)
    return level + 6


def _seals(page: Pen, left: float, right: float, top: float) -> float:
    for i, words in enumerate((("SCEAU DE", "L'ARCHITECTE"), ("SCEAU DE", "L'INGÉNIEUR"))):
        cx, cy = left + (right - left) * (0.25 + 0.5 * i), top - 62
        page.circle(cx, cy, 48, THIN, (4, 3), 0.35)
        page.circle(cx, cy, 36, FINE, (4, 3), 0.35)
        page.text(cx, cy + 2, words[0], 5.8, align="c", gray=0.45)
        page.text(cx, cy - 6, words[1], 5.8, align="c", gray=0.45)
    page.line(left, top - 122, right, top - 122, MEDIUM)
    return top - 122


def _notice(page: Pen, left: float, right: float, top: float) -> float:
    words = (
        "Do not scale drawings. The contractor shall verify all dimensions and conditions on site and report any "
        "discrepancy to the architect before proceeding. Ne pas mesurer sur les dessins. Ce document est la propriété "
        "de l'architecte et ne peut être reproduit sans son autorisation écrite."
    )
    used = page.block(left + 8, top - 5, words, right - left - 16, 5.6)
    page.line(left, top - used - 12, right, top - used - 12, MEDIUM)
    return top - used - 12


def _revisions(page: Pen, sheet: Sheet, left: float, right: float, top: float) -> float:
    rows, height = max(13, len(sheet.issues)), 18.0
    head = top - 14
    page.text(left + 8, top - 10, "REVISIONS / RÉVISIONS", 6.2, BOLD)
    bottom = head - 13 - rows * height
    edges = (left + 34, right - 62)
    page.rect(left, head - 13, right, head, THIN, fill=0.92)
    for x, words in (
        (left + 17, "No."),
        ((edges[0] + edges[1]) / 2, "Issued for / Émis pour"),
        ((edges[1] + right) / 2, "Date"),
    ):
        page.text(x, head - 9.5, words, 6, BOLD, "c")
    for i in range(rows):
        level = bottom + i * height
        page.line(left, level, right, level, FINE)
        if i < len(sheet.issues):
            issue = sheet.issues[i]
            if i:
                delta(page, left + 17, level + 7.5, issue.label, 7.6)
            else:
                page.text(left + 17, level + 5.5, issue.label, 7, BOLD, "c")
            name = next(iter(wrap(issue.name, edges[1] - edges[0] - 6, SANS, 6.4)), "")
            page.text(edges[0] + 4, level + 5.5, name, 6.4)
            page.text((edges[1] + right) / 2, level + 5.5, issue.date, 6.4, align="c")
    page.lines([(x, bottom, x, head) for x in edges], FINE)
    page.line(left, bottom, right, bottom, MEDIUM)
    return bottom


def _key_plan(page: Pen, sheet: Sheet, left: float, right: float, top: float) -> float:
    height = 122.0
    page.text(left + 8, top - 11, "KEY PLAN / PLAN CLÉ", 5.8, BOLD)
    x, y, k = left + 18, top - 96, 2.35
    annexe = sheet.spec.area == ANNEXE
    for box, mine in (((0, 0, 51, 31.8), not annexe), ((57, 4, 81, 26), annexe)):
        a, b, c, d = (x + box[0] * k, y + box[1] * k, x + box[2] * k, y + box[3] * k)
        page.rect(a, b, c, d, HEAVY if mine else THIN, fill=0.78 if mine else 1.0)
        if mine:
            page.hatch_rect((a, b, c, d), 5.0)
    page.rect(x + 51 * k, y + 16.8 * k, x + 57 * k, y + 19.8 * k, FINE)
    page.text(x + 25 * k, y - 9, "CENTRE", 5.6, align="c")
    page.text(x + 69 * k, y - 1, "ANNEXE", 5.6, align="c")
    north_arrow(page, right - 22, top - 30, 13)
    page.line(left, top - height, right, top - height, MEDIUM)
    return top - height


def _identity(page: Pen, sheet: Sheet, left: float, right: float, bottom: float, top: float, scale: str) -> None:
    page.text(left + 8, top - 12, "PROJECT / PROJET", 5.8, BOLD)
    page.text(left + 8, top - 28, PROJECT, 12.5, BOLD)
    page.text(left + 8, top - 42, PROJET, 9.5, OBLIQUE)
    for i, words in enumerate(ADDRESS):
        page.text(left + 8, top - 56 - i * 10, words, 7.6)
    page.text(left + 8, top - 82, "CLIENT / DONNEUR D'OUVRAGE", 5.8, BOLD)
    page.text(left + 8, top - 93, "Société communautaire de Rosemont (OBNL)", 7.6)
    page.line(left, top - 102, right, top - 102, MEDIUM)
    current = sheet.issues[-1]
    page.text(left + 8, top - 113, "ISSUED IN / ÉMIS DANS", 5.8, BOLD)
    page.text(left + 8, top - 126, current.name, 9, BOLD)
    page.line(left, top - 134, right, top - 134, MEDIUM)
    page.text(left + 8, top - 145, "SHEET TITLE / TITRE", 5.8, BOLD)
    size = 15.0
    rows = wrap(sheet.spec.title, right - left - 16, BOLD, size)
    for i, words in enumerate(rows):
        page.text(left + 8, top - 164 - i * size * 1.15, words, size, BOLD)

    _, _, _, trade = _CONSULTANTS.get(sheet.spec.discipline or "", ("", "", "", "A"))
    drawn, checked = _PEOPLE[trade]
    base = bottom + 92
    cells = (
        ("SCALE / ÉCHELLE", scale),
        ("DATE", current.date),
        ("DRAWN / DESSINÉ", drawn),
        ("CHECKED / VÉRIFIÉ", checked),
        ("PROJECT No.", "2514-RCC"),
        ("AREA / ZONE", sheet.spec.area),
    )
    half = (right - left) / 2
    for i, (name, value) in enumerate(cells):
        x, y = left + (i % 2) * half, base + (2 - i // 2) * 26
        page.rect(x, y, x + half, y + 26, FINE)
        page.text(x + 5, y + 18, name, 5.2, BOLD)
        page.text(x + 5, y + 6, value, 8.2)
    page.line(left, base, right, base, HEAVY)
    page.text(left + 8, base - 12, "SHEET / FEUILLE", 5.8, BOLD)
    page.text(
        left + (right - left) * 0.42,
        bottom + 26,
        sheet.spec.number,
        46 if len(sheet.spec.number) < 6 else 41,
        BOLD,
        "c",
    )
    page.rect(right - 46, bottom, right, base, MEDIUM)
    page.text(right - 23, base - 12, "REV.", 5.8, BOLD, "c")
    mark = current.label
    page.text(right - 23, bottom + 32, mark, 22 if text_width(mark, 22, BOLD) < 40 else 11, BOLD, "c")
