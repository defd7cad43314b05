#!/usr/bin/env python3
"""The program as a folder that runs without Python: built, and measured.

    python tools/bundle.py                     builds dist/planrack
    python tools/bundle.py --out FOLDER        builds FOLDER/planrack
    python tools/bundle.py --measure FOLDER    builds nothing: what fills FOLDER/planrack, and how fast it starts

It is built for the system it is built on. Releases: docs/releasing.md.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "planrack"
_MEGABYTE = 1_000_000
_ROUNDS = 3
#: Folders of one library by another name.
_SAME = {
    "opencv_python_headless.libs": "cv2",
    "numpy.libs": "numpy",
    "pillow.libs": "PIL",
    "pikepdf.libs": "pikepdf",
    "shiboken6": "PySide6",
    "pypdfium2_raw": "pypdfium2",
    "python3.11": "Python",
    "base_library.zip": "Python",
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="FOLDER")
    parser.add_argument("--measure", type=Path, metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    folder = chosen.measure / NAME if chosen.measure else build(chosen.out)
    print("\n".join(table(folder)))
    bundled, checkout = start_seconds(program_in(folder)), start_seconds(sys.executable, "-P", "-m", "app")
    print(f"command line: {bundled:.2f} s, {bundled / checkout:.2f} times the checkout's")
    return 0


def build(out: Path) -> Path:
    """Build the folder ``out/planrack``, in place of an earlier one. Raises CalledProcessError."""
    out = out.resolve()
    with tempfile.TemporaryDirectory(prefix="planrack-build-") as work:
        command = [sys.executable, "-m", "PyInstaller", str(ROOT / "build.spec"), "--noconfirm", "--log-level", "WARN"]
        subprocess.run([*command, "--distpath", str(out), "--workpath", work], cwd=ROOT, check=True)
    folder = out / NAME
    if sys.platform.startswith("linux"):
        shutil.copytree(ROOT / "packaging" / "linux", folder / "desktop", dirs_exist_ok=True)
    elif sys.platform == "win32":
        scripts = folder / "windows"
        scripts.mkdir(exist_ok=True)
        shutil.copy(ROOT / "packaging" / "windows" / "register-links.ps1", scripts)
    return folder


def program_in(folder: Path) -> Path:
    return folder / (f"{NAME}.exe" if sys.platform == "win32" else NAME)


def size(folder: Path) -> int:
    """Bytes in the files of ``folder``."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def table(folder: Path) -> list[str]:
    """What fills the folder, the largest first."""
    parts: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            parts[_part(path.relative_to(folder))] += path.stat().st_size
    lines = [f"{part:<28}{bytes / _MEGABYTE:>8.1f} MB" for part, bytes in parts.most_common() if bytes > _MEGABYTE]
    return [*lines, f"{'all of ' + folder.name:<28}{sum(parts.values()) / _MEGABYTE:>8.1f} MB"]


def _part(file: Path) -> str:
    """The package that a file of the folder belongs to."""
    if len(file.parts) == 1:
        return "the program"
    inside = file.parts[1]
    if len(file.parts) == 2 and inside not in _SAME:
        return "Python" if inside.startswith("libpython") else "system libraries"
    return _SAME.get(inside, inside)


def start_seconds(*command: str | Path) -> float:
    """Wall time of ``--version``: the median of a few runs, after one that fills the caches."""
    runs = []
    for _round in range(_ROUNDS + 1):
        started = time.perf_counter()
        subprocess.run([*map(str, command), "--version"], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        runs.append(time.perf_counter() - started)
    return statistics.median(runs[1:])


if __name__ == "__main__":
    sys.exit(main())
