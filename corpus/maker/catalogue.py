"""catalogue.csv, one row per file, and official-texts.csv, one per instrument: RFC 4180, UTF-8."""

import csv
import io

from .documents import COLUMNS, Document


def write(documents):
    return _table(COLUMNS, [document.fields | {"file": document.file} for document in documents])


def write_official(works):
    """The list for `lontar-indexer harvest`: the texts that the digests of ASEAN instruments are of."""
    return _table([*COLUMNS, "checked"], [_official(work) for work in works if not work.court])


def _official(work):
    """Neither id nor language: a text brings its own, and `work` ties it to its digests."""
    known = Document(work, work.digests[0]).fields
    return known | {"file": "", "id": "", "title": work.title, "language": "",
                    "text_kind": "official", "source_url": work.official_url,
                    "checked": work.official_checked}


def _table(columns, rows):
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        cells = [row[column] for column in columns]
        writer.writerow([";".join(cell) if isinstance(cell, list) else cell for cell in cells])
    return out.getvalue().encode("utf-8")
