"""Sheets for comparing: drawn by reportlab with a seed, with changes that are known to the point."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.drawings.pages import OpenPages
from app.drawings.tiles import Frame

WIDTH, HEIGHT = 1224.0, 792.0


@dataclass(frozen=True)
class Plan:
    """What a sheet shows. ``fill``: grey of a patch, 1 for none; ``note``: a line of writing 6 points high."""

    seed: int = 1
    note: str = "12'-6\""
    wall: bool = False
    fill: float = 1.0
    frame_only: bool = False


#: Where the changes are, in points from the top left: left, top, right, bottom.
NOTE, WALL, FILL = (300, 300, 330, 310), (640, 200, 840, 203), (900, 500, 1000, 600)


def write(path: Path, *plans: Plan, rotate: int = 0, size: float = 1.0) -> Path:
    """One page for each plan, ``size`` times as large, with /Rotate; the turned content shows upright again."""
    canvas = Canvas(str(path), pagesize=(WIDTH * size, HEIGHT * size), invariant=1, pageCompression=1)
    for plan in plans:
        if rotate == 90:
            canvas.setPageRotation(90)  # reportlab swaps the sides by itself
            canvas.transform(0, 1, -1, 0, HEIGHT * size, 0)
        canvas.scale(size, size)
        _draw(canvas, plan)
        canvas.showPage()
    canvas.save()
    return path


def _draw(canvas: Canvas, plan: Plan) -> None:
    chance = random.Random(plan.seed)
    canvas.setLineWidth(1)
    canvas.rect(20, 20, WIDTH - 40, HEIGHT - 40)
    canvas.rect(WIDTH - 180, 20, 160, HEIGHT - 40)
    if plan.frame_only:
        return
    if plan.fill < 1:
        canvas.setFillGray(plan.fill)
        left, top, right, bottom = FILL
        canvas.rect(left, HEIGHT - bottom, right - left, bottom - top, stroke=0, fill=1)
        canvas.setFillGray(0)
    canvas.setLineWidth(0.4)
    for _ in range(70):
        x, y = chance.uniform(60, 900), chance.uniform(60, 640)
        canvas.rect(x, y, chance.uniform(10, 120), chance.uniform(10, 90))
        canvas.line(x, y, x + chance.uniform(-80, 80), y + chance.uniform(-80, 80))
    canvas.setFont("Helvetica", 6)
    for _ in range(60):
        words = "".join(chance.choice("ABCDEFGHKLMNPRSTUVW0123456789 ") for _ in range(12))
        canvas.drawString(chance.uniform(60, 900), chance.uniform(60, 700), words)
    # Nothing of the rest may hide what changes.
    canvas.setFillGray(1)
    for box in (NOTE, WALL):
        canvas.rect(box[0] - 3, HEIGHT - box[3] - 3, box[2] - box[0] + 6, box[3] - box[1] + 6, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(NOTE[0], HEIGHT - NOTE[3] + 2, plan.note)
    if plan.wall:
        canvas.rect(WALL[0], HEIGHT - WALL[3], WALL[2] - WALL[0], WALL[3] - WALL[1])


def scan(vector: Path, out: Path, *, degrees: float = 0.6, noise: float = 14.0, seed: int = 7) -> Path:
    """The first page as a scanner gives it back: 150 dots an inch, askew, with noise, paper not quite white."""
    pages = OpenPages()
    width, height = (round(side * 150 / 72) for side in (WIDTH, HEIGHT))
    pixels = pages.draw(vector, 0, 0, Frame(width, height, 0, 0, width, height), lambda: True)
    pages.close()
    assert pixels is not None
    grey = cv2.cvtColor(np.frombuffer(pixels, np.uint8).reshape(height, width, 4), cv2.COLOR_BGRA2GRAY)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 0.99)
    grey = cv2.warpAffine(grey, turn, (width, height), borderValue=(255,))
    noisy = grey * 0.95 + np.random.default_rng(seed).normal(0, noise, grey.shape)
    paper = np.clip(noisy, 0, 255).astype(np.uint8)
    canvas = Canvas(str(out), pagesize=(WIDTH, HEIGHT), invariant=1)
    image = ImageReader(io.BytesIO(cv2.imencode(".png", paper)[1].tobytes()))
    canvas.drawImage(image, 0, 0, WIDTH, HEIGHT)
    canvas.showPage()
    canvas.save()
    return out


def changed(plan: Plan, **changes: object) -> Plan:
    return replace(plan, **changes)  # type: ignore[arg-type]
