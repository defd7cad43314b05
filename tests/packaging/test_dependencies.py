"""What ships is within the licence policy, and nothing is called safe that was not looked up."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def dependencies() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dependencies", ROOT / "tools" / "dependencies.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("AGPL-3.0-or-later OR GPL-2.0-only", False),
        ("Apache-2.0 AND BSD-3-Clause", True),
        ("MIT AND GPL-2.0-only", False),
        ("(MIT OR GPL-2.0-only) AND ISC", True),
        ("GPL-2.0-or-later WITH Classpath-exception-2.0", False),
        ("LicenseRef-Proprietary", False),
        (None, False),
    ],
)
def test_one_alternative_must_be_allowed_in_all_its_parts(
    dependencies: ModuleType, expression: str | None, allowed: bool
) -> None:
    assert dependencies.within_policy(expression) is allowed


def test_every_shipped_part_is_within_the_policy(dependencies: ModuleType) -> None:
    text = dependencies.LOCK.read_text(encoding="utf-8")
    licences = {part.name: dependencies.licence_of(part.name) for part in dependencies.locked_parts(text, {})}
    assert {name: said for name, said in licences.items() if not dependencies.within_policy(said)} == {}


def test_the_bill_of_materials_names_each_part_with_its_licence_and_hashes(dependencies: ModuleType) -> None:
    lock = "one==1.0 \\\n    --hash=sha256:" + "ab" * 32 + "\n    # via two\ntwo==2 ; sys_platform == 'win32' \\\n"
    parts = dependencies.locked_parts(lock, {"one": "MIT OR Apache-2.0"})
    product = {"name": "planrack", "version": "9.9", "license": "Apache-2.0"}
    bill = json.loads(dependencies.bill_of_materials(product, parts))
    one, two = sorted(bill["components"], key=lambda component: str(component["name"]))
    assert (one["purl"], one["hashes"][0]["content"]) == ("pkg:pypi/one@1.0", "ab" * 32)
    assert one["licenses"] == [{"expression": "MIT OR Apache-2.0"}]
    assert (two["purl"], "licenses" in two) == ("pkg:pypi/two@2", False)
    whole = next(entry for entry in bill["dependencies"] if entry["ref"] == bill["metadata"]["component"]["bom-ref"])
    assert sorted(whole["dependsOn"]) == ["pkg:pypi/one@1.0", "pkg:pypi/two@2"]


def test_a_database_out_of_reach_is_not_a_clean_bill(dependencies: ModuleType) -> None:
    nothing = {"dependencies": [{"name": "one", "skip_reason": "not found"}]}
    assert dependencies.read_audit(json.dumps(nothing)) is None
    assert dependencies.read_audit("") is None


def test_known_vulnerabilities_are_told_with_their_remedy(dependencies: ModuleType) -> None:
    entries = [
        {"name": "one", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}, {"id": "PYSEC-2"}]},
        {"name": "two", "version": "2", "vulns": []},
    ]
    found = dependencies.read_audit(json.dumps({"dependencies": entries}))
    assert found == dependencies.Audit(2, ("one 1: PYSEC-1 (fixed in 1.1)", "one 1: PYSEC-2"))
