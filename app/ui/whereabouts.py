"""Where the user is, as the steps that lead there: Projects › Name › Documents › Discipline › Sheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui.breadcrumb import Crumb

if TYPE_CHECKING:
    from app.domain.views import Project
    from app.ui.document_tabs import DocumentTabs
    from app.ui.main_window import MainWindow


def path_to_here(window: MainWindow) -> tuple[Crumb, ...]:
    """The steps to the page in front; none where the navigation marks the place already."""
    pages = window.pages
    if pages.settings_in_front is not None or pages.search_in_front is not None:
        return ()
    crumbs = [Crumb(QCoreApplication.translate("MainWindow", "Projects"), window.show_projects)]
    if (form := pages.form_in_front) is not None:
        if form.project_id is not None and (project := _project(window, form.project_id)) is not None:
            crumbs.append(Crumb(project.name, partial(window.show_documents, project.id), project.id))
        crumbs.append(Crumb(form.title))
    elif (tabs := pages.tabs_in_front) is not None:
        sheet = tabs.current_sheet()
        project = _project(window, sheet[0] if sheet else window.current_project)
        if project is not None:
            crumbs += [_to_form(window, project), *_in_documents(window, tabs, project, sheet)]
    elif pages.changes_in_front is not None:
        project = _project(window, window.current_project)
        if project is not None:
            what = QCoreApplication.translate("MainWindow", "What changed")
            crumbs += [_to_form(window, project), Crumb(what)]
    return tuple(crumbs)


def _project(window: MainWindow, project_id: int | None) -> Project | None:
    snapshot = window.overview.snapshot
    status = snapshot.project(project_id) if snapshot is not None else None
    return None if status is None else status.project


def _to_form(window: MainWindow, project: Project) -> Crumb:
    return Crumb(project.name, lambda: window.edit_project(project.id), project.id)


def _in_documents(
    window: MainWindow, tabs: DocumentTabs, project: Project, sheet: tuple[int, int] | None
) -> list[Crumb]:
    documents = QCoreApplication.translate("MainWindow", "Documents")
    if sheet is None:
        return [Crumb(documents)]
    crumbs = [Crumb(documents, partial(window.show_documents, project.id))]
    folder = tabs.discipline_of(sheet[1]) if project.id == window.current_project else None
    if folder is not None:
        crumbs.append(Crumb(folder, lambda: tabs.show_drawing(sheet[1]), sheet[1]))
    return [*crumbs, Crumb(tabs.title_in_front)]
