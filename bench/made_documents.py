"""Folders of documents for measuring whole runs of lontar-indexer: what is in ../shared/data,
repeated and varied, so that no two files are alike. The same call makes the same files.

    bench/made_documents.py FOLDER COUNT [MEAN_BYTES]

Of the treaties and the decisions (XML) and the judgments (Markdown), pieces are cut, words are
exchanged for others and a paragraph of its own is added to each. Never write into the project.
"""

import random
import re
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
FILES_PER_FOLDER = 500

# Where a paragraph can be put into a file of a kind without breaking it, and how it is dressed.
PLACES = {
    ".xml": [
        (b"</chapter>", b'<article article_identifier="9%05d">%s</article>\n</chapter>'),
        (b"</fakta>", b" nomor %d %s\n</fakta>"),
    ],
    ".md": [(None, b"\n\nParagraph %d. %s\n")],
}


def sources():
    """(suffix, bytes) of each document; small and middling ones, so that a mean can be reached."""
    found = []
    for pattern in ("treaties-xml/*.xml", "indonesian-decisions-xml/*.xml", "judgments-sg/*.md"):
        for path in sorted(DATA.glob(pattern)):
            if path.stat().st_size < 400_000:
                found.append((path.suffix, path.read_bytes()))
    if not found:
        sys.exit(f"{DATA}: nothing to make documents from")
    return found


def words(random_):
    syllables = ["ba", "de", "ki", "lo", "mu", "nan", "per", "sat", "tra", "ung", "ver", "wi"]
    return ["".join(random_.choices(syllables, k=random_.randint(2, 4))).encode() for _ in range(60_000)]


def varied(number, suffix, text, vocabulary):
    random_ = random.Random(number)
    own = b" ".join(random_.choices(vocabulary, k=80))
    for word in random_.sample(re.findall(rb"(?<=[ ,])[a-z]{7,}(?=[ ,.])", text[-20_000:]) or [b"-"], 1):
        text = text.replace(b" " + word + b" ", b" " + random_.choice(vocabulary) + b" ")
    text = re.sub(rb"<treaty_identifier>\d*<", b"<treaty_identifier>made%d<" % number, text, 1)
    text = re.sub(rb'(<putusan [^>]*\bid=")[^"]*', rb"\g<1>made%d" % number, text, 1)
    for place, dress in PLACES[suffix]:
        if place is None:
            return text + dress % (number, own)
        if place in text:
            return text.replace(place, dress % (number, own), 1)
    return text.replace(b"?>", b"?><!-- %d -->" % number, 1)


def make(folder, count, mean_bytes):
    folder = Path(folder)
    all_ = sources()
    random_ = random.Random(1)
    vocabulary = words(random_)
    small = [one for one in all_ if len(one[1]) <= mean_bytes] or [min(all_, key=lambda one: len(one[1]))]
    made = 0
    for number in range(count):
        # Whichever pool leads back to the mean.
        pool = all_ if made <= number * mean_bytes else small
        suffix, text = random_.choice(pool)
        below = folder / f"{number // FILES_PER_FOLDER:03d}"
        if number % FILES_PER_FOLDER == 0:
            below.mkdir(parents=True, exist_ok=True)
        data = varied(number, suffix, text, vocabulary)
        (below / f"document-{number:06d}{suffix}").write_bytes(data)
        made += len(data)
    return made


def make_small(folder, count, mean_words=450):
    """Small decisions in XML and small documents in JSON Lines, one per file."""
    folder = Path(folder)
    random_ = random.Random(2)
    vocabulary = [word.decode() for word in words(random_)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    for number in range(count):
        text = random_.choices(vocabulary, weights, k=random_.randint(mean_words // 3, mean_words * 5 // 3))
        third = len(text) // 3
        below = folder / f"{number // FILES_PER_FOLDER:03d}"
        if number % FILES_PER_FOLDER == 0:
            below.mkdir(parents=True, exist_ok=True)
        if number % 2:
            body = (f'{{"id": "made-{number}", "title": "Notice {number} {" ".join(text[:5])}", '
                    f'"date": "{1990 + number % 35}-03-0{1 + number % 9}", "text": "{" ".join(text)}"}}\n')
            (below / f"document-{number:06d}.jsonl").write_text(body)
        else:
            body = (f'<?xml version="1.0" encoding="UTF-8"?>\n<putusan id="made-{number}">\n'
                    f'<kepala_putusan>nomor {number} {" ".join(text[:third])}</kepala_putusan>\n'
                    f'<fakta>{" ".join(text[third:2 * third])}</fakta>\n'
                    f'<penutup>{" ".join(text[2 * third:])}</penutup>\n</putusan>\n')
            (below / f"document-{number:06d}.xml").write_text(body)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    bytes_ = make(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 54_500)
    print(f"{bytes_ / 1e6:.0f} MB")
