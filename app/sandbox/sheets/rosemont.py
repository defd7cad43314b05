"""The building of the demonstration project: the Rosemont Community Centre, storey by storey, stage by stage.

A *stage* is how many times the design has changed: 0 as first issued, 1 and 2 after the addenda of ``revisions.py``.
A sheet at revision *k* shows stage *k*, so a plan and a schedule of the same revision agree.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .building import Door, Grid, Level, Room, Window

if TYPE_CHECKING:
    from .pen import Rect

PROJECT = "Rosemont Community Centre"
PROJET = "Centre communautaire de Rosemont"
ADDRESS = ("4200, boulevard Rosemont", "Montréal (Québec)  H1X 0A9")

GRID = Grid(
    xs=(("A", 0), ("B", 7200), ("C", 14400), ("D", 21600), ("E", 30000), ("F", 37200), ("G", 44400), ("H", 51000)),
    ys=(("7", 0), ("6", 4800), ("5", 10800), ("4", 16800), ("3", 19800), ("2", 25800), ("1", 31800)),
)
WIDTH, DEPTH = 51000.0, 31800.0
SECTION_X, SECTION_Y = 25100.0, 22300.0
"""Where sections 1/A-301 and 2/A-301 cut."""
BASEMENT, GROUND, SECOND, ROOF, PARAPET = -3600, 0, 4200, 8400, 9300


def _room(number: str, name: str, french: str, use: str, *rects: Rect) -> Room:
    return Room(number, name, french, use, rects)


def _h(tag: str, x: float, y: float, width: float, to: str, hinge: str = "low", kind: str = "leaf") -> Door:
    return Door(tag, x, y, "h", width, to, hinge, kind)


def _v(tag: str, x: float, y: float, width: float, to: str, hinge: str = "low", kind: str = "leaf") -> Door:
    return Door(tag, x, y, "v", width, to, hinge, kind)


def _shafts(hundreds: int) -> tuple[Room, ...]:
    n = str(hundreds)
    return (
        _room("S1" + n, "STAIR S1", "Escalier S1", "stair", (0, 19800, 3000, 25800)),
        _room("S2" + n, "STAIR S2", "Escalier S2", "stair", (48000, 19800, 51000, 25800)),
        _room(n + "29", "ELEVATOR", "Ascenseur", "lift", (24000, 19800, 26400, 22800)),
    )


def _shaft_doors(hundreds: int) -> tuple[Door, ...]:
    n = str(hundreds)
    return (
        _h(f"S1{n}A", 2250, 19800, 1015, "s" if hundreds == 1 else "n"),
        _h(f"S2{n}A", 48750, 19800, 1015, "s" if hundreds == 1 else "n", "high"),
        _h(n + "29A", 25200, 19800, 1100, "n", kind="lift"),
    )


@lru_cache(maxsize=8)
def basement(stage: int = 0) -> Level:
    wash = 36000.0 if stage < 1 else 35400.0
    rooms = (
        _room("001", "CORRIDOR", "Corridor", "corridor", (0, 16800, 51000, 19800)),
        _room("002", "MECHANICAL ROOM", "Salle de mécanique", "service", (30000, 0, 51000, 10800)),
        _room("003", "BOILER ROOM", "Chaufferie", "service", (40800, 10800, 51000, 16800)),
        _room("004", "MAIN ELECTRICAL", "Salle électrique principale", "service", (30000, 10800, wash, 16800)),
        _room("005", "WATER ENTRY / SPRINKLER", "Entrée d'eau / gicleurs", "service", (wash, 10800, 40800, 16800)),
        _room("006", "ARCHIVES", "Archives", "store", (0, 0, 7200, 16800)),
        _room("007", "COMMUNITY STORAGE", "Rangement communautaire", "store", (7200, 0, 21600, 10800)),
        _room("008", "WORKSHOP", "Atelier", "store", (7200, 10800, 14400, 16800)),
        _room("009", "BICYCLE ROOM", "Local à vélos", "store", (14400, 10800, 21600, 16800)),
        _room("010", "SEASONAL STORAGE", "Rangement saisonnier", "store", (21600, 0, 30000, 16800)),
        _room("012", "WOMEN'S LOCKERS", "Vestiaire femmes", "wc", (3000, 19800, 9600, 25800), (0, 25800, 9600, 31800)),
        _room("013", "MEN'S LOCKERS", "Vestiaire hommes", "wc", (9600, 19800, 16800, 31800)),
        _room("014", "LAUNDRY", "Buanderie", "service", (16800, 19800, 24000, 25800)),
        _room("015", "FURNITURE STORAGE", "Dépôt de mobilier", "store", (16800, 25800, 24000, 31800)),
        _room("016", "COLD STORAGE", "Chambre froide", "store", (26400, 19800, 30000, 22800)),
        _room(
            "017",
            "FOOD BANK",
            "Banque alimentaire",
            "store",
            (30000, 19800, 44400, 31800),
            (24000, 22800, 30000, 31800),
        ),
        _room("018", "CARETAKER", "Concierge", "office", (44400, 25800, 51000, 31800)),
        _room("019", "WASTE", "Déchets", "service", (44400, 19800, 48000, 25800)),
        *_shafts(0),
    )
    doors = (
        _v("002A", 30000, 2400, 1830, "w", kind="pair"),
        _h("002B", 46000, 10800, 1015, "s"),
        _h("003A", 45600, 16800, 1830, "s", kind="pair"),
        _h("004A", 33000, 16800, 1015, "n"),
        _h("005A", 39600, 16800, 1015, "n"),
        _h("006A", 5400, 16800, 1830, "s", kind="pair"),
        _v("007A", 21600, 2600, 1830, "w", kind="pair"),
        _h("008A", 12600, 16800, 1015, "s"),
        _h("009A", 18000, 16800, 1830, "s", kind="pair"),
        _h("010A", 25800, 16800, 1830, "s", kind="pair"),
        _h("012A", 8400, 19800, 915, "n"),
        _h("013A", 13000, 19800, 915, "n"),
        _h("014A", 19200, 19800, 1015, "n"),
        _v("015A", 24000, 29000, 1830, "e", kind="pair"),
        _v("016A", 30000, 21300, 1220, "e"),
        _h("017A", 34000, 19800, 1830, "n", kind="pair"),
        _v("018A", 44400, 28800, 915, "e"),
        _h("019A", 46200, 19800, 1220, "n"),
        *_shaft_doors(0),
    )
    return Level("basement", "BASEMENT", "Sous-sol", BASEMENT, GRID, rooms, doors, (), outer="concrete")


@lru_cache(maxsize=8)
def ground(stage: int = 0) -> Level:
    staff = 44400.0 if stage < 1 else 45000.0
    admin = 6000.0 if stage < 2 else 6600.0
    rooms = (
        _room("100", "VESTIBULE", "Vestibule", "hall", (23400, 0, 28200, 2400)),
        _room(
            "101",
            "LOBBY",
            "Hall d'entrée",
            "hall",
            (21600, 2400, 30000, 16800),
            (21600, 0, 23400, 2400),
            (28200, 0, 30000, 2400),
        ),
        _room("102", "RECEPTION", "Accueil", "office", (14400, 12600, 21600, 16800)),
        _room("103", "ADMINISTRATION", "Administration", "office", (14400, admin, 21600, 12600)),
        _room("104", "DIRECTOR", "Direction", "office", (14400, 0, 18000, admin)),
        _room("105", "MEETING", "Réunion", "office", (18000, 0, 21600, admin)),
        _room("106", "MULTIPURPOSE A", "Salle polyvalente A", "assembly", (0, 0, 7200, 10800)),
        _room("107", "MULTIPURPOSE B", "Salle polyvalente B", "assembly", (7200, 0, 14400, 10800)),
        _room("108", "TABLE STORAGE", "Rangement tables", "store", (0, 10800, 4800, 16800), (4800, 10800, 7200, 13200)),
        _room("109", "JANITOR", "Conciergerie", "service", (4800, 13200, 7200, 16800)),
        _room("110", "KITCHEN", "Cuisine", "kitchen", (7200, 10800, 12600, 16800)),
        _room("111", "DAYCARE", "Halte-garderie", "daycare", (30000, 0, 39600, 10800)),
        _room("112", "COMMUNITY CAFÉ", "Café communautaire", "cafe", (30000, 10800, 36000, 16800)),
        _room("113", "UNIV. WC", "T. universelle", "wc", (36000, 13200, 38400, 16800)),
        _room("114", "DAYCARE WC", "T. garderie", "wc", (36000, 10800, 38400, 13200)),
        _room("115", "STAFF ROOM", "Salle du personnel", "office", (40800, 10800, staff, 16800)),
        _room("116", "CLASSROOM 1", "Local de cours 1", "class", (39600, 0, 51000, 10800)),
        _room("117", "ELECTRICAL", "Électricité", "service", (staff, 10800, 48000, 16800)),
        _room("118", "RECYCLING", "Recyclage", "service", (48000, 10800, 51000, 16800)),
        _room("119", "CORRIDOR", "Corridor", "corridor", (38400, 10800, 40800, 16800)),
        _room("120", "CORRIDOR", "Corridor", "corridor", (0, 16800, 51000, 19800)),
        _room("121", "CORR.", "Corridor", "corridor", (12600, 10800, 14400, 16800)),
        _room("122", "ART STUDIO", "Atelier d'art", "class", (0, 25800, 9600, 31800), (3000, 19800, 9600, 25800)),
        _room(
            "123", "MUSIC ROOM", "Salle de musique", "music", (9600, 24000, 16800, 31800), (12000, 19800, 16800, 24000)
        ),
        _room("124", "INSTRUMENTS", "Instruments", "store", (9600, 19800, 12000, 24000)),
        _room("125", "WOMEN'S WC", "Toilettes F", "wc", (16800, 19800, 20400, 25800)),
        _room("126", "MEN'S WC", "Toilettes H", "wc", (20400, 19800, 24000, 25800)),
        _room("127", "BOOK PROCESSING", "Traitement", "office", (16800, 25800, 24000, 31800)),
        _room("128", "LIBRARY", "Bibliothèque", "library", (28800, 19800, 44400, 31800), (24000, 22800, 28800, 31800)),
        _room("130", "TELECOM", "Télécom", "service", (26400, 19800, 28800, 22800)),
        _room("131", "COMPUTER LAB", "Laboratoire informatique", "class", (44400, 25800, 51000, 31800)),
        _room("132", "STUDY ROOM", "Salle d'étude", "office", (44400, 19800, 48000, 25800)),
        *_shafts(1),
    )
    doors = [
        _h("100A", 25800, 0, 1830, "s", kind="pair"),
        _h("100B", 25800, 2400, 1830, "s", kind="pair"),
        _h("101A", 25800, 16800, 1830, "s", kind="pair"),
        _v("102A", 21600, 14400, 915, "w"),
        _v("103A", 14400, 11700, 915, "e", "high"),
        _h("103B", 19400, 12600, 915, "s"),
        _h("104A", 17100, admin, 915, "s", "high"),
        _h("105A", 18900, admin, 915, "s"),
        _v("106A", 0, 3000, 1830, "w", kind="pair"),
        _v("106B", 7200, 7700, 5400, "w", kind="folding"),
        _h("107A", 13500, 10800, 1015, "s", "high") if stage < 1 else _h("107A", 13455, 10800, 1525, "s", kind="pair"),
        _h("108A", 2400, 10800, 1830, "s", kind="pair"),
        _h("109A", 6000, 16800, 915, "s"),
        _v("110A", 12600, 14000, 1015, "w"),
        _h("110B", 9600, 10800, 2400, "s", kind="shutter"),
        _h("111A", 39000, 10800, 915, "s", "high"),
        _h("111B", 33600, 0, 1015, "s"),
        _v("112A", 30000, 13800, 1830, "e", kind="pair"),
        _v("113A", 38400, 15600, 1015, "e"),
        _h("114A", 36520, 10800, 815, "n"),
        _h("115A", 42600, 16800, 915, "s"),
        _h("116A", 40260, 10800, 915, "s"),
        _v("116B", 51000, 3000, 1015, "e"),
        _h("117A", 46500, 16800, 1015, "n"),
        _h("118A", 49500, 16800, 1015, "s"),
        _v("118B", 51000, 13000, 1830, "e", kind="pair"),
        _h("119A", 39600, 16800, 1830, "n", kind="pair"),
        _v("120A", 0, 18300, 1830, "w", kind="pair"),
        _v("120B", 51000, 18300, 1830, "e", kind="pair"),
        _h("121A", 13500, 16800, 1220, "n", kind="cased"),
        _h("122A", 8400, 19800, 915, "n"),
        _h("123A", 15600, 19800, 1525, "n", kind="pair"),
        _v("124A", 12000, 22000, 1015, "w"),
        _h("125A", 17460, 19800, 915, "n"),
        _h("126A", 23340, 19800, 915, "n", "high"),
        _v("127A", 24000, 30000, 915, "w"),
        _h("128A", 33600, 19800, 1830, "n", kind="pair"),
        _h("128B", 42000, 19800, 915, "n"),
        _h("130A", 27600, 19800, 915, "s"),
        _v("131A", 44400, 28800, 915, "e"),
        _h("132A", 46200, 19800, 915, "n"),
        *_shaft_doors(1),
    ]
    if stage >= 2:
        doors.append(_h("112B", 33000, 16800, 915, "s"))
    return Level("ground", "GROUND FLOOR", "Rez-de-chaussée", GROUND, GRID, rooms, tuple(doors), _windows(1))


@lru_cache(maxsize=8)
def second(stage: int = 0) -> Level:
    lab = 46800.0 if stage < 1 else 46200.0
    rooms = (
        _room("201", "GALLERY", "Galerie", "hall", (21600, 10800, 30000, 16800)),
        _room("202", "OPEN TO BELOW", "Vide sur hall", "void", (21600, 0, 30000, 10800)),
        _room("203", "CONFERENCE", "Conférence", "office", (14400, 10800, 21600, 16800)),
        _room("204", "OFFICE 1", "Bureau 1", "office", (14400, 7200, 21600, 10800)),
        _room("205", "OFFICE 2", "Bureau 2", "office", (14400, 3600, 21600, 7200)),
        _room("206", "OFFICE 3", "Bureau 3", "office", (14400, 0, 21600, 3600)),
        _room("207", "DANCE STUDIO", "Studio de danse", "dance", (0, 0, 12600, 10800)),
        _room("208", "CHANGE ROOM", "Vestiaire", "wc", (0, 10800, 6000, 16800)),
        _room("209", "PROP STORAGE", "Accessoires", "store", (6000, 10800, 12600, 16800)),
        _room("210", "CLASSROOM 3", "Local de cours 3", "class", (30000, 0, 37200, 10800)),
        _room("211", "TUTORING", "Tutorat", "class", (30000, 10800, 37200, 16800)),
        _room("212", "CLASSROOM 4", "Local de cours 4", "class", (39000, 0, 51000, 10800)),
        _room("213", "SCIENCE LAB", "Laboratoire", "class", (39000, 10800, lab, 16800)),
        _room("214", "PREP", "Préparation", "store", (lab, 10800, 51000, 16800)),
        _room("215", "MEDIA LAB", "Labo média", "class", (0, 25800, 9600, 31800), (3000, 19800, 9600, 25800)),
        _room("216", "SEMINAR", "Séminaire", "class", (9600, 19800, 16800, 31800)),
        _room("217", "WOMEN'S WC", "Toilettes F", "wc", (16800, 19800, 20400, 25800)),
        _room("218", "MEN'S WC", "Toilettes H", "wc", (20400, 19800, 24000, 25800)),
        _room("219", "FAN ROOM", "Salle de ventilation", "service", (16800, 25800, 24000, 31800)),
        _room("220", "CORRIDOR", "Corridor", "corridor", (0, 16800, 51000, 19800)),
        _room("221", "CORR.", "Corridor", "corridor", (12600, 0, 14400, 16800)),
        _room("222", "CORR.", "Corridor", "corridor", (37200, 0, 39000, 16800)),
        _room(
            "223",
            "COMMUNITY HALL",
            "Salle communautaire",
            "assembly",
            (28800, 19800, 44400, 31800),
            (24000, 22800, 28800, 31800),
        ),
        _room("224", "MEETING", "Réunion", "office", (44400, 25800, 51000, 31800)),
        _room("225", "A/V CONTROL", "Régie", "office", (44400, 19800, 48000, 25800)),
        _room("230", "TELECOM", "Télécom", "service", (26400, 19800, 28800, 22800)),
        *_shafts(2),
    )
    doors = [
        _h("201A", 25800, 16800, 2440, "s", kind="cased"),
        _h("203A", 18000, 16800, 1525, "s", kind="pair"),
        _v("204A", 14400, 9000, 915, "e"),
        _v("205A", 14400, 5900, 915, "e"),
        _v("206A", 14400, 1800, 915, "e"),
        _v("207A", 12600, 3000, 1525, "w", kind="pair"),
        _h("208A", 2400, 16800, 915, "s"),
        _h("208B", 4800, 10800, 915, "s"),
        _v("209A", 12600, 13800, 1525, "w", kind="pair"),
        _v("210A", 37200, 8400, 915, "w"),
        _v("211A", 37200, 13800, 915, "w"),
        _v("212A", 39000, 8400, 915, "e"),
        _v("213A", 39000, 13800, 915, "e"),
        _v("213B", lab, 12400, 915, "e"),
        _h("214A", 49500, 16800, 915, "s"),
        _h("215A", 8400, 19800, 915, "n"),
        _h("216A", 12600, 19800, 915, "n"),
        _h("217A", 17460, 19800, 915, "n"),
        _h("218A", 23340, 19800, 915, "n", "high"),
        _v("219A", 24000, 28000, 1830, "w", kind="pair"),
        _h("221A", 13500, 16800, 1220, "n", kind="cased"),
        _h("222A", 38100, 16800, 1220, "n", kind="cased"),
        _h("223A", 33600, 19800, 1830, "s", kind="pair"),
        _h("223B", 42000, 19800, 1830, "s", kind="pair"),
        _v("224A", 44400, 28800, 915, "e"),
        _h("225A", 46200, 19800, 915, "n"),
        _h("230A", 27600, 19800, 915, "s"),
        *_shaft_doors(2),
    ]
    if stage >= 1:
        doors.append(_h("211B", 33600, 16800, 915, "s"))
    return Level("second", "SECOND FLOOR", "Deuxième étage", SECOND, GRID, rooms, tuple(doors), _windows(2))


def ceiling_height(room: Room, stage: int) -> int | None:
    """Above finished floor; the café came down by 150 at stage 1 to let the kitchen exhaust pass."""
    return 2850 if room.number == "112" and stage >= 1 else room.finish.height


def levels(stage: int = 0) -> tuple[Level, Level, Level]:
    return basement(stage), ground(stage), second(stage)


@lru_cache(maxsize=8)
def _windows(storey: int) -> tuple[Window, ...]:
    """Two windows a bay; curtain wall at the lobby; none at stairs, exits and service rooms."""
    found: list[Window] = []
    wide, low = ("W1", 2000.0), ("W2", 1200.0)
    for (_, a), (_, b) in zip(GRID.xs, GRID.xs[1:], strict=False):
        bay = b - a
        south = (a + bay * 0.28, a + bay * 0.72)
        if (a, b) == (21600, 30000):
            parts = ((22500.0, 1300.0), (29100.0, 1300.0)) if storey == 1 else ((25800.0, 7600.0),)
            found += [Window("CW1" if storey == 1 else "CW2", x, 0, "h", w) for x, w in parts]
        else:
            found += [
                Window(wide[0], round(x), 0, "h", wide[1]) for x in south if not (storey == 1 and abs(x - 33600) < 1700)
            ]
        found += [Window(wide[0], round(x), DEPTH, "h", wide[1]) for x in south]
    for x in (0.0, WIDTH):
        ys = [7200.0, 9400.0, 28000.0, 30200.0] + ([2400.0] if storey == 2 else [])
        if storey == 1 and x == WIDTH:
            ys = [6000.0, 8600.0, 28000.0, 30200.0]
        found += [Window(low[0], x, y, "v", low[1]) for y in ys]
        found.append(Window("W3", x, 22800, "v", 1500.0))
    return tuple(found)
