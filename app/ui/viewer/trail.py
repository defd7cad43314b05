"""The sheets that were looked at, one after the other, for going back and forward."""

from __future__ import annotations

from typing import NamedTuple

#: Nobody goes back further than this.
_MOST = 100


class Stop(NamedTuple):
    """Project, Procore's id of the drawing, entry."""

    project_id: int
    drawing_id: int
    entry_id: int


class Trail:
    """Where one was. Going on from the middle forgets what came after, as in a browser."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    def arrive(self, stop: Stop) -> None:
        """A sheet is shown; arriving where a step of this trail led changes nothing."""
        if self._stops and self._stops[self._at] == stop:
            return
        self._stops[self._at + 1 :] = [stop]
        del self._stops[:-_MOST]
        self._at = len(self._stops) - 1

    def beside(self, by: int) -> Stop | None:
        """The stop so many steps away, -1 is the one before."""
        at = self._at + by
        return self._stops[at] if 0 <= at < len(self._stops) else None

    def go(self, by: int) -> Stop | None:
        """Step there, and say what is there."""
        stop = self.beside(by)
        if stop is not None:
            self._at += by
        return stop
