"""Real answers of every command, from a sandbox, as the examples of the command reference."""

from __future__ import annotations

import contextlib
import io
import json
import platform
import re
import shlex
import tempfile
import uuid
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import cli
from app.commands.demo import DemoSummary
from app.commands.program import Invocation, Program
from app.demo import MemoryKeyring, demo_settings
from app.domain.markups import Geometry, Markup, MarkupKind
from app.domain.measures import Calibration, LengthUnit
from app.domain.plane import Point
from app.sandbox.browser_stand_in import allow
from app.sandbox.server import Sandbox, announcement
from app.workspace import Workspace

#: What is shown instead of the folders of the machine where the examples were recorded.
_HOME = "/home/marie/.local/share/Planrack"
_LONGEST = 2  # members of a list


@dataclass(frozen=True, slots=True)
class Example:
    """``typed``: the arguments, without ``--json``."""

    typed: tuple[str, ...]
    answer: Any


def record() -> dict[str, Example]:
    """By command. Signs in, links, syncs, draws, damages a file and repairs it, all in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder, Sandbox("tiny") as sandbox:
        return _Recorder(Path(folder), sandbox).run()


class _Recorder:
    def __init__(self, folder: Path, sandbox: Sandbox) -> None:
        self._folder = folder
        self._sandbox = sandbox
        settings = demo_settings(sandbox, folder / "data")
        keyring = MemoryKeyring()
        self._program = Program(
            environment={
                "PLANRACK_HOME": str(settings.home),
                "PLANRACK_PROCORE_API": settings.api,
                "PLANRACK_PROCORE_LOGIN": settings.login,
                "PLANRACK_CLIENT_ID": settings.client_id or "",
                "PLANRACK_CLIENT_SECRET": settings.client_secret or "",
                "PLANRACK_REDIRECT_PORT": str(settings.redirect_port),
                "LANG": "en_CA.UTF-8",
            },
            open_workspace=lambda chosen: Workspace.open(chosen, keyring=keyring),
            run_demo=self._demo,
        )
        self._examples: dict[str, Example] = {}

    def run(self) -> dict[str, Example]:
        project, signed_in = "Petite maison", webbrowser.open
        webbrowser.open = lambda url, *_rest: bool(allow(url))
        try:
            self._run("login")
        finally:
            webbrowser.open = signed_in
        self._name_the_owner()
        self._run("accounts")
        seen = self._run("procore-projects")["accounts"][0]
        self._run("projects create", project, "--created-at", "2025-11-03T09:00:00Z", "--number", "25-014")
        self._run("projects list")
        self._run("connect", project, str(seen["projects"][0]["id"]))
        self._run("sync")
        self._run("schedule", project, "--interval", "1h")
        self._run("status")
        number = self._run("tree", project)["areas"][0]["disciplines"][0]["drawings"][0]["number"]
        self._run("search", project, number)
        self._draw(number)
        self._run("markups", project)
        self._run("changes", project)
        self._run("fetch-older", project, "--drawing", number)
        self._run("export", project, str(self._folder / "exported"))
        self._damage(number)
        self._run("verify", project)
        self._run("verify", project, "--repair")
        self._run("members add", "Luc", "luc@example.com", "--role", "viewer")
        self._run("members list")
        self._run("members permissions", project, "--member", "Luc", "--set", "annotate")
        self._run("members role", "Luc", "collaborator")
        self._run("members use", "Luc")
        self._run("members use", "1")
        self._run("members remove", "Luc")
        self._run("doctor")
        self._run("projects rename", project, "Grande maison")
        self._run("disconnect", "Grande maison")
        self._run("projects archive", "Grande maison")
        self._run("logout")
        self._run("demo", "--headless")
        self._keep("sandbox", ("--scenario", "tiny"), announcement(self._sandbox))
        return self._examples

    def _run(self, command: str, *arguments: str) -> Any:
        said, noted = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(noted):
            cli.run([*command.split(), *arguments, "--json"], self._program)
        answer = json.loads(said.getvalue())
        if "error" in answer:
            raise RuntimeError(f"{command}: {answer}")
        self._keep(command, arguments, answer)
        return answer

    def _keep(self, command: str, arguments: tuple[str, ...], answer: Any) -> None:
        typed = (*command.split(), *(self._elsewhere(one) for one in arguments))
        self._examples.setdefault(command, Example(typed, self._shortened(answer)))

    def _shortened(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._shortened(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self._shortened(part) for part in value[:_LONGEST]]
        return self._elsewhere(value) if isinstance(value, str) else value

    def _elsewhere(self, text: str) -> str:
        text = text.replace(str(self._folder / "data"), _HOME).replace(str(self._folder), "/home/marie")
        text = text.replace(platform.platform(), "Linux-6.12-x86_64-with-glibc2.41")
        return re.sub(r"(?<=127\.0\.0\.1:)\d+", "8000", text)

    def _name_the_owner(self) -> None:
        """Not as the account of this machine is called."""
        with contextlib.closing(Invocation(self._program, True)) as call:
            members = call.store.members
            owner = members.active()
            members.edit(owner.id, name="Marie Tremblay", email="marie.tremblay@example.com", role=owner.role)

    def _draw(self, number: str) -> None:
        """A wall that was measured, on the sheet with this number."""
        with contextlib.closing(Invocation(self._program, True)) as call:
            store = call.store
            (drawing,) = store.shown.numbered(1, number)
            geometry = Geometry((Point(100, 100), Point(820, 100)))
            mark = Markup(
                str(uuid.uuid4()), drawing.entries[-1].id, 0, "Walls", MarkupKind.LENGTH, geometry, text="=Wall W3"
            )
            store.annotations.add([mark])
            store.calibrations.put(Calibration(mark.entry_id, 0, 30 / 720, LengthUnit.METRES, "1:118"))

    def _demo(self, call: Invocation, *, headless: bool) -> DemoSummary:
        """The sync above, as the demo sums its own up: a window is too much for an example."""
        status = self._examples["status"].answer["projects"][0]
        (run,) = self._examples["sync"].answer["runs"]
        home = call.settings.home / "demo"
        return DemoSummary(
            home=home,
            project=status["name"],
            state=status["state"],
            drawings=status["drawings"],
            revisions=status["revisions"],
            bytes=status["bytes"],
            seconds=run["seconds"],
            screenshots=tuple(home / "screenshots" / name for name in ("1-projects.png", "2-documents.png")),
        )

    def _damage(self, number: str) -> None:
        for area in self._run("tree", "1")["areas"]:
            for part in area["disciplines"]:
                for drawing in part["drawings"]:
                    if drawing["number"] == number:
                        path = Path(drawing["entries"][-1]["path"])
                        path.chmod(0o600)
                        path.write_bytes(path.read_bytes()[:-1] + b"x")


def typed(example: Example) -> str:
    """As it is typed in a shell."""
    return shlex.join(["planrack", *example.typed, "--json"])


def save(examples: dict[str, Example], file: Path) -> None:
    kept = {name: {"typed": list(one.typed), "answer": one.answer} for name, one in examples.items()}
    file.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load(file: Path) -> dict[str, Example]:
    kept = json.loads(file.read_text(encoding="utf-8"))
    return {name: Example(tuple(one["typed"]), one["answer"]) for name, one in kept.items()}
