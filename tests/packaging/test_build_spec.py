"""The build ships what the program opens at run time, and leaves out what it never opens."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.ui.symbols import symbol_path

ROOT = Path(__file__).resolve().parents[2]


def run_spec() -> SimpleNamespace:
    """Carry out build.spec with PyInstaller's steps replaced by recorders."""
    seen = SimpleNamespace(programs=[])

    class Analysis:
        def __init__(self, scripts: list[str], **settings: Any) -> None:
            seen.scripts, seen.settings = scripts, settings
            self.pure, self.scripts = [], scripts
            self.binaries, self.datas = [], []

    def executable(*_args: object, **settings: Any) -> str:
        seen.programs.append((settings["name"], settings["console"]))
        return settings["name"]

    def collect(*_parts: object, name: str, **_settings: Any) -> None:
        seen.folder = name

    space: dict[str, Any] = {
        "SPECPATH": str(ROOT),
        "Analysis": Analysis,
        "PYZ": lambda pure: pure,
        "EXE": executable,
        "COLLECT": collect,
    }
    exec(compile((ROOT / "build.spec").read_text(encoding="utf-8"), "build.spec", "exec"), space)
    seen.wanted = space["wanted"]
    return seen


@pytest.fixture(scope="module")
def spec() -> SimpleNamespace:
    return run_spec()


def shipped(spec: SimpleNamespace) -> set[str]:
    return {f"{folder}/{Path(source).name}" for source, folder in spec.settings["datas"]}


def test_every_migration_is_shipped_as_a_file(spec: SimpleNamespace) -> None:
    migrations = ROOT / "app" / "storage" / "migrations"
    scripts = {path.relative_to(ROOT).as_posix() for path in migrations.rglob("*.py")}
    assert any("versions/" in script for script in scripts)
    assert scripts <= shipped(spec)


def test_guide_is_shipped_in_both_languages(spec: SimpleNamespace) -> None:
    for language in ("en", "fr"):
        pages = {f"docs/{language}/{page.name}" for page in (ROOT / "docs" / language).glob("*.md")}
        assert f"docs/{language}/index.md" in pages
        assert pages <= shipped(spec)


def test_every_picture_and_compiled_translation_is_shipped(spec: SimpleNamespace) -> None:
    opened = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and path.suffix in (".svg", ".png", ".ico", ".qm")
    }
    assert opened
    assert opened <= shipped(spec)


def test_licence_texts_are_shipped(spec: SimpleNamespace) -> None:
    folders = {folder for _source, folder in spec.settings["datas"]}
    assert {
        "licences/planrack",
        "licences/material-symbols",
        "licences/qt-material-icons",
        "licences/httpx",
        "licences/keyring",
    } <= folders


def test_keyring_backends_are_found_though_nothing_imports_them(spec: SimpleNamespace) -> None:
    assert {"keyring.backends.SecretService", "keyring.backends.Windows", "keyring.backends.macOS"} <= set(
        spec.settings["hiddenimports"]
    )


def test_the_one_set_of_icons_that_is_drawn_is_found_though_it_is_named_at_run_time(spec: SimpleNamespace) -> None:
    symbol_path("sync")
    drawn = {name for name in sys.modules if name.startswith("qt_material_icons.resources.")}
    assert drawn == {name for name in spec.settings["hiddenimports"] if name.startswith("qt_material_icons")}


def test_tools_of_developers_are_left_out(spec: SimpleNamespace) -> None:
    assert {"pytest", "hypothesis", "mypy"} <= set(spec.settings["excludes"])


def test_one_folder_holds_a_command_line_and_a_windowed_program(spec: SimpleNamespace) -> None:
    assert sorted(spec.programs) == [("planrack", True), ("planrack-window", False)]
    assert spec.folder == "planrack"


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/lib/libQt6Pdf.so.6",
        "PySide6/Qt/lib/libQt6EglFSDeviceIntegration.so.6",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6\\Qt6Quick.dll",
    ],
)
def test_parts_of_qt_that_are_never_opened_stay_out(name: str, spec: SimpleNamespace) -> None:
    assert spec.wanted([(name, "/somewhere", "BINARY")]) == []


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/libQt6Svg.so.6",
        "PySide6/Qt/lib/libQt6PrintSupport.so.6",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "pypdfium2_raw/libpdfium.so",
        "libpython3.11.so.1.0",
    ],
)
def test_what_the_window_needs_stays_in(name: str, spec: SimpleNamespace) -> None:
    found = [(name, "/somewhere", "BINARY")]
    assert spec.wanted(found) == found
