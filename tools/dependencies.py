"""What the product is made of: licences within the policy, known vulnerabilities, and a bill of materials.

    python tools/dependencies.py                 check, and write build/planrack.cdx.json (CycloneDX)
    python tools/dependencies.py --strict        a release: no vulnerability, and none left unlooked-up

A licence outside the policy is an error always. A vulnerability becomes known without any change of ours, so it is
reported and fails only a release. Where the database of vulnerabilities cannot be reached, that is said, and
never counted as "none".
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from license_expression import AND, OR, LicenseWithExceptionSymbol, get_spdx_licensing
from packageurl import PackageURL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "app.txt"
SBOM = ROOT / "build" / "planrack.cdx.json"

#: Licences under which a part may be shipped with the product. LGPL: as libraries of their own that can be replaced.
ALLOWED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "HPND", "ISC", "LGPL-3.0-only"),
        *("LGPL-3.0-or-later", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Unlicense", "Zlib"),
    }
)
_BY_CLASSIFIER = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: ISC License (ISCL)": "ISC",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
#: Read in the packages themselves, where their metadata do not name a licence of the SPDX list, or where they are not
#: installed on every system.
_READ_BY_HAND = {
    "colorama": "BSD-3-Clause",
    "pypdfium2": "Apache-2.0 AND BSD-3-Clause",
    "pywin32-ctypes": "BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
}
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
#: Seconds for the whole look-up: a network that swallows packets must not hold the checks.
_AUDIT_LIMIT = 90
_SPDX = get_spdx_licensing()


@dataclass(frozen=True)
class Part:
    """One locked distribution. ``licence``: an SPDX expression, or None where nothing says it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str | None


@dataclass(frozen=True)
class Audit:
    """``known``: "name version: identifier (fixed in …)" lines. ``looked_up``: how many parts the database knew."""

    looked_up: int
    known: tuple[str, ...]


def locked_parts(text: str, describe: Mapping[str, str | None]) -> list[Part]:
    """The distributions of a lock file; ``describe`` gives the licence of each name."""
    parts = []
    for block in re.split(r"(?m)^(?=[A-Za-z0-9])", text):
        pin = _PIN.match(block)
        if pin is not None:
            name, version = pin.groups()
            parts.append(Part(name, version, tuple(_HASH.findall(block)), describe.get(name)))
    return parts


def licence_of(name: str) -> str | None:
    """The SPDX expression that the installed distribution declares, or what was read by hand."""
    if name in _READ_BY_HAND:
        return _READ_BY_HAND[name]
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    for declared in (about.get("License-Expression"), about.get("License")):
        if declared and not _SPDX.validate(declared).errors:
            return str(declared)
    found = {_BY_CLASSIFIER[line] for line in about.get_all("Classifier", []) if line in _BY_CLASSIFIER}
    return " OR ".join(sorted(found)) or None


def within_policy(expression: str | None) -> bool:
    """One of the alternatives has nothing but allowed licences."""
    return expression is not None and _allowed(_SPDX.parse(expression))


def _allowed(node: object) -> bool:
    if isinstance(node, OR):
        return any(_allowed(part) for part in node.args)
    if isinstance(node, AND):
        return all(_allowed(part) for part in node.args)
    if isinstance(node, LicenseWithExceptionSymbol):  # an exception only permits more
        return _allowed(node.license_symbol)
    return str(node) in ALLOWED


def bill_of_materials(product: Mapping[str, str], parts: Iterable[Part]) -> str:
    """CycloneDX 1.6 as JSON: the product and each part with version, licence and the hashes that are accepted."""
    bom = Bom()
    bom.metadata.component = Component(
        name=product["name"],
        version=product["version"],
        type=ComponentType.APPLICATION,
        licenses=[LicenseExpression(product["license"])],
    )
    for part in parts:
        address = PackageURL("pypi", name=part.name, version=part.version)
        component = Component(
            name=part.name,
            version=part.version,
            purl=address,
            bom_ref=address.to_string(),
            licenses=[LicenseExpression(part.licence)] if part.licence else [],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in part.hashes],
        )
        bom.components.add(component)
        bom.register_dependency(bom.metadata.component, [component])
    return str(JsonV1Dot6(bom).output_as_string(indent=2)) + "\n"


def audit(lock: Path) -> Audit | None:
    """Ask pip-audit's database for each part. None where it cannot be reached."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(lock), "--require-hashes", "--disable-pip", "-f", "json"]
    try:
        told = subprocess.run(
            [*command, "--timeout", "5", "--progress-spinner", "off"],
            capture_output=True,
            text=True,
            timeout=_AUDIT_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return read_audit(told.stdout)


def read_audit(text: str) -> Audit | None:
    """What pip-audit's JSON says; None for no JSON (it failed), or where it could look up nothing at all."""
    try:
        entries = json.loads(text)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None
    looked_up = [entry for entry in entries if "skip_reason" not in entry]
    known = tuple(
        f"{entry['name']} {entry['version']}: {found['id']}"
        + (f" (fixed in {', '.join(found['fix_versions'])})" if found.get("fix_versions") else "")
        for entry in looked_up
        for found in entry.get("vulns", [])
    )
    return Audit(len(looked_up), known) if looked_up else None


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sbom", type=Path, default=SBOM, help="where the bill of materials is written")
    parser.add_argument("--strict", action="store_true", help="vulnerabilities, and none looked up, are errors too")
    asked = parser.parse_args(arguments)
    text = LOCK.read_text(encoding="utf-8")
    names = [part.name for part in locked_parts(text, {})]
    parts = locked_parts(text, {name: licence_of(name) for name in names})
    refused = [part for part in parts if not within_policy(part.licence)]
    for part in refused:
        print(f"licence: {part.name} {part.version}: {part.licence or 'not declared'} is not within the policy")
    product = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked.sbom.parent.mkdir(parents=True, exist_ok=True)
    asked.sbom.write_text(bill_of_materials(product, parts), encoding="utf-8")
    found = audit(LOCK)
    for line in found.known if found else ():
        print(f"vulnerability: {line}")
    print(f"bill of materials: {asked.sbom}")
    print(f"figure: {len(parts)} parts, {len(refused)} outside the licence policy; {_audit_words(found, len(parts))}")
    unsafe = found is None or found.looked_up < len(parts) or bool(found.known)
    return 1 if refused or (asked.strict and unsafe) else 0


def _audit_words(found: Audit | None, parts: int) -> str:
    if found is None:
        return "vulnerabilities NOT LOOKED UP (no database within reach)"
    return f"{len(found.known)} known vulnerabilities in {found.looked_up} of {parts} looked up"


if __name__ == "__main__":
    sys.exit(main())
