from __future__ import annotations

from dataclasses import replace

from app.domain.issuing import file_name, stamp
from app.domain.standing import Standing, standing
from app.domain.states import CacheState, EntryKind, Withdrawal
from app.domain.texts import Language
from app.domain.views import Drawing, Entry


def _entry(id: int, number: str, *, current: bool = False) -> Entry:
    here = (CacheState.HERE, "0" * 64, 1, None, 0, None, None, None, None, None, False, 1, None)
    return Entry(id, id, number, EntryKind.NORMAL, current, *here)


def _drawing(*entries: Entry, withdrawn: Withdrawal | None = None) -> Drawing:
    return Drawing(1, 1, "A-101", "Plan", withdrawn, 0, entries)


def test_current_and_superseded_are_told_apart() -> None:
    drawing = _drawing(_entry(1, "0"), _entry(2, "1", current=True))
    assert [standing(drawing, one) for one in drawing.entries] == [Standing.SUPERSEDED, Standing.CURRENT]


def test_last_revision_of_a_withdrawn_drawing_is_withdrawn_and_neither_current_nor_superseded() -> None:
    original = replace(_entry(3, "0"), kind=EntryKind.ORIGINAL)
    for last in (_entry(2, "1"), _entry(2, "1", current=True)):
        drawing = _drawing(_entry(1, "0"), last, original, withdrawn=Withdrawal.OBSOLETE)
        stands = [standing(drawing, one) for one in drawing.entries]
        assert stands == [Standing.SUPERSEDED, Standing.WITHDRAWN, Standing.ORIGINAL]
        assert drawing.shown == last
        assert stamp(drawing, last, Language.FR) == "RETIRÉ"
        assert "WITHDRAWN" in file_name(drawing, last, Language.EN)


def test_revision_that_procore_took_back_is_withdrawn_while_its_drawing_goes_on() -> None:
    taken = replace(_entry(1, "0"), withdrawn=Withdrawal.DELETED)
    drawing = _drawing(taken, _entry(2, "1", current=True))
    assert standing(drawing, taken) is Standing.WITHDRAWN
