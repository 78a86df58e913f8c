"""catalogue.csv: RFC 4180, UTF-8, one row per file."""

import csv
import io

from .documents import COLUMNS


def write(documents):
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for document in documents:
        rows.writerow([_cell(document, column) for column in COLUMNS])
    return out.getvalue().encode("utf-8")


def _cell(document, column):
    if column == "file":
        return document.file
    value = document.fields[column]
    return ";".join(value) if isinstance(value, list) else value
