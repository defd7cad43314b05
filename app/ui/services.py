"""What the window needs from the rest of the program, in one bundle that every page receives.

``Workspace`` is assembled by the entry point. Pages never reach for a global: they use what ``Services`` carries.
"""

from __future__ import annotations

import asyncio
import webbrowser
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar

from app.domain.failures import Failure
from app.domain.states import RunTrigger

if TYPE_CHECKING:
    from app.settings import Settings
    from app.storage.store import Store
    from app.sync.accounts import LinkedAccounts
    from app.sync.runtime import Engine
    from app.ui.engine_bridge import EngineBridge
    from app.ui.i18n import LanguageSwitch
    from app.ui.message_bar import Messages
    from app.ui.tasks import Tasks
    from app.ui.theme import ThemeSwitch

P = ParamSpec("P")
T = TypeVar("T")


class Workspace(Protocol):
    """Everything that outlives a window: settings, store, running engine, linked accounts."""

    @property
    def settings(self) -> Settings: ...
    @property
    def store(self) -> Store: ...
    @property
    def engine(self) -> Engine: ...
    @property
    def accounts(self) -> LinkedAccounts: ...


@dataclass(frozen=True, slots=True)
class SheetHit:
    """One sheet that matches what was typed into the palette."""

    project_id: int
    procore_drawing_id: int
    number: str
    title: str
    project: str
    starred: bool = False  # listed among the favourites
    recent: bool = False  # listed among those one went to last


#: What is typed for favourites alone, before what is to be found among them.
FAVOURITES = "*"
#: Sheets of all projects by number or title, best first; for no text those one went to last, then favourites. Not for
#: the UI thread.
FindSheets = Callable[[str], list[SheetHit]]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Wheel:
    """What the mouse wheel alone does to every sheet: it pans, or ``zooms``. With Ctrl it does the other."""

    zooms: bool = False


@dataclass(frozen=True, slots=True)
class Services:
    """The workspace plus the window's own services. Immutable; one per window."""

    workspace: Workspace
    bridge: EngineBridge
    tasks: Tasks
    messages: Messages
    theme: ThemeSwitch
    language: LanguageSwitch
    wheel: Wheel = field(default_factory=Wheel)
    clock: Callable[[], datetime] = _now
    open_url: Callable[[str], object] = field(default=webbrowser.open)

    @property
    def settings(self) -> Settings:
        return self.workspace.settings

    @property
    def store(self) -> Store:
        return self.workspace.store

    @property
    def engine(self) -> Engine:
        return self.workspace.engine

    @property
    def accounts(self) -> LinkedAccounts:
        return self.workspace.accounts

    def engine_alive(self) -> bool:
        """Whether a run that is recorded as unfinished may really be running, here or in another process (S61)."""
        return self.engine.alive_anywhere()

    def on_engine(self, coroutine: Coroutine[Any, Any, T]) -> Awaitable[T]:
        """Run ``coroutine`` in the engine's loop (all network lives there) and await its result in the UI's.

        Cancelling the awaiting task cancels the coroutine.
        """
        return asyncio.wrap_future(self.engine.submit(coroutine))

    async def sync(self, project_ids: Sequence[int]) -> bool:
        """Sync by hand and wait for the end. False where that is refused, which the message bar says; how a run ended
        is an event."""
        try:
            await asyncio.wrap_future(self.engine.sync(project_ids, full=True, trigger=RunTrigger.MANUAL))
        except Failure as failure:
            self.messages.fail(failure, id="sync")
            return False
        return True

    def read(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """Call a store query off the UI thread and await its answer."""
        return asyncio.to_thread(function, *args, **kwargs)
