"""What a desktop is told of the program: entry, icons, links, and the script that puts them in place."""

from __future__ import annotations

import configparser
import os
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app import __version__
from app.domain.sheet_links import SCHEME

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
ID = "app.planrack.Planrack"


def entry(path: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


def test_desktop_entry_opens_links_and_is_the_one_the_window_names() -> None:
    found = entry(LINUX / f"{ID}.desktop")
    assert f"x-scheme-handler/{SCHEME};" in found["MimeType"]
    assert found["Exec"] == "planrack %u"
    assert found["Icon"] == ID
    assert f'setDesktopFileName("{ID}")' in (ROOT / "app" / "window.py").read_text(encoding="utf-8")


def test_shop_of_the_desktop_knows_the_version_in_both_languages() -> None:
    component = ET.parse(LINUX / f"{ID}.metainfo.xml").getroot()
    assert component.findtext("id") == ID
    assert component.findtext("launchable") == f"{ID}.desktop"
    assert component.find("releases/release").get("version") == __version__  # type: ignore[union-attr]
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [one.get(language) for one in component.findall("summary")] == [None, "fr"]


def test_icons_have_the_sizes_of_their_folders() -> None:
    pictures = sorted((LINUX / "icons" / "hicolor").rglob("*.png"))
    assert {"16x16", "48x48", "256x256", "512x512"} <= {path.parts[-3] for path in pictures}
    for path in pictures:
        image = QImage(str(path))
        assert f"{image.width()}x{image.height()}" == path.parts[-3]


def test_icons_of_the_other_systems_hold_whole_pictures() -> None:
    ico = (ROOT / "packaging" / "windows" / "planrack.ico").read_bytes()
    _reserved, kind, count = struct.unpack_from("<HHH", ico)
    assert (kind, count) == (1, 9)
    for at in range(count):
        width, *_rest, length, offset = struct.unpack_from("<BBBBHHII", ico, 6 + 16 * at)
        assert QImage.fromData(ico[offset : offset + length]).width() == (width or 256)
    icns = (ROOT / "packaging" / "macos" / "planrack.icns").read_bytes()
    assert struct.unpack(">4sI", icns[:8]) == (b"icns", len(icns))


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_folder_is_made_known_to_the_desktop_and_forgotten_again(tmp_path: Path) -> None:
    folder, home = tmp_path / "my programs" / "planrack", tmp_path / "home"
    home.mkdir()
    (folder / "desktop").parent.mkdir(parents=True)
    subprocess.run(["cp", "-R", LINUX, folder / "desktop"], check=True)
    program = folder / "planrack"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)

    def run(*arguments: str) -> None:
        environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
        subprocess.run(
            [folder / "desktop" / "install.sh", *arguments], env=environment, check=True, capture_output=True
        )

    run()
    share = home / ".local" / "share"
    installed = entry(share / "applications" / f"{ID}.desktop")
    assert installed["Exec"] == f'"{program}" %u'
    assert installed["TryExec"] == str(program)
    assert (share / "icons" / "hicolor" / "48x48" / "apps" / f"{ID}.png").is_file()
    assert (home / ".local" / "bin" / "planrack").resolve() == program
    run("--uninstall")
    left = [path for path in home.rglob(f"*{ID}*") if path.is_file()]
    assert left == []
    assert program.is_file()
