"""Structural details: S-501, and the typical ones repeated under the plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .details import Detail

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet


def _dots(x0: float, x1: float, y: float, step: float, r: float = 9.0) -> tuple[tuple[float, float, float], ...]:
    return tuple((x0 + i * step, y, r) for i in range(int((x1 - x0) / step) + 1))


def _strip_footing(sheet: Sheet) -> Detail:
    dowel = sheet.pick("DOWELS 15M @ 300", "DOWELS 15M @ 250 (ADDENDUM 1)")
    return Detail(
        "STRIP FOOTING F10",
        pieces=(
            ("earth", (-600.0, -120.0, 1500.0, 0.0)),
            ("gypsum", (-60.0, 0.0, 960.0, 50.0)),
            ("concrete", (0.0, 50.0, 900.0, 400.0)),
            ("concrete", (300.0, 400.0, 600.0, 1400.0)),
            ("gravel", (600.0, 400.0, 1500.0, 600.0)),
            ("concrete", (600.0, 650.0, 1500.0, 775.0)),
        ),
        bold=(
            ((340.0, 1400.0), (340.0, 130.0), (520.0, 130.0)),
            ((560.0, 1400.0), (560.0, 130.0), (400.0, 130.0)),
            ((60.0, 110.0), (840.0, 110.0)),
        ),
        circles=(
            *_dots(150, 750, 128, 300, 11),
            *tuple((x, 500.0 + i * 300, 9.0) for i in range(3) for x in (358.0, 542.0)),
        ),
        lines=(((600.0, 712.0), (1500.0, 712.0)), ((380.0, 400.0), (420.0, 360.0), (480.0, 360.0), (520.0, 400.0))),
        notes=(
            (450, 1100, "WALL 300, SEE 2/S-501"),
            (345, 800, dowel),
            (1100, 720, "SLAB 125, WWM"),
            (450, 380, "KEY 40 x 90 CONTINUOUS"),
            (800, 230, "FOOTING 900 x 350"),
            (150, 128, "3-20M CONTINUOUS"),
            (700, 110, "15M @ 300 TRANSVERSE"),
            (450, 25, "LEAN CONCRETE 50"),
        ),
        rows=((-220, (0, 300, 600, 900)),),
        columns=((-160, (50, 400)),),
        revised=(250.0, 620.0, 650.0, 980.0),
    )


def _wall(sheet: Sheet) -> Detail:
    del sheet
    bars = tuple((x, -1500.0 + i * 300, 9.0) for i in range(6) for x in (58.0, 242.0))
    return Detail(
        "BASEMENT WALL AT GROUND FLOOR",
        pieces=(
            ("concrete", (0.0, -1600.0, 300.0, 0.0)),
            ("concrete", (0.0, 0.0, 1300.0, 141.0)),
            ("steel", (300.0, -60.0, 420.0, 0.0)),
            ("rigid", (-75.0, -1600.0, 0.0, 60.0)),
            ("earth", (-500.0, -1600.0, -75.0, -120.0)),
        ),
        bold=(
            ((40.0, -1600.0), (40.0, 90.0), (700.0, 90.0)),
            ((260.0, -1600.0), (260.0, -50.0)),
            ((420.0, -30.0), (1300.0, -30.0)),
        ),
        circles=bars,
        lines=(
            ((500.0, -30.0), (700.0, -380.0), (900.0, -30.0), (1100.0, -380.0), (1300.0, -30.0)),
            ((420.0, -380.0), (1300.0, -380.0)),
        ),
        notes=(
            (700, 90, "15M @ 300 HOOKED INTO TOPPING"),
            (900, 60, "TOPPING 65 ON COMPOSITE DECK 76"),
            (360, -30, "JOIST SHOE ON EMBED PL 12x150x200"),
            (800, -200, "OWSJ 450"),
            (242, -600, "15M @ 300 H.E.F."),
            (260, -900, "20M @ 300 V.E.F."),
            (-40, -1100, "INSULATION BY ARCHITECT"),
            (-300, -1300, "BACKFILL AFTER FLOOR IS IN PLACE"),
        ),
        rows=((-1720, (0, 300)),),
        columns=((-620, (-1600, 0, 141)),),
    )


def _pier(sheet: Sheet) -> Detail:
    del sheet
    return Detail(
        "PIER AND PAD FOOTING",
        pieces=(
            ("concrete", (0.0, 0.0, 2100.0, 500.0)),
            ("concrete", (800.0, 500.0, 1300.0, 1200.0)),
            ("concrete", (-300.0, 1200.0, 2400.0, 1325.0)),
            ("steel", (850.0, 1250.0, 1250.0, 1275.0)),
            ("steel", (950.0, 1275.0, 1150.0, 1900.0)),
            ("gypsum", (850.0, 1200.0, 1250.0, 1250.0)),
        ),
        bold=(
            ((60.0, 75.0), (2040.0, 75.0)),
            ((845.0, 110.0), (845.0, 1160.0)),
            ((1255.0, 110.0), (1255.0, 1160.0)),
            ((900.0, 1330.0), (900.0, 700.0), (980.0, 700.0)),
            ((1200.0, 1330.0), (1200.0, 700.0), (1120.0, 700.0)),
        ),
        circles=_dots(120, 2000, 100, 235, 13),
        lines=tuple(((830.0, 560.0 + i * 150), (1270.0, 560.0 + i * 150)) for i in range(5)),
        notes=(
            (1050, 1750, "COLUMN, SEE S-601"),
            (1240, 1262, "BASE PLATE ON 50 GROUT"),
            (1200, 900, "ANCHOR RODS, HOOKED"),
            (1260, 720, "8-20M, TIES 10M @ 200"),
            (1800, 1260, "SLAB, ISOLATION JOINT 12"),
            (1900, 300, "FOOTING, SEE S-601"),
            (1300, 90, "BARS EACH WAY, BOTTOM"),
        ),
        rows=((-170, (0, 800, 1300, 2100)),),
        columns=((-120, (0, 500, 1200)),),
    )


def _edge(sheet: Sheet) -> Detail:
    weld = sheet.pick("6", "8 (ADDENDUM 1)")
    return Detail(
        "SLAB EDGE AND SPANDREL BEAM",
        pieces=(
            ("concrete", (0.0, 0.0, 1200.0, 65.0)),
            ("steel", (0.0, -76.0, 1200.0, -60.0)),
            ("steel", (100.0, -90.0, 265.0, -76.0)),
            ("steel", (178.0, -372.0, 187.0, -90.0)),
            ("steel", (100.0, -386.0, 265.0, -372.0)),
            ("steel", (-10.0, -110.0, 0.0, 65.0)),
        ),
        bold=(
            ((-5.0, -110.0), (150.0, -110.0)),
            ((30.0, 30.0), (900.0, 30.0)),
            ((220.0, -76.0), (220.0, 40.0)),
            ((340.0, -76.0), (340.0, 40.0)),
        ),
        circles=((60, 20, 8), (60, -40, 8)),
        lines=(
            ((400.0, -90.0), (1200.0, -90.0)),
            ((400.0, -400.0), (1200.0, -400.0)),
            ((450.0, -90.0), (620.0, -400.0), (790.0, -90.0), (960.0, -400.0), (1130.0, -90.0)),
        ),
        notes=(
            (-5, 40, "EDGE PLATE 10 BENT"),
            (500, 30, "15M x 1200 @ 300 TOP"),
            (220, 20, "STUDS 19 Ø x 115 @ 300"),
            (80, -105, f"FILLET WELD {weld} - 50 @ 200"),
            (800, -68, "DECK 76 x 0.91"),
            (182, -250, "SPANDREL W310x39 (B1)"),
            (800, -250, "OWSJ J1"),
        ),
        rows=((150, (0, 182)),),
        columns=((-90, (-386, -76, 65)),),
        revised=(-40.0, -170.0, 180.0, -50.0),
    )


def _base_plate(sheet: Sheet) -> Detail:
    del sheet
    return Detail(
        "BASE PLATE C3",
        pieces=(
            ("steel", (0.0, 0.0, 450.0, 32.0)),
            ("steel", (98.0, 32.0, 112.0, 620.0)),
            ("steel", (338.0, 32.0, 352.0, 620.0)),
            ("gypsum", (0.0, -50.0, 450.0, 0.0)),
            ("concrete", (-60.0, -500.0, 510.0, -50.0)),
            ("air", (0.0, 760.0, 450.0, 1210.0)),
            ("steel", (98.0, 860.0, 352.0, 874.0)),
            ("steel", (98.0, 1096.0, 352.0, 1110.0)),
            ("steel", (220.0, 874.0, 230.0, 1096.0)),
        ),
        circles=(
            (60, 820, 17),
            (390, 820, 17),
            (60, 1150, 17),
            (390, 1150, 17),
            (60, 820, 28),
            (390, 820, 28),
            (60, 1150, 28),
            (390, 1150, 28),
        ),
        bold=(((60.0, 80.0), (60.0, -400.0), (120.0, -400.0)), ((390.0, 80.0), (390.0, -400.0), (330.0, -400.0))),
        lines=(((112.0, 60.0), (338.0, 60.0)),),
        notes=(
            (390, 1150, "4-M30 ANCHORS, HOLES 37"),
            (225, 1000, "W250x73"),
            (345, 400, "COLUMN, MILLED END"),
            (110, 40, "FILLET WELD 8 ALL AROUND"),
            (430, 16, "PLATE 450x450x32"),
            (300, -25, "NON-SHRINK GROUT 50"),
            (390, -300, "ANCHOR 750 LONG, HOOK 100"),
        ),
        rows=((1290, (0, 60, 390, 450)),),
        columns=((-120, (760, 820, 1150, 1210)),),
        words=((225.0, 690.0, "PLAN ABOVE / ELEVATION BELOW"),),
    )


def _girder(sheet: Sheet) -> Detail:
    del sheet
    return Detail(
        "GIRDER TO COLUMN, DOUBLE ANGLE",
        pieces=(
            ("steel", (0.0, -700.0, 14.0, 500.0)),
            ("steel", (240.0, -700.0, 254.0, 500.0)),
            ("steel", (275.0, 196.0, 1150.0, 210.0)),
            ("steel", (275.0, -210.0, 1150.0, -196.0)),
            ("air", (275.0, -196.0, 1150.0, 196.0)),
            ("solid", (256.0, -140.0, 346.0, 140.0)),
            ("concrete", (275.0, 286.0, 1150.0, 351.0)),
            ("steel", (275.0, 212.0, 1150.0, 224.0)),
        ),
        circles=tuple((312.0, -100.0 + i * 66.0, 12.0) for i in range(4)),
        lines=(
            (
                (275.0, 224.0),
                (330.0, 286.0),
                (480.0, 286.0),
                (530.0, 224.0),
                (680.0, 224.0),
                (730.0, 286.0),
                (880.0, 286.0),
                (930.0, 224.0),
                (1150.0, 224.0),
            ),
        ),
        notes=(
            (900, 320, "TOPPING 65"),
            (800, 250, "COMPOSITE DECK 76 x 0.91"),
            (900, 203, "STUDS AS PLAN"),
            (312, 100, "4-M20, 70 PITCH"),
            (300, -130, "2L 102x89x8, FIELD BOLTED"),
            (800, -100, "GIRDER, SEE PLAN"),
            (247, -500, "COLUMN C3"),
            (265, -205, "CLEARANCE 20"),
        ),
        columns=((1230, (-210, 210)),),
        rows=((-320, (254, 312)),),
    )


def _opening(sheet: Sheet) -> Detail:
    del sheet
    return Detail(
        "FRAMED OPENING IN DECK",
        pieces=(
            ("steel", (0.0, 0.0, 40.0, 2000.0)),
            ("steel", (1900.0, 0.0, 1940.0, 2000.0)),
            ("steel", (40.0, 500.0, 1900.0, 560.0)),
            ("steel", (40.0, 1440.0, 1900.0, 1500.0)),
            ("steel", (500.0, 560.0, 560.0, 1440.0)),
            ("steel", (1380.0, 560.0, 1440.0, 1440.0)),
        ),
        dashed=(((560.0, 560.0), (1380.0, 1440.0)), ((560.0, 1440.0), (1380.0, 560.0))),
        lines=tuple(((60.0, 60.0 + i * 100), (480.0, 60.0 + i * 100)) for i in range(20)),
        notes=(
            (1920, 1800, "JOIST"),
            (1000, 1470, "L 102x102x8 BETWEEN JOISTS"),
            (1410, 1100, "L 102x102x8"),
            (970, 900, "OPENING AS M-SERIES"),
            (300, 760, "DECK"),
            (1000, 530, "COPE AND WELD 5 FILLET"),
        ),
        rows=((-150, (0, 560, 1380, 1940)),),
        columns=((-150, (560, 1440)),),
    )


def _rooftop(sheet: Sheet) -> Detail:
    del sheet
    return Detail(
        "ROOFTOP UNIT SUPPORT",
        pieces=(
            ("steel", (0.0, 0.0, 1600.0, 38.0)),
            ("rigid", (0.0, 38.0, 560.0, 188.0)),
            ("rigid", (760.0, 38.0, 1600.0, 188.0)),
            ("steel", (560.0, -200.0, 730.0, -190.0)),
            ("steel", (640.0, -190.0, 650.0, -10.0)),
            ("steel", (560.0, -10.0, 730.0, 0.0)),
            ("solid", (600.0, 38.0, 620.0, 450.0)),
            ("solid", (700.0, 38.0, 720.0, 450.0)),
            ("wood", (590.0, 450.0, 730.0, 490.0)),
            ("batt", (620.0, 60.0, 700.0, 440.0)),
            ("air", (560.0, 500.0, 1600.0, 1000.0)),
        ),
        bold=(
            ((0.0, 196.0), (540.0, 196.0), (596.0, 250.0), (596.0, 440.0)),
            ((1600.0, 196.0), (790.0, 196.0), (726.0, 250.0), (726.0, 440.0)),
        ),
        notes=(
            (1100, 800, "ROOFTOP UNIT, SEE M-601"),
            (660, 470, "NAILER 38x140, GASKET"),
            (610, 350, "CURB BY UNIT SUPPLIER"),
            (560, 230, "MEMBRANE UP CURB, 200 MIN"),
            (1200, 110, "INSULATION, SEE A-121"),
            (1200, 20, "DECK 38"),
            (650, -100, "W200x27 BETWEEN JOISTS"),
        ),
        columns=((-90, (38, 188, 490)),),
    )


DETAILS: tuple[Callable[[Sheet], Detail], ...] = (
    _strip_footing,
    _wall,
    _pier,
    _edge,
    _base_plate,
    _girder,
    _opening,
    _rooftop,
)


def details(sheet: Sheet) -> list[Detail]:
    return [make(sheet) for make in DETAILS]
