"""The JSON answers of the command line: a public interface, so every member is written out here by hand.

Times are ISO 8601 UTC, sizes bytes, ids numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.failing import described
from app.commands.formats import iso
from app.domain.issue_words import NO_DISCIPLINE
from app.domain.markups import MarkupKind
from app.domain.measures import quantity
from app.domain.states import CacheState
from app.domain.views import MARK_END, MARK_START

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain import views
    from app.domain.access import Access, Folder
    from app.domain.events import RunReport
    from app.domain.markups import ListedMarkup
    from app.domain.measures import Calibration, Total
    from app.domain.texts import Language

Json = dict[str, object]


def project(item: views.Project) -> Json:
    return {"id": item.id, "name": item.name, "created_at": iso(item.created_at)}


def listed_project(item: views.Project) -> Json:
    return {**project(item), "number": item.number, "archived": item.archived}


def member(item: views.Member, active: views.Member) -> Json:
    return {
        "id": item.id,
        "name": item.name,
        "email": item.email,
        "role": item.role.value,
        "active": item.id == active.id,
    }


def permission(access: Access, folder: Folder, names: Mapping[Folder, str]) -> Json:
    """``source``: the folder where the level was set, null where the role decides."""
    found = access.effective(folder)
    return {
        "member": access.member.name,
        "role": access.member.role.value,
        "folder": folder,
        "name": names[folder],
        "level": found.level.value,
        "cause": found.cause.value,
        "source": found.source,
    }


def account(item: views.Account) -> Json:
    return {
        "login": item.login,
        "name": item.name,
        "procore_user_id": item.procore_user_id,
        "signed_in": item.signed_in,
    }


def procore(link: views.Link | None) -> Json | None:
    """The Procore side of a link, as ``status`` and ``connect`` show it."""
    if link is None:
        return None
    return {
        "company_id": link.company_id,
        "project_id": link.procore_project_id,
        "name": link.name,
        "login": link.login,
    }


def account_projects(item: views.AccountProjects, language: Language) -> Json:
    answer: Json = {
        "login": item.login,
        "shown": item.shown,
        "total": item.total,
        "projects": [
            {"id": found.id, "name": found.name, "company_id": found.company_id, "company": found.company}
            for found in item.projects[: item.shown]
        ],
        "hidden": [
            {
                "company_id": company.company_id,
                "company": company.company,
                "reason": company.reason,
                "since": iso(company.since),
            }
            for company in item.hidden
        ],
    }
    if item.failure is not None:
        answer["failure"] = described(item.failure, language)
    return answer


def status(item: views.ProjectStatus, language: Language) -> Json:
    link, folder = item.project.link, item.status
    failure = folder.failure
    return {
        "id": item.project.id,
        "name": item.project.name,
        "procore": procore(link),
        "state": folder.state.value,
        "time": iso(folder.time),
        "last_success": iso(folder.last_success),
        "failure": None if failure is None else {**described(failure, language), "at": iso(failure.at)},
        "next_attempt": iso(folder.next_attempt),
        "drawings": folder.drawings,
        "revisions": folder.revisions,
        "bytes": folder.bytes,
        "watermark": None if link is None else iso(link.watermark),
        "offline": folder.offline,
        "bid_until": iso(folder.bid_until),
    }


def run(report: RunReport, language: Language) -> Json:
    return {
        "project": report.project,
        "outcome": report.outcome.value,
        "failure": None if report.failure is None else described(report.failure, language),
        "full": report.full,
        "requests": report.requests,
        "files": report.files,
        "bytes": report.bytes,
        "seconds": round(report.seconds, 3),
        "added": report.added,
        "reordered": report.reordered,
        "withdrawn": report.withdrawn,
        "changed": report.changed,
    }


def tree(item: views.DocumentTree, language: Language) -> Json:
    return {
        "project": item.project.name,
        "areas": [
            {
                "name": area.name,
                "disciplines": [
                    {
                        "name": discipline.name or NO_DISCIPLINE.say(language),
                        "drawings": [_drawing(found) for found in discipline.drawings],
                    }
                    for discipline in area.disciplines
                ],
            }
            for area in item.areas
        ],
    }


def _drawing(item: views.Drawing) -> Json:
    return {
        "procore_id": item.procore_id,
        "number": item.number,
        "title": item.title,
        "withdrawn": item.withdrawn is not None,
        "older_in_procore": item.older_in_procore,
        "entries": [_entry(entry) for entry in item.entries],
    }


def _entry(item: views.Entry) -> Json:
    return {
        "procore_id": item.procore_id,
        "revision_number": item.revision_number,
        "kind": item.kind.value,
        "current": item.current,
        # The four values are a promise to programs: what an archive lacks is "waiting" for them, as it was.
        "cache": (CacheState.WAITING if item.cache is CacheState.ABSENT else item.cache).value,
        "sha256": item.sha256,
        "bytes": item.bytes,
        "path": None if item.path is None else str(item.path),
        "annotations": item.annotations,
    }


def search(project: str, query: str, found: views.SearchResults) -> Json:
    return {
        "project": project,
        "query": query.encode("utf-8", "replace").decode(),
        "results": [
            {
                "match": hit.match.value,
                "procore_id": hit.drawing_id,
                "number": hit.number,
                "title": hit.title,
                "withdrawn": hit.withdrawn,
                "revision": {
                    "procore_id": hit.revision_id,
                    "revision_number": hit.revision_number,
                    "current": hit.current,
                },
                "page": hit.page + 1,
                "snippet": plain(hit.snippet) or None,
                "path": None if hit.path is None else str(hit.path),
            }
            for hit in found.hits
        ],
        "more": found.more,
        "unread": found.unread,
    }


def markups(
    project: str,
    listed: Sequence[ListedMarkup],
    scales: Mapping[tuple[int, int], Calibration],
    found: Sequence[Total],
    unreadable: int,
) -> Json:
    return {
        "project": project,
        "markups": [_markup(one, scales.get((one.markup.entry_id, one.markup.page))) for one in listed],
        "totals": [
            {
                "kind": one.kind.value,
                "layer": one.layer,
                "label": one.label,
                "markups": one.marks,
                "quantity": one.quantity,
                "unit": _si_unit(one.kind),
                "unscaled": one.unscaled,
                "unverified": one.unverified,
                "to_check": one.to_check,
            }
            for one in found
        ],
        "unreadable": unreadable,
    }


def _markup(one: ListedMarkup, calibration: Calibration | None) -> Json:
    mark = one.markup
    size = quantity(mark, None if calibration is None else calibration.metres_per_point)
    return {
        "id": mark.id,
        "kind": mark.kind.value,
        "text": mark.text,
        "layer": mark.layer,
        "status": mark.status.value,
        "author": mark.author,
        "created_at": iso(mark.created_at),
        "modified_at": iso(mark.modified_at),
        "carried": None if mark.carried is None else mark.carried.value,
        "source_id": mark.source_id,
        "procore_id": one.drawing_id,
        "number": one.number,
        "title": one.title,
        "withdrawn": one.withdrawn is not None,
        "revision": {
            "procore_id": one.revision_id,
            "revision_number": one.revision_number,
            "kind": one.entry_kind.value,
            "current": one.current,
        },
        "page": mark.page + 1,
        "quantity": size,
        "unit": None if size is None else _si_unit(mark.kind),
    }


def _si_unit(kind: MarkupKind) -> str | None:
    """Of a quantity in JSON, whatever people see; None: things that were counted."""
    return None if kind is MarkupKind.COUNT else "m2" if kind is MarkupKind.AREA else "m"


def plain(snippet: str) -> str:
    """The text around found words, without the marks."""
    return snippet.replace(MARK_START, "").replace(MARK_END, "")


def change(item: views.Change) -> Json:
    return {
        "at": iso(item.at),
        "kind": item.kind.value,
        "drawing": item.drawing,
        "before": item.before,
        "after": item.after,
        "drawing_id": item.drawing_id,
        "title": item.title,
        "discipline": item.discipline,
        "revision_id": item.revision_id,
        "revision": item.revision,
        "set": item.drawing_set,
        "first": item.first,
    }
