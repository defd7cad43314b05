"""The hand that turns the world while programs look at it: ``/control/...``, JSON in and out, loopback only.

``POST /control/<act>`` with the members named in the table below; ``GET /control/state``, ``GET /control/requests``,
``GET /control/faults``; ``DELETE /control/requests``, ``DELETE /control/faults``.
A drawing is given by id or number, a user by id or login, a project, company, area, set or discipline by id or name.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.sandbox.faults import Fault
from app.sandbox.state import state
from app.sandbox.world import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from app.sandbox.faults import FaultTable
    from app.sandbox.journal import Journal
    from app.sandbox.tokens import TokenBook
    from app.sandbox.world import World

Body = dict[str, Any]


class Control:
    def __init__(self, world: World, tokens: TokenBook, faults: FaultTable, journal: Journal) -> None:
        self._world = world
        self._tokens = tokens
        self._faults = faults
        self._journal = journal
        self._acts: dict[str, Callable[[Body], Body | None]] = {
            "publish": self._publish,  # drawing, label, set?, date?, reviewed?, markups?, pdf? (base64)
            "review": lambda body: self._world.review(body["revision"]),
            "reorder": self._reorder,  # drawing, order, bump?
            "obsolete": self._obsolete,  # drawing, obsolete?, bump?
            "delete": self._delete,  # revision or drawing, deleted?
            "rename": self._rename,  # drawing, number?, title?, bump?
            "relabel": lambda body: self._world.relabel(body["revision"], body["label"]),
            "move": self._move,  # drawing, discipline (null: none), area?, bump?
            "replace": lambda body: self._world.replace_file(body["revision"], _pdf(body)),  # revision, pdf?
            "install": self._install,  # company, installed
            "access": self._access,  # user, project, allowed
            "tool": self._tool,  # project, enabled
            "rules": lambda body: self._world.set_rules(**body),  # any member of Rules
            "clock": lambda body: self._world.shift(body["shift"]),  # seconds
            "tokens": self._revoke,  # user: all of their tokens; or expire: true
            "faults": lambda body: {"fault": self._faults.add(Fault.from_json(body))},
        }

    def routes(self) -> list[Route]:
        return [
            Route("/control/state", self._state, methods=["GET"]),
            Route("/control/requests", self._requests, methods=["GET", "DELETE"]),
            Route("/control/faults", self._list_faults, methods=["GET", "DELETE"]),
            Route("/control/{act}", self._act, methods=["POST"]),
        ]

    async def _act(self, request: Request) -> Response:
        act = self._acts.get(request.path_params["act"])
        if act is None:
            return JSONResponse({"error": "no such act", "acts": sorted(self._acts)}, status_code=404)
        try:
            body = json.loads(await request.body() or b"{}")
            return JSONResponse(act(body) or {})
        except Unknown as error:
            return JSONResponse({"error": str(error)}, status_code=404)
        except (KeyError, TypeError, ValueError) as error:
            return JSONResponse({"error": f"{type(error).__name__}: {error}"}, status_code=422)

    async def _state(self, request: Request) -> Response:
        return JSONResponse(state(self._world))

    async def _requests(self, request: Request) -> Response:
        if request.method == "DELETE":
            self._journal.clear()
        return JSONResponse(self._journal.as_json())

    async def _list_faults(self, request: Request) -> Response:
        if request.method == "DELETE":
            self._faults.clear()
        return JSONResponse([{"fault": number, "seen": seen} | asdict(one) for number, one, seen in self._faults.all()])

    # -- the acts that need more than one line ----------------------------------------------------------------

    def _publish(self, body: Body) -> Body:
        drawing = self._world.drawing(body["drawing"])
        sets = {one.name: one.id for one in self._world.sets_of(drawing.project_id)}
        revision = self._world.publish(
            drawing.id,
            body["label"],
            set_id=_named(sets, body["set"]) if "set" in body else None,
            drawing_date=date.fromisoformat(body["date"]) if "date" in body else None,
            reviewed=body.get("reviewed", True),
            public_markups=body.get("markups", False),
            content=_pdf(body),
        )
        return {"revision": revision.id}

    def _reorder(self, body: Body) -> None:
        drawing = self._world.drawing(body["drawing"])
        self._world.reorder(drawing.id, body["order"], bump=body.get("bump", False))

    def _obsolete(self, body: Body) -> None:
        drawing = self._world.drawing(body["drawing"])
        self._world.set_obsolete(drawing.id, body.get("obsolete", True), bump=body.get("bump", True))

    def _delete(self, body: Body) -> None:
        deleted = body.get("deleted", True)
        if "revision" in body:
            self._world.delete(body["revision"], deleted)
        else:
            self._world.delete_drawing(self._world.drawing(body["drawing"]).id, deleted)

    def _rename(self, body: Body) -> None:
        drawing = self._world.drawing(body["drawing"])
        bump = body.get("bump", True)
        self._world.rename(drawing.id, number=body.get("number"), title=body.get("title"), bump=bump)

    def _move(self, body: Body) -> None:
        drawing = self._world.drawing(body["drawing"])
        disciplines = {one.name: one.id for one in self._world.disciplines_of(drawing.project_id)}
        areas = {one.name: one.id for one in self._world.areas_of(drawing.project_id)}
        wanted = body.get("discipline", drawing.discipline_id)
        self._world.move(
            drawing.id,
            discipline_id=None if wanted is None else _named(disciplines, wanted),
            area_id=_named(areas, body["area"]) if "area" in body else None,
            bump=body.get("bump", True),
        )

    def _install(self, body: Body) -> None:
        self._world.install(self._world.company(body["company"]).id, body["installed"])

    def _access(self, body: Body) -> None:
        user, project = self._world.user(body["user"]), self._world.project(body["project"])
        self._world.set_access(user.id, project.id, body["allowed"])

    def _tool(self, body: Body) -> None:
        self._world.set_drawings_tool(self._world.project(body["project"]).id, body["enabled"])

    def _revoke(self, body: Body) -> None:
        if "user" in body:
            self._tokens.revoke_user(self._world.user(body["user"]).id)
        if body.get("expire"):
            self._tokens.expire_all()


def _named(ids: dict[str, int], reference: int | str) -> int:
    if reference in ids.values():
        return int(reference)
    if reference not in ids:
        raise Unknown(f"nothing here is called {reference!r}")
    return ids[str(reference)]


def _pdf(body: Body) -> bytes | None:
    if "pdf" not in body:
        return None
    try:
        return base64.b64decode(body["pdf"], validate=True)
    except binascii.Error as error:
        raise ValueError(f"pdf is not base64: {error}") from None
