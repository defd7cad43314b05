"""Which sheets go out, under which names, with which stamps; and what the cover of a bound set says. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain import issue_words as words
from app.domain.file_names import safe_name, sheet_file_name
from app.domain.measures import quantity, quantity_text
from app.domain.output import Cover, IssuedSheet
from app.domain.standing import Standing, standing
from app.domain.status import is_fresh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from app.domain.markups import Markup
    from app.domain.measures import Calibration
    from app.domain.texts import Language
    from app.domain.views import DocumentTree, Drawing, Entry

_FEW = 40


class Wanted(NamedTuple):
    """A revision that shall go out, with its drawing and the folder it shall lie in."""

    drawing: Drawing
    entry: Entry
    folder: str = ""

    @property
    def is_here(self) -> bool:
        return self.entry.path is not None and self.entry.sha256 is not None


def current_set(
    tree: DocumentTree, language: Language, discipline: tuple[int | None, int | None] | None = None
) -> list[Wanted]:
    """The current revision of every drawing that is not withdrawn, of all or of one discipline (area id, id)."""
    return [
        Wanted(drawing, drawing.current, folder if discipline is None else "")
        for place, folder, drawing in _drawings(tree, language)
        if discipline in (None, place) and drawing.withdrawn is None and drawing.current is not None
    ]


def one_set(tree: DocumentTree, language: Language, name: str) -> list[Wanted]:
    """Every revision that was issued in a drawing set, once each, superseded or not."""
    found = []
    for _place, folder, drawing in _drawings(tree, language):
        issued = {entry.procore_id: entry for entry in drawing.entries if entry.drawing_set == name}
        found += [Wanted(drawing, entry, folder) for entry in issued.values()]
    return found


def sets_of(tree: DocumentTree) -> list[str]:
    return sorted(
        {
            entry.drawing_set
            for area in tree.areas
            for part in area.disciplines
            for drawing in part.drawings
            for entry in drawing.entries
            if entry.drawing_set
        }
    )


def stamp(drawing: Drawing, entry: Entry, language: Language) -> str:
    """The words across a sheet that must not be taken for the current one (S63); empty for the current one."""
    match standing(drawing, entry):
        case Standing.CURRENT:
            return ""
        case Standing.WITHDRAWN:
            return words.WITHDRAWN.say(language)
        case _:
            return words.SUPERSEDED.say(language)


def file_name(drawing: Drawing, entry: Entry, language: Language) -> str:
    """S63: one that must not be taken for the current one says so in its name too."""
    return sheet_file_name(drawing.number, _revision(entry, language), drawing.title, stamp(drawing, entry, language))


def issued(
    wanted: Iterable[Wanted],
    language: Language,
    *,
    markups: Mapping[int, Sequence[Markup]],
    calibrations: Callable[[int, int], Calibration | None],
) -> list[IssuedSheet]:
    """What is here of ``wanted``. ``markups``: by entry, none where they are not to go out. ``calibrations``: the scale
    of a page (entry, page)."""
    sheets = []
    for drawing, entry, folder in wanted:
        if entry.path is None or entry.sha256 is None:
            continue
        marks = tuple(markups.get(entry.id, ()))
        called = (f"{drawing.number} {drawing.title}".strip(), _revision(entry, language))
        sheets.append(
            IssuedSheet(
                source=entry.path,
                sha256=entry.sha256,
                name=file_name(drawing, entry, language),
                folder=folder,
                title=" – ".join(filter(None, called)),
                page_label=drawing.number,
                stamp=stamp(drawing, entry, language),
                markups=marks,
                labels={one.id: text for one in marks if (text := _label(one, calibrations, language))},
            )
        )
    return sheets


def cover_of(
    tree: DocumentTree,
    wanted: Sequence[Wanted],
    language: Language,
    *,
    title: str,
    now: datetime,
    moment: Callable[[datetime], str],
    number: Callable[[int], str],
) -> Cover:
    """The cover of a bound set: what it is, when Procore confirmed it, what is not in it. ``moment``, ``number``: how a
    time and a count are written."""
    here = [one for one in wanted if one.is_here]
    confirmed = tree.status.confirmed_at
    lines = [words.COVER_COUNT.say(language, count=number(len(here)))]
    warnings = []
    if confirmed is None:
        warnings.append(words.COVER_NEVER_CONFIRMED.say(language))
    else:
        lines.append(words.COVER_CONFIRMED.say(language, time=moment(confirmed)))
        if not is_fresh(confirmed, now):
            warnings.append(words.COVER_NOT_FRESH.say(language))
    lacking = [one.drawing.number for one in wanted if not one.is_here]
    if lacking:
        more = ["…"] if len(lacking) > _FEW else []
        warnings.append(words.COVER_MISSING.say(language, numbers=", ".join([*lacking[:_FEW], *more])))
    lines.append(words.COVER_MADE.say(language, time=moment(now)))
    columns = (words.COLUMN_NUMBER, words.COLUMN_TITLE, words.COLUMN_REVISION, words.COLUMN_SET, words.COLUMN_DATE)
    return Cover(
        title=title,
        lines=tuple(lines),
        columns=tuple(column.say(language) for column in columns),
        rows=tuple(_row(one) for one in here),
        warnings=tuple(warnings),
        bookmark=words.COVER_BOOKMARK.say(language),
    )


def _revision(entry: Entry, language: Language) -> str:
    return words.REVISION.say(language, number=entry.revision_number) if entry.revision_number else ""


def _row(one: Wanted) -> tuple[str, ...]:
    dated = one.entry.drawing_date or one.entry.received_date
    entry = one.entry
    return (
        one.drawing.number,
        one.drawing.title,
        entry.revision_number,
        entry.drawing_set or "",
        dated.isoformat() if dated else "",
    )


def _label(markup: Markup, calibrations: Callable[[int, int], Calibration | None], language: Language) -> str:
    calibration = calibrations(markup.entry_id, markup.page)
    if calibration is None:
        return ""
    size = quantity(markup, calibration.metres_per_point)
    return "" if size is None else quantity_text(markup.kind, size, calibration.unit, language)


def _drawings(tree: DocumentTree, language: Language) -> list[tuple[tuple[int | None, int | None], str, Drawing]]:
    with_areas = len(tree.areas) > 1
    found = []
    for area in tree.areas:
        for part in area.disciplines:
            name = part.name or words.NO_DISCIPLINE.say(language)
            folder = safe_name(f"{area.name} - {name}" if with_areas and area.name else name)
            found += [((area.id, part.id), folder, drawing) for drawing in part.drawings]
    return found
