#!/usr/bin/python3
"""Writes the sample corpus from corpus/facts: Akoma Ntoso, PDFs, catalogue.csv, and
official-texts.csv.

    corpus/make.py            write everything (the PDFs need the packages named in README.md)
    corpus/make.py --no-pdf   write the XML files and the tables only
    corpus/make.py --check    write nothing; exit 1, naming the files, where XML or tables differ

The same facts give the same bytes. Files that no facts ask for any more are removed.
"""

import argparse
import sys
from pathlib import Path

from maker import akoma_ntoso, catalogue, documents, facts

CORPUS = Path(__file__).resolve().parent
FOLDERS = ("instruments", "decisions")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--no-pdf", action="store_true", help="leave the PDFs as they are")
    arguments.add_argument("--check", action="store_true", help="compare instead of writing")
    options = arguments.parse_args()
    try:
        works = facts.load_all(CORPUS / "facts", CORPUS.parent / "config/taxonomy.toml")
    except facts.FactsError as error:
        sys.exit(f"corpus/make.py: {error}")
    wanted = documents.documents(works)
    texts = {CORPUS / "catalogue.csv": catalogue.write(wanted),
             CORPUS / "official-texts.csv": catalogue.write_official(works.values())}
    texts |= {CORPUS / document.file: akoma_ntoso.write(document, works)
              for document in wanted if document.digest.layout == "xml"}
    if options.check:
        return check(texts, wanted)

    for path, content in texts.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    if not options.no_pdf:
        from maker import pdf  # only here: it needs packages that nothing else needs
        for document in wanted:
            if document.digest.layout != "xml":
                (CORPUS / document.file).write_bytes(pdf.write(document))
    for path in left_over(wanted):
        path.unlink()
    return 0


def check(texts, wanted):
    wrong = [path for path, content in texts.items()
             if not path.is_file() or path.read_bytes() != content]
    wrong += [path for path in paths(wanted) if not path.is_file()]
    wrong += left_over(wanted)
    for path in sorted(set(wrong)):
        name = path.relative_to(CORPUS)
        print(f"{name}: differs from the facts; run corpus/make.py", file=sys.stderr)
    return 1 if wrong else 0


def left_over(wanted):
    return [path for folder in FOLDERS for path in sorted((CORPUS / folder).glob("*"))
            if path not in paths(wanted)]


def paths(wanted):
    return {CORPUS / document.file for document in wanted}


if __name__ == "__main__":
    sys.exit(main())
