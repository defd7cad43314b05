"""One benchmark for ``python -m benchmarks``: its figures go to a file, a line of JSON for each, as they come."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from benchmarks.figures import as_json


def main(name: str, out: str, *arguments: str) -> None:
    module = importlib.import_module(f"benchmarks.{name}")
    with Path(out).open("w", encoding="utf-8") as file:
        for told in module.figures(module.options().parse_args(arguments)):
            file.write(json.dumps(as_json(told)) + "\n")
            file.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
