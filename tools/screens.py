#!/usr/bin/env python3
"""Pictures of every dialog and screen in both languages and both themes, to look at before they are shown to anybody.

    python tools/screens.py OUT                          all of them, as OUT/<language>-<theme>/<screen>.png
    python tools/screens.py OUT --only 'picker-*'        some (a pattern; may be given several times)
    python tools/screens.py OUT --size 1024x700          the window at another size
    python tools/screens.py OUT --scale 1.5              as on a screen with that scale
    python tools/screens.py OUT --language fr --theme dark
    python tools/screens.py --list                       their names
    python tools/screens.py --guide                      the pictures that the guides link, into docs/*/pictures

The window, the store and the drawings are real (the demo's building, synced from the sandbox); nothing of the user's
is touched, and no display is needed. How to add a screen: ``tools/gallery/screens.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from fnmatch import fnmatch
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

#: The screen that the pictures are taken on: larger than any window, so that nothing is squeezed into it.
_DESK = (2560, 1600)
#: The window in the guides: so small that its words can be read on a page.
_GUIDE = "1080x680"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, nargs="?", metavar="OUT")
    parser.add_argument("--only", action="append", default=[], metavar="PATTERN")
    parser.add_argument("--size", default="1440x900", metavar="WxH")
    parser.add_argument("--scale", default="1", metavar="FACTOR")
    parser.add_argument("--language", choices=("en", "fr"))
    parser.add_argument("--theme", choices=("light", "dark"))
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--guide", action="store_true")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        _without_display(Path(scratch), chosen.scale)
        from gallery.screens import all_screens

        if chosen.guide:
            return _renew_guides(Path(scratch))
        names = [one for one in all_screens() if not chosen.only or any(fnmatch(one, p) for p in chosen.only)]
        if chosen.list or chosen.out is None or not names:
            print("\n".join(names) or "no screen is called that")
            return 0 if chosen.list else 2
        home = Path(scratch) / "home"
        home.mkdir()
        count = _take(home, chosen, names)
    print(f"{count} pictures in {chosen.out}")
    return 0


def _renew_guides(scratch: Path) -> int:
    from gallery.guide_pictures import linked_pictures, put_into_guides

    out = scratch / "guides"
    chosen = argparse.Namespace(out=out, size=_GUIDE, language=None, theme="light")
    home = scratch / "home"
    home.mkdir()
    count = _take(home, chosen, linked_pictures())
    print(f"{count} pictures, {put_into_guides(out) / 1e6:.1f} MB")
    return 0


def _take(home: Path, chosen: argparse.Namespace, names: list[str]) -> int:
    from gallery.pictures import Wanted, take
    from gallery.seeds import plant
    from PySide6.QtCore import QSize, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from app.ui import loop
    from app.ui.i18n import LanguageChoice
    from app.ui.theme import ThemeChoice

    width, height = map(int, chosen.size.split("x"))
    wanted = Wanted(
        names,
        [LanguageChoice(chosen.language)] if chosen.language else [LanguageChoice.EN, LanguageChoice.FR],
        [ThemeChoice(chosen.theme)] if chosen.theme else [ThemeChoice.LIGHT, ThemeChoice.DARK],
        QSize(width, height),
    )
    qInstallMessageHandler(_say)
    application = QApplication(sys.argv[:1])
    seeds = plant(home)
    return loop.run(application, lambda: take(seeds, wanted, chosen.out))


def _say(_kind: object, _where: object, text: str) -> None:
    """Qt's warnings, but for what drawing into memory cannot do."""
    if not text.startswith("This plugin does not support"):
        print(text, file=sys.stderr)


def _without_display(scratch: Path, scale: str) -> None:
    """Draw into memory, on a desk of our size."""
    width, height = _DESK
    screen = {"name": "desk", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    config = scratch / "screens.json"
    config.write_text(json.dumps({"screens": [screen]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"
    os.environ["QT_SCALE_FACTOR"] = scale


if __name__ == "__main__":
    sys.exit(main())
