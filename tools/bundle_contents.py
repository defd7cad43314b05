"""What a build holds and what stays out of it: the decisions behind ``build.spec``, which puts them to PyInstaller.

Entries are PyInstaller's: (name in the build, file or target of the link, kind).
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Entry = tuple[str, str, str]

#: Python packages that are never imported here, though something offers to.
MODULES = (
    # Libraries run without them.
    "tkinter",
    "IPython",
    "matplotlib",
    "setuptools",
    "pip",
    "numpy.f2py",
    "pydoc",
    "lxml",  # pikepdf's metadata
    "pygments",  # rich, where it shows source code
    "markdown_it",
    "attr",
    "charset_normalizer",
    "mako.ext",
    # In the environment of developers, where this is built.
    "_pytest",
    "pytest",
    "hypothesis",
    "mypy",
    "ast_serialize",
    "jsonschema",
    # Drawn in by hooks: Quick and QML come through the virtual keyboard, QtPdf through an image format.
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickWidgets",
    "PySide6.QtQuickControls2",
    "PySide6.QtDesigner",
    "PySide6.QtHelp",
    "PySide6.QtSql",
    "PySide6.QtTest",
    "PySide6.QtUiTools",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtXml",
    "PySide6.QtConcurrent",
    # reportlab asks Pillow for its kernel only; no picture file goes into a PDF.
    "PIL._avif",
    "PIL._webp",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingtk",
    "PIL.ImageQt",
)

#: Excluding a module does not exclude the library behind it: plugins ask for it. So the files go as well.
_QT = re.compile(
    r"""(?ix)
      (lib)?Qt6(EglF|Quick|Qml|Pdf|VirtualKeyboard|Designer|Help|Sql|Test|UiTools|Labs|ShaderTools|OpenGLWidgets)[^/]*$
    | /plugins/(platformthemes/(lib)?qgtk3|imageformats/(lib)?q(pdf|tga|tiff|wbmp|icns|jp2|mng|webp)
        |platforminputcontexts/(lib)?qtvirtualkeyboard|sqldrivers|qmltooling|designer|egldeviceintegrations
        |platforms/(lib)?q(eglfs|linuxfb|vnc|vkkhrdisplay|minimalegl|minimal)\b)
    | /qml/
    | /translations/(?!qt(base)?_(fr|en)\.qm)
    """
)
#: OpenCV's video reader on Windows, a library of its own there; its classifiers of faces everywhere.
_OTHERS = re.compile(r"(?i)(^|/)(opencv_videoio_ffmpeg[^/]*\.dll$|cv2/data/)|(^|/)(numpy|lxml|PIL)/.*/?tests/")
#: The wheels' own copies of system libraries were rewritten to find each other; they stay as they came.
_REWRITTEN = re.compile(r"\.libs/")


def wanted(name: str) -> bool:
    """Whether a file of this name in the build is ever opened."""
    name = name.replace("\\", "/")
    if _OTHERS.search(name):
        return False
    return not (("PySide6" in name or "Qt6" in name) and _QT.search(name))


def strippable(entry: Entry) -> bool:
    """Whether symbols that only a debugger reads may be cut out of this library."""
    name, _source, kind = entry
    return kind in ("BINARY", "EXTENSION") and _REWRITTEN.search(name.replace("\\", "/")) is None


def thinned(entries: Iterable[Entry], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    """``entries`` without what is never opened, and without the libraries that only those files asked for.

    ``needs`` names the libraries that a file asks for, itself or through another.
    """
    entries = list(entries)
    kept = [entry for entry in entries if wanted(entry[0])]
    gone = [entry for entry in entries if not wanted(entry[0])]
    doubtful = {name for entry in gone if entry[2] != "SYMLINK" for name in needs(entry[1])}
    asked = {
        name
        for entry in kept
        if entry[2] in ("BINARY", "EXTENSION") and _base(entry[0]) not in doubtful
        for name in needs(entry[1])
    }
    orphans = doubtful - asked
    kept = [entry for entry in kept if _base(entry[0]) not in orphans]
    return without_dead_links(kept)


def without_dead_links(entries: list[Entry]) -> list[Entry]:
    """``entries`` without symbolic links to what is not among them."""
    files = {_base(name) for name, _source, kind in entries if kind != "SYMLINK"}
    return [entry for entry in entries if entry[2] != "SYMLINK" or _base(entry[1]) in files]


def _base(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name
