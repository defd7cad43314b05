#!/usr/bin/env python3
"""The product's mark as the files that desktops want, drawn from two SVG files and committed.

    python tools/app_icons.py

``resources/icons/planrack.svg`` is the mark; ``planrack-small.svg`` beside it the same for 32 pixels and less, with one
sheet fewer and its edges on whole pixels. Run it after a change to either, and look at every size.
"""

from __future__ import annotations

import os
import shutil
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
MARK = ROOT / "resources" / "icons" / "planrack.svg"
SMALL = MARK.with_name("planrack-small.svg")
#: The largest size that is drawn from the small one.
_SMALL_TO = 32
ID = "app.planrack.Planrack"
HICOLOR = ROOT / "packaging" / "linux" / "icons" / "hicolor"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
#: What macOS calls each size: names of the parts of an icns file.
ICNS = {"icp4": 16, "ic11": 32, "icp5": 32, "ic12": 64, "ic07": 128, "ic13": 256, "ic08": 256, "ic14": 512, "ic09": 512}


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication(sys.argv[:1])
    for size in SIZES:
        _write(HICOLOR / f"{size}x{size}" / "apps" / f"{ID}.png", png(size))
    scalable = HICOLOR / "scalable" / "apps" / f"{ID}.svg"
    scalable.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(MARK, scalable)
    _write(ROOT / "packaging" / "windows" / "planrack.ico", ico({size: png(size) for size in ICO_SIZES}))
    _write(ROOT / "packaging" / "macos" / "planrack.icns", icns({name: png(size) for name, size in ICNS.items()}))
    del application
    return 0


def png(size: int) -> bytes:
    """The mark, ``size`` pixels wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SMALL if size <= _SMALL_TO else MARK)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon of PNG pictures by size: a directory, then the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at, entries = len(head) + 16 * len(pictures), b""
    for size, data in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), at)
        at += len(data)
    return head + entries + b"".join(pictures.values())


def icns(pictures: dict[str, bytes]) -> bytes:
    """A macOS icon of PNG pictures by the names of their parts."""
    parts = b"".join(name.encode() + struct.pack(">I", 8 + len(data)) + data for name, data in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
