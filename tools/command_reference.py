#!/usr/bin/env python3
"""The pages about commands and failures in ``docs``, in both languages, made from the program itself.

python tools/command_reference.py             write them
python tools/command_reference.py --record    first record the examples anew, from a sandbox
python tools/command_reference.py --check     change nothing; fail where a page is not what would be written
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from reference import pages, recording  # noqa: E402 - found by the line above

DOCS = ROOT / "docs"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--record", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.check:
        stale = [name for name, text in pages.pages().items() if _there(name) != text]
        print("\n".join(f"docs/{name} is stale" for name in stale) if stale else "command reference: up to date")
        return 1 if stale else 0
    if chosen.record:
        recording.save(recording.record(), pages.EXAMPLES)
    for name, text in pages.pages().items():
        (DOCS / name).parent.mkdir(exist_ok=True)
        (DOCS / name).write_text(text, encoding="utf-8")
    return 0


def _there(name: str) -> str | None:
    path = DOCS / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main())
