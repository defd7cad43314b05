"""The build ships what the program opens at run time, and leaves out what it never opens."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from app.domain.sheet_links import SCHEME
from app.ui.symbols import symbol_path

ROOT = Path(__file__).resolve().parents[2]


def run_spec(workpath: Path) -> SimpleNamespace:
    """Carry out build.spec with PyInstaller's steps replaced by recorders."""
    seen = SimpleNamespace(programs=[], looks=[], bundle=None)

    class Analysis:
        def __init__(self, scripts: list[str], **settings: Any) -> None:
            seen.scripts, seen.settings = scripts, settings
            self.pure, self.scripts = [], scripts
            self.binaries, self.datas = [], []

    def executable(*_args: object, **settings: Any) -> str:
        seen.programs.append((settings["name"], settings["console"]))
        seen.looks.append(settings)
        return settings["name"]

    def collect(*_parts: object, name: str, **_settings: Any) -> None:
        seen.folder = name

    def bundle(_collected: object, **settings: Any) -> None:
        seen.bundle = settings

    space: dict[str, Any] = {
        "SPECPATH": str(ROOT),
        "workpath": str(workpath),
        "Analysis": Analysis,
        "PYZ": lambda pure: pure,
        "EXE": executable,
        "COLLECT": collect,
        "BUNDLE": bundle,
    }
    exec(compile((ROOT / "build.spec").read_text(encoding="utf-8"), "build.spec", "exec"), space)
    return seen


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    return run_spec(tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="module")
def contents(spec: SimpleNamespace) -> ModuleType:
    """``tools/bundle_contents.py``, which the specification has imported."""
    return sys.modules["bundle_contents"]


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


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], SimpleNamespace]:
    """The specification as another system carries it out."""

    def run(system: str) -> SimpleNamespace:
        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setattr("PyInstaller.utils.hooks.collect_submodules", lambda name: [name])  # takes seconds
        return run_spec(tmp_path)

    return run


@pytest.mark.parametrize(
    ("system", "programs"),
    [
        ("linux", [("planrack", True)]),
        ("win32", [("planrack", True), ("planrack-window", False)]),
        ("darwin", [("planrack", True), ("planrack-window", False)]),
    ],
)
def test_each_system_gets_its_programs_with_their_looks(
    system: str, programs: list[tuple[str, bool]], elsewhere: Callable[[str], SimpleNamespace]
) -> None:
    seen = elsewhere(system)
    assert sorted(seen.programs) == programs
    assert seen.folder == "planrack"
    named = [path for look in seen.looks for path in (look["icon"], look["version"], look["entitlements_file"]) if path]
    assert bool(named) is (system != "linux")
    assert [path for path in named if not Path(path).is_file()] == []


def test_macos_learns_of_links_and_of_sharp_screens(elsewhere: Callable[[str], SimpleNamespace]) -> None:
    application = elsewhere("darwin").bundle
    assert application["info_plist"]["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == [SCHEME]
    assert application["info_plist"]["NSHighResolutionCapable"]


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
        "cv2\\opencv_videoio_ffmpeg500_64.dll",
        "cv2/data/haarcascade_eye.xml",
    ],
)
def test_what_is_never_opened_stays_out(name: str, contents: ModuleType) -> None:
    assert not contents.wanted(name)


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
def test_what_the_window_needs_stays_in(name: str, contents: ModuleType) -> None:
    assert contents.wanted(name)


def test_libraries_go_with_the_last_one_that_asks_for_them(contents: ModuleType) -> None:
    plugin, theme = "PySide6/Qt/plugins/platforms/libqxcb.so", "PySide6/Qt/plugins/platformthemes/libqgtk3.so"
    needs = {
        "/a/libqxcb.so": ["libX11.so.6", "libc.so.6"],
        "/a/libqgtk3.so": ["libatk.so.0", "libX11.so.6"],
        "/a/libatk.so.0": ["libX11.so.6"],
        "/a/libX11.so.6": [],
        "/a/libspeech.so": [],
    }
    entries = [
        (plugin, "/a/libqxcb.so", "BINARY"),
        (theme, "/a/libqgtk3.so", "BINARY"),
        ("sub/libatk.so.0", "/a/libatk.so.0", "BINARY"),
        ("libatk.so.0", "sub/libatk.so.0", "SYMLINK"),
        ("libX11.so.6", "/a/libX11.so.6", "BINARY"),
        ("libspeech.so", "/a/libspeech.so", "BINARY"),  # opened by name: nothing asks for it
    ]
    kept = contents.thinned(entries, lambda source: needs[source])
    assert [name for name, _source, _kind in kept] == [plugin, "libX11.so.6", "libspeech.so"]


def test_libraries_that_wheels_have_rewritten_are_not_stripped(contents: ModuleType) -> None:
    assert contents.strippable(("libpython3.11.so.1.0", "/a", "BINARY"))
    assert not contents.strippable(("numpy.libs/libopenblas.so", "/a", "BINARY"))
    assert not contents.strippable(("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"))
