"""Damaged PDFs, seeded, and what the viewer's painters make of them.

    python -m tests.drawings.mutants FOLDER [--count 1000] [--seed N]

Each is opened, drawn whole and at 800 %, and its text is read, as the window does it; every question must be answered
within the time limit, and afterwards a good sheet must be drawn. Prints how many were drawn, refused, crashed their
painter or took too long, and how many of those a worker had inspected without a word before.
"""

from __future__ import annotations

import argparse
import asyncio
import queue
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from app.domain.failures import Failure, Reason
from app.domain.files import Depth
from app.drawings.render import Delivery, Renderer, RenderFailed, TileKey
from app.drawings.worker_pool import PdfWorkers
from app.sandbox.plain_sheet import plain_sheet

SEED = 20_261_122
#: Larger real sheets take longer to draw than they add.
LARGEST = 300_000
#: Seconds for one picture of a damaged sheet.
TIME_LIMIT = 10.0


def mutations(originals: list[bytes], count: int, seed: int = SEED) -> Iterator[bytes]:
    """Bytes changed, pieces taken out, doubled, or the end cut off."""
    dice = random.Random(seed)
    for _ in range(count):
        data = bytearray(dice.choice(originals))
        for _ in range(dice.choice((0, 1, 10, 200))):
            data[dice.randrange(len(data))] = dice.randrange(256)
        start, length = dice.randrange(len(data)), dice.randrange(1, 20_000)
        match dice.randrange(6):
            case 0:
                del data[start : start + length]
            case 1:
                data[start:start] = data[start : start + length]
            case 2:
                del data[start:]
            case 3:  # numbers: lengths, offsets, sizes of pages and pictures
                for place in [place for place, byte in enumerate(data) if 48 <= byte <= 57][:: dice.randrange(5, 500)]:
                    data[place] = dice.randrange(48, 58)
        yield bytes(data)


class Reader:
    """Opens files as the window does. ``close`` it."""

    def __init__(self, time_limit: float = TIME_LIMIT) -> None:
        self._inbox: queue.Queue[Delivery] = queue.Queue()
        self._patience = 6 * time_limit + 30
        self.renderer = Renderer(time_limit=time_limit)
        self._channel = self.renderer.channel(self._inbox.put)

    def look_at(self, path: Path) -> str:
        """What became of the first page: "drawn", or the reason why not. Raises queue.Empty where nobody answers."""
        self._channel.ask_page(path, 0)
        verdicts = [self._verdict()]
        if verdicts == ["drawn"]:
            keys = [TileKey(path, 0, 0, 0, box=(1200, 800)), TileKey(path, 0, 0, 6, 0, 0)]
            self._channel.request(keys)
            verdicts += [self._verdict() for _ in keys]
        if set(verdicts) == {"drawn"}:
            self._channel.ask_text(path, 0)
            verdicts.append(self._verdict())
        return next((one for one in verdicts if one != "drawn"), "drawn")

    def close(self) -> None:
        self._channel.close()
        self.renderer.close()

    def _verdict(self) -> str:
        delivery = self._inbox.get(timeout=self._patience)
        if not isinstance(delivery, RenderFailed):
            return "drawn"
        reason = delivery.failure.reason
        return reason.value if reason is not None else delivery.failure.code.value


def look_at_all(
    originals: list[bytes], count: int, folder: Path, seed: int = SEED
) -> tuple[Counter[str], Counter[str]]:
    """Every verdict, and those on files that a worker had inspected without a word."""
    reader = Reader()
    verdicts: Counter[str] = Counter()
    after_inspection: Counter[str] = Counter()
    good = folder / "good.pdf"
    good.write_bytes(plain_sheet(("A-101", "Floor plan")))
    try:
        for number, data in enumerate(mutations(originals, count, seed)):
            path = folder / f"{number}.pdf"
            path.write_bytes(data)
            verdict = reader.look_at(path)
            verdicts[verdict] += 1
            if verdict in (Reason.DRAWING_CRASHED.value, Reason.TOO_SLOW.value) and _inspected(path):
                after_inspection[verdict] += 1
            if verdict != "drawn" and reader.look_at(good) != "drawn":
                raise AssertionError(f"after mutant {number} of seed {seed} a good sheet is not drawn any more")
            path.unlink()
    finally:
        reader.close()
    return verdicts, after_inspection


def _inspected(path: Path) -> bool:
    async def run() -> None:
        workers = PdfWorkers(1)
        try:
            await workers.inspect(path, Depth.PREVIEWS, prefix=path.with_suffix(""), longest=256, most=1)
        finally:
            await workers.aclose()

    try:
        asyncio.run(run())
    except Failure:
        return False
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="real sheets")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    originals = [path.read_bytes() for path in sorted(options.folder.glob("*.pdf")) if path.stat().st_size < LARGEST]
    if not originals:
        sys.exit("needs a folder of PDF files")
    before = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="planrack-mutants-") as folder:
        verdicts, after_inspection = look_at_all(originals, options.count, Path(folder), options.seed)
    print(f"{verdicts.total()} mutants in {time.monotonic() - before:.0f} s, seed {options.seed}")
    for verdict, count in verdicts.most_common():
        print(f"  {verdict}: {count}")
    print(f"of those inspected without a word before: {dict(after_inspection) or 'none crashed, none took too long'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
