#!/usr/bin/env python3
"""docs/decisions.md has a reason for every package of script/bootstrap, and for no other."""

import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Decisions(unittest.TestCase):
    def test_every_package_has_its_reason(self):
        listed = subprocess.run([ROOT / "script/bootstrap", "--list"], check=True, text=True,
                                capture_output=True).stdout.split()
        text = (ROOT / "docs/decisions.md").read_text(encoding="utf-8")
        tables = text.split("### To build")[1].split("### Only to make the corpus")[0]
        first_cells = re.findall(r"(?m)^\| (`[^|]+) \|", tables)
        explained = [name for cell in first_cells for name in re.findall(r"`([^`]+)`", cell)]
        self.assertEqual(sorted(explained), sorted(listed))


if __name__ == "__main__":
    unittest.main()
