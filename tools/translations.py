#!/usr/bin/env python3
"""The window's catalogues: French in full, English for its plural forms only.

    python tools/translations.py                  read the sources, renew the .ts files, compile the .qm files
    python tools/translations.py --fill FILE      the same, first taking translations from a JSON file
                                                  {"source" or "Context|source": "French" or ["one", "many"], …};
                                                  a source without its context fills only what has no French yet
    python tools/translations.py --check          change nothing; fail where something is missing, stale or not compiled

Both kinds of file are committed, so that the program runs from a checkout without any of Qt's tools.
"""

from __future__ import annotations

import argparse
import copy
import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
FRENCH = FOLDER / "planrack_fr.ts"
ENGLISH = FOLDER / "planrack_en.ts"

Translation = str | list[str]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--fill", type=Path, metavar="FILE")
    chosen = parser.parse_args(arguments)
    if chosen.check:
        problems = check()
        print("\n".join(problems) if problems else "translations: complete and compiled")
        return 1 if problems else 0
    given = json.loads(chosen.fill.read_text(encoding="utf-8")) if chosen.fill else {}
    renew(FOLDER, given)
    missing = unfinished(FRENCH) + unfinished(ENGLISH)
    print("\n".join(missing) if missing else "translations: complete")
    return 1 if missing else 0


def renew(folder: Path, given: dict[str, Translation]) -> None:
    """Bring the catalogues in ``folder`` up to date with the sources and compile them."""
    folder.mkdir(parents=True, exist_ok=True)
    french, english = folder / FRENCH.name, folder / ENGLISH.name
    known = _messages(french) if french.is_file() else {}
    extracted = _extracted()
    _write(_french(extracted, known, given), french)
    _write(_english(extracted), english)
    for catalogue in (french, english):
        _tool("lrelease", [str(catalogue), "-qm", str(catalogue.with_suffix(".qm"))])


def check() -> list[str]:
    """What is wrong with the committed catalogues: one line each."""
    problems = unfinished(FRENCH) + unfinished(ENGLISH)
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name) / "translations"
        shutil.copytree(FOLDER, fresh)
        renew(fresh, {})
        for catalogue in (FRENCH, ENGLISH):
            if _messages(catalogue) != _messages(fresh / catalogue.name):
                problems.append(f"{catalogue.name}: not up to date with the sources; run tools/translations.py")
            compiled = catalogue.with_suffix(".qm")
            if not compiled.is_file() or compiled.read_bytes() != (fresh / compiled.name).read_bytes():
                problems.append(f"{compiled.name}: not compiled from its .ts; run tools/translations.py")
    return problems


def unfinished(catalogue: Path) -> list[str]:
    """Every text of ``catalogue`` that has no finished translation."""
    return [
        f"{catalogue.name}: {context}: {source!r} has no translation"
        for (context, source), forms in _messages(catalogue).items()
        if not forms or not all(forms)
    ]


def _messages(catalogue: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """(context, source) → its translated forms; empty where it is unfinished."""
    found = {}
    for context in ET.parse(catalogue).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            node = message.find("translation")
            forms: tuple[str, ...] = ()
            if node is not None and node.get("type") != "unfinished":
                plural = [form.text or "" for form in node.iter("numerusform")]
                forms = tuple(plural) if plural else (node.text or "",)
            found[name, message.findtext("source") or ""] = forms
    return found


def _extracted() -> ET.Element:
    """Every text of the sources, without translations.

    lupdate starts from nothing each time: its merging guesses, and it overlooks the plural in
    ``QCoreApplication.translate(…, n)`` unless the number is a literal. Here ``%n`` makes a plural.
    """
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name) / "fresh.ts"
        sources = [str(path.relative_to(ROOT)) for path in _sources()]
        _tool("lupdate", ["-locations", "none", "-source-language", "en", *sources, "-ts", str(fresh)])
        root = ET.parse(fresh).getroot()
    for message in root.iter("message"):
        for comment in message.findall("extracomment"):
            message.remove(comment)  # our "#:" comments explain code, not texts
        if "%n" in (message.findtext("source") or ""):
            message.set("numerus", "yes")
    return root


def _french(
    extracted: ET.Element, known: dict[tuple[str, str], tuple[str, ...]], given: dict[str, Translation]
) -> ET.Element:
    root = copy.deepcopy(extracted)
    root.set("language", "fr_CA")
    for context in root.iter("context"):
        for message in context.iter("message"):
            name, source = context.findtext("name") or "", message.findtext("source") or ""
            # A source alone fills gaps only: one word is a button here and a heading there.
            text = given.get(f"{name}|{source}") or list(known.get((name, source), ())) or given.get(source, [])
            spaced = _spaced(text) if isinstance(text, str) else [_spaced(one) for one in text]
            _set(message, spaced, forms=2 if message.get("numerus") else 1)
    return root


def _spaced(french: str) -> str:
    """With a space that does not break before a colon and the like, and inside guillemets."""
    return re.sub(r" (?=[:;!?»%](?:\W|$))|(?<=«) ", "\u00a0", french)


def _english(extracted: ET.Element) -> ET.Element:
    """Plurals only, and they follow from the source: ``%n revision(s)`` is "1 revision" and "%n revisions"."""
    root = copy.deepcopy(extracted)
    root.set("language", "en")
    for context in root.findall("context"):
        for message in context.findall("message"):
            if message.get("numerus"):
                source = message.findtext("source") or ""
                _set(message, [_one(source), _many(source)], forms=2)
            else:
                context.remove(message)
        if context.find("message") is None:
            root.remove(context)
    return root


def _one(source: str) -> str:
    return source.replace("(s)", "").replace("(es)", "").replace("need attention", "needs attention")


def _many(source: str) -> str:
    return source.replace("(s)", "s").replace("(es)", "es")


def _set(message: ET.Element, text: Translation, *, forms: int) -> None:
    for old in message.findall("translation"):
        message.remove(old)
    node = ET.SubElement(message, "translation")
    texts = [text] * forms if isinstance(text, str) else text
    if len(texts) != forms or not all(texts):
        node.set("type", "unfinished")
        texts = [""] * forms
    if forms == 1:
        node.text = texts[0]
        return
    for one in texts:
        ET.SubElement(node, "numerusform").text = one


def _write(root: ET.Element, catalogue: Path) -> None:
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    catalogue.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def _sources() -> list[Path]:
    return [*sorted((ROOT / "app" / "ui").rglob("*.py")), ROOT / "app" / "window.py"]


def _tool(name: str, arguments: list[str]) -> None:
    """Run one of the tools that come with PySide6."""
    code = f"from PySide6.scripts.pyside_tool import {name}; {name}()"
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{name} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
