"""« À propos »: version and licence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from app import __version__
from app.ui.ask import as_heading_and_lines
from app.ui.controls import without_icons
from app.ui.icons import application_icon

_SIDE = 64


def about_box(parent: QWidget) -> QMessageBox:
    """The box, to be opened."""
    box = QMessageBox(
        QMessageBox.Icon.NoIcon,
        QCoreApplication.translate("About", "About Planrack"),
        QCoreApplication.translate("About", "Planrack {version}").format(version=__version__),
        QMessageBox.StandardButton.Close,
        parent,
    )
    box.setObjectName("about")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIconPixmap(application_icon().pixmap(_SIDE, _SIDE))
    box.setInformativeText(
        QCoreApplication.translate(
            "About",
            "Every Procore drawing revision, on your machine, provably current and complete.\n\n"
            "Licence: Apache 2.0. Made with Qt {qt} (LGPL 3). Planrack is not a product of Procore Technologies.",
        ).format(qt=qVersion())
    )
    as_heading_and_lines(box)
    without_icons(box)
    return box
