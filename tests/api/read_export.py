#!/usr/bin/env python3
"""What an export says to readers that are not ours: as one JSON list on standard output.

    read_export.py csv|jsonl FILE
"""

import csv
import json
import sys


def rows(kind, path):
    if kind == "csv":
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, strict=True))
    with open(path, encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


json.dump(rows(*sys.argv[1:]), sys.stdout)
