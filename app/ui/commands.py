"""What the main window's actions do, and when they may: every handler and every reason in one place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.roles import Act, may
from app.domain.states import LinkState, RunOutcome, SyncState
from app.ui.i18n import LanguageChoice
from app.ui.message_bar import MessageButton
from app.ui.shell_actions import Command
from app.ui.theme import ThemeChoice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.events import RunFinished
    from app.domain.views import ProjectStatus
    from app.ui.actions import Actions
    from app.ui.overview import Overview
    from app.ui.services import Services
    from app.ui.shell_dialogs import ShellDialogs


class Window(Protocol):
    """What the commands need of the window."""

    @property
    def current_project(self) -> int | None: ...
    @property
    def dialogs(self) -> ShellDialogs: ...
    def show_projects(self) -> None: ...
    def show_documents(self, project_id: int) -> None: ...
    def show_changes(self, project_id: int, *, last_sync: bool = False) -> None: ...
    def show_members(self) -> None: ...
    def show_permissions(self, project_id: int) -> None: ...
    def edit_project(self, project_id: int | None) -> None: ...
    def show_search(self) -> None: ...
    def show_settings(self) -> None: ...
    def focus_search(self) -> None: ...
    def copy_link(self) -> None: ...
    def why_no_link(self) -> str | None: ...
    def cycle_panes(self, step: int) -> None: ...
    def close(self) -> bool: ...


class Commands(QObject):
    """Binds the registry to ``window``. Rules are asked again whenever the overview changes."""

    def __init__(self, actions: Actions, services: Services, overview: Overview, window: Window) -> None:
        super().__init__(actions)
        self._actions = actions
        self._services = services
        self._overview = overview
        self._window = window
        self._by_hand: set[int] = set()
        self._bind_window()
        self._bind_projects()
        self._bind_choices()
        overview.changed.connect(lambda _snapshot: actions.refresh())
        services.bridge.run_finished.connect(self._report)
        actions.refresh()

    def choose(self, choice: ThemeChoice | LanguageChoice) -> None:
        """Show this theme or language, and remember it, as its action does."""
        kind = "theme" if isinstance(choice, ThemeChoice) else "language"
        self._actions[Command(f"{kind}_{choice.value}")].trigger()

    def sync_all(self) -> None:
        """Sync every project that can be."""
        self.sync(self._syncable())

    def sync(self, project_ids: Sequence[int]) -> None:
        """Sync by hand. A project that syncs already starts no second run: it is brought into view (S38)."""
        running = self._services.engine.running()
        busy = [one for one in project_ids if one in running]
        if busy and len(project_ids) == 1:
            self._window.show_documents(busy[0])
            return
        wanted = [one for one in project_ids if one not in running]
        if wanted:
            self._by_hand.update(wanted)
            self._services.tasks.spawn(self._sync(wanted), name="sync")

    def why_not_sync(self, project: ProjectStatus | None) -> str | None:
        """The reason why this project cannot be synced now."""
        snapshot = self._overview.snapshot
        if snapshot is None or project is None:
            return QCoreApplication.translate("Commands", "Select a project first.")
        if project.project.archived:
            return QCoreApplication.translate("Commands", "This project is archived.")
        if project.project.link is None or project.project.link.state is LinkState.DISCONNECTED:
            return QCoreApplication.translate("Commands", "This project is not connected to Procore.")
        if not snapshot.integration:
            return QCoreApplication.translate("Commands", "The Procore integration is not part of this workspace.")
        if not snapshot.manages(project.project.id):
            return QCoreApplication.translate("Commands", "Only those who manage this project's documents may sync.")
        return None

    def _bind_window(self) -> None:
        bind, window = self._actions.bind, self._window
        bind(Command.QUIT, window.close)
        bind(Command.SHOW_PROJECTS, window.show_projects)
        bind(Command.SHOW_MEMBERS, window.show_members)
        bind(Command.SEARCH, window.show_search)
        bind(Command.SETTINGS, window.show_settings)
        bind(Command.PALETTE, window.dialogs.open_palette)
        bind(Command.FIND, window.focus_search)
        bind(Command.COPY_LINK, window.copy_link, window.why_no_link)
        bind(Command.NEXT_PANE, lambda: window.cycle_panes(1))
        bind(Command.PREVIOUS_PANE, lambda: window.cycle_panes(-1))
        bind(Command.GUIDE, window.dialogs.open_guide)
        bind(Command.SHORTCUTS, window.dialogs.open_shortcuts)
        bind(Command.SUPPORT, window.dialogs.open_support)
        bind(Command.ABOUT, window.dialogs.open_about)

    def _bind_projects(self) -> None:
        bind = self._actions.bind
        bind(Command.NEW_PROJECT, lambda: self._window.edit_project(None), self._why_not_create)
        bind(Command.OPEN_DOCUMENTS, self._open_documents, self._why_no_project)
        bind(Command.SHOW_DOCUMENTS, self._open_documents, self._why_no_project)
        bind(Command.SHOW_CHANGES, self._open_changes, self._why_no_project)
        bind(Command.SYNC_HISTORY, self._open_history, self._why_no_project)
        bind(Command.EDIT_PROJECT, self._edit, self._why_no_project)
        bind(Command.PERMISSIONS, self._permissions, self._why_no_documents)
        bind(Command.ARCHIVE, self._archive, lambda: self._why_not_archive(archived=False))
        bind(Command.UNARCHIVE, self._unarchive, lambda: self._why_not_archive(archived=True))
        bind(Command.SYNC, self._sync_current, lambda: self.why_not_sync(self._project()))
        bind(Command.SYNC_ALL, self.sync_all, self._why_not_sync_all)
        bind(Command.STOP_SYNC, lambda: self._services.engine.cancel(None), self._why_not_stop)

    def _bind_choices(self) -> None:
        themes = {
            Command.THEME_SYSTEM: ThemeChoice.SYSTEM,
            Command.THEME_LIGHT: ThemeChoice.LIGHT,
            Command.THEME_DARK: ThemeChoice.DARK,
        }
        languages = {
            Command.LANGUAGE_SYSTEM: LanguageChoice.SYSTEM,
            Command.LANGUAGE_EN: LanguageChoice.EN,
            Command.LANGUAGE_FR: LanguageChoice.FR,
        }
        for theme_command, theme in themes.items():
            self._actions.bind(theme_command, partial(self._set_theme, theme))
            self._actions[theme_command].setChecked(self._services.theme.choice is theme)
        for language_command, language in languages.items():
            self._actions.bind(language_command, partial(self._set_language, language))
            self._actions[language_command].setChecked(self._services.language.choice is language)

    def _project(self) -> ProjectStatus | None:
        snapshot = self._overview.snapshot
        return snapshot.project(self._window.current_project) if snapshot is not None else None

    def _open_documents(self) -> None:
        if self._window.current_project is not None:
            self._window.show_documents(self._window.current_project)

    def _permissions(self) -> None:
        if self._window.current_project is not None:
            self._window.show_permissions(self._window.current_project)

    def _open_changes(self) -> None:
        if self._window.current_project is not None:
            self._window.show_changes(self._window.current_project)

    def _open_history(self) -> None:
        if self._window.current_project is not None:
            self._window.dialogs.open_history(self._window.current_project)

    def _edit(self) -> None:
        if self._window.current_project is not None:
            self._window.edit_project(self._window.current_project)

    def _sync_current(self) -> None:
        project = self._project()
        if project is not None:
            self.sync([project.project.id])

    def _archive(self) -> None:
        project = self._project()
        if project is not None:
            self._services.tasks.spawn(self._archive_now(project.project.id, project.project.name), name="archive")

    def _unarchive(self) -> None:
        project = self._project()
        if project is not None:
            self._services.tasks.spawn(self._restore(project.project.id), name="unarchive")

    async def _restore(self, project_id: int) -> None:
        await self._services.read(self._services.store.projects.archive, project_id, False)
        self._services.messages.dismiss("archive")
        await self._overview.load()

    async def _archive_now(self, project_id: int, name: str) -> None:
        services = self._services
        await services.read(services.store.projects.archive, project_id, True)
        await self._overview.load()
        undo = MessageButton(
            lambda: QCoreApplication.translate("Commands", "Undo"),
            lambda: services.tasks.spawn(self._restore(project_id)),
        )
        services.messages.inform(
            lambda: QCoreApplication.translate("Commands", "“{project}” is archived.").format(project=name),
            id="archive",
            buttons=(undo,),
        )

    async def _sync(self, project_ids: list[int]) -> None:
        if not await self._services.sync(project_ids):
            self._by_hand.difference_update(project_ids)

    def _report(self, event: RunFinished) -> None:
        """One message per project: a failure stays until a sync succeeds; a success is told if it was asked for."""
        report, messages = event.report, self._services.messages
        message_id = f"sync-{event.project_id}"
        asked = event.project_id in self._by_hand
        self._by_hand.discard(event.project_id)
        messages.dismiss(message_id)
        if report.failure is not None and report.outcome is RunOutcome.FAILED:
            retry = MessageButton(
                lambda: QCoreApplication.translate("Commands", "Try again"), lambda: self.sync([event.project_id])
            )
            messages.fail(report.failure, id=message_id, buttons=(retry,), subject=report.project)
        elif asked and report.outcome is RunOutcome.SYNCED:
            look = MessageButton(
                lambda: QCoreApplication.translate("Commands", "See what changed"),
                lambda: self._window.show_changes(event.project_id, last_sync=True),
            )
            news = report.added or report.reordered or report.withdrawn or report.changed
            messages.inform(lambda: _summary(event), id=message_id, buttons=(look,) if news else ())

    def _set_theme(self, choice: ThemeChoice) -> None:
        self._services.theme.apply(choice)
        self._remember("theme", choice.value)

    def _set_language(self, choice: LanguageChoice) -> None:
        self._services.language.apply(choice)
        self._remember("language", choice.value)

    def _remember(self, key: str, value: str) -> None:
        async def store() -> None:
            await self._services.read(self._services.store.preferences.set, key, value)

        self._services.tasks.spawn(store(), name="preference")

    def _syncable(self) -> list[int]:
        projects = self._overview.snapshot.projects if self._overview.snapshot is not None else ()
        return [one.project.id for one in projects if self.why_not_sync(one) is None]

    def _why_no_project(self) -> str | None:
        return None if self._project() else QCoreApplication.translate("Commands", "Select a project first.")

    def _why_no_documents(self) -> str | None:
        project = self._project()
        if project is not None and project.project.link is None:
            return QCoreApplication.translate("Commands", "This project is not connected to Procore.")
        return self._why_no_project()

    def _why_not_create(self) -> str | None:
        snapshot = self._overview.snapshot
        if snapshot is None or may(snapshot.member.role, Act.EDIT_PROJECT):
            return None
        return QCoreApplication.translate("Commands", "Only the owner and co-owners may create a project.")

    def _why_not_edit(self) -> str | None:
        snapshot = self._overview.snapshot
        if snapshot is None or may(snapshot.member.role, Act.EDIT_PROJECT):
            return self._why_no_project()
        return QCoreApplication.translate("Commands", "Only the owner and co-owners may do this.")

    def _why_not_archive(self, *, archived: bool) -> str | None:
        """Why the current project cannot be put away, or (``archived``) taken out again."""
        project = self._project()
        if project is not None and project.project.archived is not archived:
            if archived:
                return QCoreApplication.translate("Commands", "This project is not archived.")
            return QCoreApplication.translate("Commands", "This project is archived.")
        return self._why_not_edit()

    def _why_not_sync_all(self) -> str | None:
        return None if self._syncable() else QCoreApplication.translate("Commands", "No project can be synced.")

    def _why_not_stop(self) -> str | None:
        projects = self._overview.snapshot.projects if self._overview.snapshot is not None else ()
        running = [one for one in projects if one.status.state is SyncState.RUNNING]
        if not running:
            return QCoreApplication.translate("Commands", "No sync is running.")
        if self._overview.snapshot is not None and all(map(self._overview.snapshot.manages, _ids(running))):
            return None
        return QCoreApplication.translate("Commands", "Only those who manage this project's documents may stop a sync.")


def _ids(projects: Sequence[ProjectStatus]) -> list[int]:
    return [one.project.id for one in projects]


def _summary(event: RunFinished) -> str:
    report = event.report
    # Plain names as numbers: lupdate overlooks a plural whose number is an expression.
    added, reordered, withdrawn, changed = report.added, report.reordered, report.withdrawn, report.changed
    parts = [
        (added, QCoreApplication.translate("Commands", "%n new revision(s)", "", added)),
        (reordered, QCoreApplication.translate("Commands", "%n reordered", "", reordered)),
        (withdrawn, QCoreApplication.translate("Commands", "%n withdrawn", "", withdrawn)),
        (changed, QCoreApplication.translate("Commands", "%n replaced", "", changed)),
    ]
    told = [text for count, text in parts if count]
    if not told:
        return QCoreApplication.translate("Commands", "{project}: synced, nothing new.").format(project=report.project)
    return QCoreApplication.translate("Commands", "{project}: synced, {changes}.").format(
        project=report.project, changes=", ".join(told)
    )
