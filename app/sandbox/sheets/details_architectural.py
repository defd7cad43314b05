"""The architect's details: A-501."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .details import Detail, draw_details

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet


def _foundation(sheet: Sheet) -> Detail:
    board = (("rigid", (-18.0, 0.0, 0.0, 1100.0)),) if sheet.since(2) else ()
    added = ((-9.0, 700.0, "DRAINAGE BOARD 18, LAPPED OVER FOOTING (ADDENDUM 2)"),) if sheet.since(2) else ()
    return Detail(
        "FOUNDATION WALL AT GRADE",
        pieces=(
            ("earth", (-420.0, 0.0, -100.0, 1150.0)),
            ("concrete", (0.0, -120.0, 300.0, 1400.0)),
            ("rigid", (-100.0, 0.0, -18.0, 1250.0)),
            *board,
            ("gravel", (300.0, 900.0, 1150.0, 1050.0)),
            ("rigid", (300.0, 1050.0, 1150.0, 1100.0)),
            ("concrete", (300.0, 1100.0, 1150.0, 1200.0)),
            ("concrete", (40.0, 1400.0, 260.0, 1480.0)),
            ("brick", (-60.0, 1400.0, 30.0, 1900.0)),
            ("rigid", (55.0, 1400.0, 155.0, 1900.0)),
            ("batt", (155.0, 1480.0, 295.0, 1900.0)),
            ("gypsum", (295.0, 1210.0, 311.0, 1900.0)),
        ),
        bold=(((-420.0, 1150.0), (-100.0, 1190.0)), ((-60.0, 1400.0), (30.0, 1430.0), (30.0, 1560.0), (55.0, 1600.0))),
        circles=((40, 1340, 7), (260, 1340, 7), (40, 300, 7), (260, 300, 7), (40, 820, 7), (260, 820, 7)),
        lines=(((60.0, -60.0), (60.0, 1380.0)), ((240.0, -60.0), (240.0, 1380.0))),
        notes=(
            (-15, 1800, "90 FACE BRICK ON 25 AIR SPACE"),
            (105, 1760, "100 MINERAL WOOL, SEMI-RIGID"),
            (220, 1700, "140 STEEL STUDS @ 400 + BATT"),
            (303, 1640, "16 GYPSUM BOARD, POLY 0.15"),
            (30, 1500, "THROUGH-WALL FLASHING, WEEPS @ 600"),
            (700, 1150, "100 SLAB ON GRADE, 152x152 MW18.7/18.7"),
            (800, 1075, "50 XPS + VAPOUR BARRIER"),
            (750, 960, "150 CRUSHED STONE 0-20"),
            (-60, 600, "75 XPS AND DAMPPROOFING"),
            (150, 500, "300 CAST CONCRETE WALL, SEE S-101"),
            (-250, 400, "FREE DRAINING BACKFILL"),
            *added,
        ),
        rows=((-170, (0, 300)),),
        columns=((-480, (1150, 1400)),),
        revised=(-60.0, 560.0, 20.0, 860.0),
    )


def _parapet(sheet: Sheet) -> Detail:
    thick = 150.0 if sheet.since(1) else 125.0
    return Detail(
        "PARAPET",
        pieces=(
            ("brick", (0.0, 0.0, 90.0, 1500.0)),
            ("rigid", (115.0, 0.0, 215.0, 1500.0)),
            ("batt", (215.0, 0.0, 355.0, 620.0)),
            ("wood", (215.0, 1420.0, 393.0, 1500.0)),
            ("batt", (215.0, 700.0, 355.0, 1420.0)),
            ("plywood", (355.0, 700.0, 373.0, 1500.0)),
            ("steel", (215.0, 620.0, 1150.0, 650.0)),
            ("gypsum", (373.0, 650.0, 1150.0, 666.0)),
            ("rigid", (373.0, 666.0, 1150.0, 666.0 + thick)),
            ("plywood", (393.0, 666.0 + thick, 1150.0, 678.0 + thick)),
            ("gypsum", (355.0, 0.0, 371.0, 560.0)),
        ),
        bold=(
            (
                (1150.0, 684.0 + thick),
                (470.0, 684.0 + thick),
                (390.0, 760.0 + thick),
                (390.0, 1510.0),
                (-15.0, 1535.0),
                (-15.0, 1390.0),
            ),
            ((1150.0, 690.0 + thick), (474.0, 690.0 + thick), (396.0, 766.0 + thick), (396.0, 1515.0)),
        ),
        lines=(((-20.0, 1545.0), (410.0, 1520.0), (420.0, 1410.0)), ((-20.0, 1545.0), (-26.0, 1380.0))),
        notes=(
            (200, 1535, "PREFINISHED STEEL CAP 0.76, SLOPE TO ROOF"),
            (300, 1460, "PRESSURE TREATED BLOCKING, 2-38x140"),
            (364, 1300, "12 PLYWOOD SHEATHING"),
            (396, 1100, "SBS MEMBRANE UP AND OVER PARAPET"),
            (165, 1050, "CONTINUITY OF INSULATION"),
            (440, 800, "CANT STRIP 75 x 75"),
            (800, 684 + thick, "TWO-PLY SBS, PROTECTION BOARD"),
            (850, 666 + thick / 2, f"POLYISOCYANURATE {thick:.0f} AVERAGE, TAPERED"),
            (900, 635, "38 STEEL DECK ON JOISTS, SEE S-103"),
            (45, 500, "FACE BRICK, TIES @ 600 x 400"),
            (225, 300, "AIR AND VAPOUR BARRIER MEMBRANE"),
        ),
        columns=((1200, (666, 666 + thick)), (-80, (650, 1500))),
        revised=(700.0, 630.0, 1240.0, 860.0),
        rows=((-70, (0, 90, 115, 215, 355)),),
    )


def _sill(sheet: Sheet) -> Detail:
    dam = (((215.0, 560.0), (215.0, 600.0), (225.0, 600.0)),) if sheet.since(2) else ()
    added = ((220, 598, "FLASHING END DAM 40 HIGH, SOLDERED (ADDENDUM 2)"),) if sheet.since(2) else ()
    return Detail(
        "WINDOW SILL AND HEAD",
        pieces=(
            ("brick", (0.0, 0.0, 90.0, 440.0)),
            ("rigid", (115.0, 0.0, 215.0, 520.0)),
            ("batt", (215.0, 0.0, 355.0, 490.0)),
            ("wood", (215.0, 490.0, 355.0, 560.0)),
            ("gypsum", (355.0, 0.0, 371.0, 540.0)),
            ("concrete", ((-40.0, 440.0), (110.0, 440.0), (110.0, 515.0), (-40.0, 480.0))),
            ("wood", (330.0, 565.0, 420.0, 590.0)),
            ("solid", (140.0, 570.0, 210.0, 640.0)),
            ("glass", (165.0, 640.0, 171.0, 900.0)),
            ("glass", (181.0, 640.0, 187.0, 900.0)),
            ("solid", (140.0, 900.0, 210.0, 960.0)),
            ("steel", (5.0, 980.0, 105.0, 992.0)),
            ("steel", (93.0, 980.0, 105.0, 1080.0)),
            ("brick", (0.0, 992.0, 90.0, 1140.0)),
            ("rigid", (115.0, 980.0, 215.0, 1140.0)),
            ("wood", (215.0, 980.0, 355.0, 1050.0)),
            ("batt", (215.0, 1050.0, 355.0, 1140.0)),
            ("gypsum", (355.0, 980.0, 371.0, 1140.0)),
        ),
        bold=(
            ((-44.0, 476.0), (112.0, 522.0), (112.0, 566.0), (360.0, 566.0)),
            ((108.0, 1060.0), (108.0, 992.0), (-8.0, 984.0)),
            *dam,
        ),
        notes=(
            (45, 1100, "FACE BRICK, SOLDIER COURSE"),
            (100, 1030, "LINTEL L 102x102x9.5, GALVANIZED"),
            (60, 988, "FLASHING WITH DRIP, WEEPS @ 600"),
            (170, 930, "ALUMINIUM FRAME, THERMAL BREAK"),
            (184, 780, "TRIPLE GLAZING 6 LOW-E / 13 AR / 6"),
            (200, 565, "SILL MEMBRANE, SLOPED, LAPPED ON AVB"),
            (380, 578, "ASH SILL 25, CLEAR VARNISH"),
            (40, 470, "PRECAST SILL, SLOPE 1:8, DRIP"),
            (170, 300, "SEALANT AND BACKER ROD BOTH SIDES"),
            *added,
        ),
        rows=((-50, (0, 90, 115, 215, 355)),),
        columns=((-80, (570, 960)),),
        revised=(100.0, 540.0, 260.0, 620.0),
    )


def _jamb(sheet: Sheet) -> Detail:
    del sheet
    return Detail(
        "HOLLOW METAL FRAME, HEAD AND JAMB",
        pieces=(
            ("gypsum", (0.0, 600.0, 380.0, 616.0)),
            ("batt", (0.0, 616.0, 330.0, 708.0)),
            ("gypsum", (0.0, 708.0, 380.0, 724.0)),
            ("wood", (330.0, 622.0, 372.0, 702.0)),
            ("solid", (376.0, 590.0, 392.0, 734.0)),
            ("wood", (410.0, 680.0, 640.0, 724.0)),
            ("gypsum", (100.0, 200.0, 116.0, 480.0)),
            ("air", (116.0, 260.0, 208.0, 480.0)),
            ("gypsum", (208.0, 200.0, 224.0, 480.0)),
            ("solid", (90.0, 172.0, 234.0, 188.0)),
            ("wood", (180.0, 0.0, 224.0, 160.0)),
        ),
        bold=(
            ((372.0, 590.0), (392.0, 590.0), (392.0, 672.0), (412.0, 672.0), (412.0, 680.0)),
            ((90.0, 200.0), (90.0, 172.0), (172.0, 172.0), (172.0, 160.0)),
        ),
        lines=(((116.0, 300.0), (208.0, 260.0)), ((116.0, 260.0), (208.0, 300.0))),
        notes=(
            (360, 716, "16 GYPSUM BOARD BOTH FACES"),
            (200, 660, "ACOUSTIC BATT WHERE P2 OR P3"),
            (350, 640, "JAMB ANCHOR, 3 PER SIDE"),
            (384, 610, "1.6 PRESSED STEEL FRAME, GROUTED IN BLOCK"),
            (520, 700, "DOOR AS SCHEDULED, SEE A-601"),
            (150, 380, "92 STEEL STUDS @ 400"),
            (160, 280, "DOUBLE HEADER TRACK"),
            (100, 180, "SEALANT ALL AROUND"),
            (200, 80, "45 DOOR, CLEARANCE 3"),
        ),
        rows=((780, (376, 640)), (520, (90, 234))),
        words=((200, 560, "JAMB"), (60, 240, "HEAD")),
    )


def _bulkhead(sheet: Sheet) -> Detail:
    added = ((118, 872, "ACOUSTIC SEALANT, CONTINUOUS, BOTH SIDES (ADDENDUM 1)"),) if sheet.since(1) else ()
    dots = ((100.0, 868.0, 9.0), (208.0, 868.0, 9.0)) if sheet.since(1) else ()
    return Detail(
        "PARTITION HEAD AND BULKHEAD",
        pieces=(
            ("concrete", (0.0, 1230.0, 1000.0, 1330.0)),
            ("steel", (0.0, 1192.0, 1000.0, 1230.0)),
            ("gypsum", (92.0, 0.0, 108.0, 1190.0)),
            ("batt", (108.0, 0.0, 200.0, 1160.0)),
            ("gypsum", (200.0, 0.0, 216.0, 1190.0)),
            ("steel", (104.0, 1160.0, 204.0, 1190.0)),
            ("gypsum", (216.0, 480.0, 640.0, 496.0)),
            ("gypsum", (624.0, 480.0, 640.0, 900.0)),
            ("air", (560.0, 496.0, 624.0, 900.0)),
            ("gypsum", (640.0, 700.0, 1000.0, 719.0)),
        ),
        circles=dots,
        lines=(((300.0, 1190.0), (300.0, 510.0)), ((590.0, 1190.0), (590.0, 900.0)), ((850.0, 1190.0), (850.0, 719.0))),
        notes=(
            (600, 1280, "65 CONCRETE TOPPING ON STEEL DECK"),
            (500, 1210, "38 COMPOSITE DECK, SEE S-103"),
            (150, 1176, "DEFLECTION TRACK 50, FIRE STOP ULC"),
            (300, 1000, "HANGER @ 1200"),
            (850, 708, "SUSPENDED TILE, SEE A-111"),
            (632, 640, "BULKHEAD 16 GWB ON 64 STUDS"),
            (400, 488, "GYPSUM SOFFIT, J-BEAD AND REVEAL"),
            (150, 300, "ACOUSTIC BATT FULL HEIGHT"),
            *added,
        ),
        columns=((720, (480, 700)),),
        rows=((-70, (92, 216)),),
        revised=(60.0, 810.0, 270.0, 930.0),
    )


def _guard(sheet: Sheet) -> Detail:
    del sheet
    return Detail(
        "GUARD AT GALLERY",
        pieces=(
            ("concrete", (300.0, 200.0, 1050.0, 330.0)),
            ("steel", (300.0, 162.0, 1050.0, 200.0)),
            ("steel", (300.0, -150.0, 318.0, 330.0)),
            ("solid", (318.0, 330.0, 1050.0, 345.0)),
            ("glass", (255.0, 60.0, 272.0, 1330.0)),
            ("steel", (272.0, 40.0, 300.0, 300.0)),
            ("wood", (235.0, 1330.0, 292.0, 1400.0)),
            ("gypsum", (180.0, -170.0, 1050.0, -154.0)),
            ("gypsum", (180.0, -170.0, 196.0, 150.0)),
        ),
        circles=((285, 90, 12), (285, 250, 12)),
        notes=(
            (264, 1365, "ASH HANDRAIL 57 x 70, OILED"),
            (264, 900, "TEMPERED LAMINATED GLASS 17.5"),
            (600, 338, "EPOXY TERRAZZO, ZINC STRIP AT EDGE"),
            (600, 260, "TOPPING ON COMPOSITE DECK"),
            (286, 170, "GLASS SHOE, ANCHORS 12 Ø @ 300"),
            (309, 0, "EDGE PLATE 18, WELDED TO BEAM"),
            (188, -20, "GYPSUM FASCIA, SHADOW GAP 10"),
        ),
        columns=((120, (345, 1400)),),
        words=((800.0, 400.0, "SECOND FLOOR +4200"),),
    )


def _roof_drain(sheet: Sheet) -> Detail:
    del sheet
    return Detail(
        "ROOF DRAIN",
        pieces=(
            ("steel", (0.0, 300.0, 520.0, 338.0)),
            ("steel", (740.0, 300.0, 1260.0, 338.0)),
            ("rigid", ((0.0, 338.0), (500.0, 338.0), (470.0, 430.0), (0.0, 500.0))),
            ("rigid", ((760.0, 338.0), (1260.0, 338.0), (1260.0, 500.0), (790.0, 430.0))),
            ("solid", (560.0, 330.0, 700.0, 360.0)),
            ("solid", (555.0, 0.0, 570.0, 330.0)),
            ("solid", (690.0, 0.0, 705.0, 330.0)),
        ),
        bold=(
            ((0.0, 506.0), (470.0, 436.0), (560.0, 372.0)),
            ((1260.0, 506.0), (790.0, 436.0), (700.0, 372.0)),
            ((560.0, 360.0), (580.0, 470.0), (680.0, 470.0), (700.0, 360.0)),
        ),
        lines=(((600.0, 360.0), (605.0, 470.0)), ((630.0, 360.0), (630.0, 470.0)), ((660.0, 360.0), (655.0, 470.0))),
        notes=(
            (630, 465, "CAST IRON DOME STRAINER"),
            (850, 440, "LEAD FLASHING 900 x 900"),
            (1000, 480, "SBS MEMBRANE, SUMP 1200 x 1200"),
            (1100, 420, "TAPERED INSULATION"),
            (900, 320, "STEEL DECK, FRAME AROUND SUMP"),
            (698, 180, "LEADER 150 Ø, INSULATED, SEE P-501"),
        ),
        rows=((-60, (555, 705)), (600, (470, 790))),
    )


def _nosing(sheet: Sheet) -> Detail:
    del sheet
    steps = []
    for i in range(4):
        x, y = i * 280.0, i * 175.0
        steps += [("concrete", (x, y, x + 300.0, y + 50.0)), ("steel", (x, y - 125.0, x + 6.0, y + 50.0))]
    return Detail(
        "STEEL STAIR, PAN TREADS",
        pieces=tuple(steps),
        bold=(
            ((-60.0, -160.0), (1120.0, 577.5)),
            ((-60.0, -420.0), (1120.0, 317.5)),
            ((-60.0, -160.0), (-60.0, -420.0)),
            ((1120.0, 577.5), (1120.0, 317.5)),
        ),
        lines=(
            ((20.0, 960.0), (1000.0, 1572.0 - 400)),
            ((20.0, 990.0), (1000.0, 1202.0)),
            ((140.0, 50.0), (140.0, 985.0)),
        ),
        notes=(
            (700, 1110, "HANDRAIL 38 Ø, 900 ABOVE NOSING"),
            (140, 700, "GUARD POST 38 x 38 HSS @ 1200"),
            (860, 560, "CONTRASTING RUBBER NOSING 50"),
            (640, 370, "50 CONCRETE FILL IN STEEL PAN"),
            (283, 130, "CLOSED RISER 3 mm PLATE"),
            (900, 380, "STRINGER C250x23"),
            (200, -150, "SEE STAIR SECTION 3/A-401"),
        ),
        rows=((-480, (0, 280, 560, 840)),),
        columns=((-110, (0, 175)),),
    )


def draw_architectural_details(sheet: Sheet) -> str:
    makers = (_foundation, _parapet, _sill, _jamb, _bulkhead, _guard, _roof_drain, _nosing)
    draw_details(sheet, [make(sheet) for make in makers], 4, 2)
    return "AS NOTED"


DRAWERS: dict[str, Callable[[Sheet], str]] = {"A-501": draw_architectural_details}
