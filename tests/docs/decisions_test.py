#!/usr/bin/env python3
"""docs/decisions.md has a reason for every package of script/bootstrap and every npm package that a
package.json names, and for no other."""

import json
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANIFESTS = sorted([*ROOT.glob("*/package.json"), *ROOT.glob("*/*/package.json")])


def npm_packages(manifest):
    """The packages it names, each with its exact version."""
    kinds = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")
    return {name: version for kind in kinds for name, version in manifest.get(kind, {}).items()}


class Decisions(unittest.TestCase):
    def test_every_package_has_its_reason(self):
        listed = subprocess.run([ROOT / "script/bootstrap", "--list"], check=True, text=True,
                                capture_output=True).stdout.split()
        text = (ROOT / "docs/decisions.md").read_text(encoding="utf-8")
        tables = text.split("### To build")[1].split("### Only to make the corpus")[0]
        first_cells = re.findall(r"(?m)^\| (`[^|]+) \|", tables)
        explained = [name for cell in first_cells for name in re.findall(r"`([^`]+)`", cell)]
        for path in MANIFESTS:
            listed += npm_packages(json.loads(path.read_text(encoding="utf-8")))
        self.assertEqual(sorted(explained), sorted(listed))

    def test_npm_packages_are_pinned_and_name_no_registry(self):
        for path in MANIFESTS:
            packages = npm_packages(json.loads(path.read_text(encoding="utf-8")))
            lock = json.loads(path.with_name("package-lock.json").read_text(encoding="utf-8"))
            locked = {name.removeprefix("node_modules/"): entry
                      for name, entry in lock["packages"].items() if name}
            for name, version in packages.items():
                self.assertRegex(version, r"^\d+\.\d+\.\d+$", name)
                self.assertEqual(locked[name]["version"], version)
            for name, entry in locked.items():
                self.assertRegex(entry["integrity"], r"^sha512-", name)
                self.assertNotIn("resolved", entry, name)


if __name__ == "__main__":
    unittest.main()
