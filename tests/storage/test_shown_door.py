"""The window and the commands have one door to the documents, the one that knows the active member (S52)."""

from __future__ import annotations

import re
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
#: What of the store shows drawings without asking who looks. The demo makes its own workspace, for its owner.
_UNGATED = re.compile(r"documents\.(problems|tree|drawing|files|statuses)\(|ledger\.changes\(|store\.search\(")


def test_documents_are_read_through_what_the_member_may_see() -> None:
    looking = [*(APP / "ui").rglob("*.py"), *(APP / "commands").glob("*.py"), APP / "window.py", APP / "screenshots.py"]
    found = {str(path.relative_to(APP)) for path in looking if _UNGATED.search(path.read_text(encoding="utf-8"))}
    # Whether a project is ready for site is a question about all of it, and asks for "manage" before. Diagnostics name
    # no project, and are for whoever helps.
    assert found <= {"commands/verify.py", "commands/doctor.py"}
