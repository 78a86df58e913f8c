#!/usr/bin/env python3
"""Which stemmer helps, measured without labels. Prints mean reciprocal ranks (docs/languages.md).

    bench/stems.py DATA      the folder with indonesian-decisions-xml/ and udhr-xml/

decisions: eight words of a decision's verdict must find the same decision's account of the facts.
udhr: a paragraph must find the other paragraphs of its article; "id>ms": an article in Indonesian
must find the same article in Malay. A word counts whole, its stem half, as at query time.
"""
import ctypes
import math
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

snowball = ctypes.CDLL("libstemmer.so.0d")
snowball.sb_stemmer_new.restype = ctypes.c_void_p
snowball.sb_stemmer_stem.restype = ctypes.c_void_p
snowball.sb_stemmer_stem.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
snowball.sb_stemmer_length.argtypes = [ctypes.c_void_p]
INDONESIAN = snowball.sb_stemmer_new(b"indonesian", None)


def none(word):
    return word


def indonesian(word):
    raw = word.encode()
    stem = snowball.sb_stemmer_stem(INDONESIAN, raw, len(raw))
    return ctypes.string_at(stem, snowball.sb_stemmer_length(INDONESIAN)).decode()


def particles(word):
    """Malay and Indonesian: what is written onto a word, and nothing of the word."""
    for suffix in ("nya", "lah", "kah", "pun"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def malay_light(word):
    word = particles(word)
    for suffix in ("kan", "an", "i"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    for prefix in ("menge", "penge", "meny", "peny", "meng", "peng", "mem", "pem", "men", "pen",
                   "ber", "ter", "per", "me", "pe", "di", "ke", "se"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 4:
            return word[len(prefix):]
    return word


def filipino_light(word):
    for suffix in ("han", "hin", "an", "in", "ng"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    for prefix in ("pinag", "nakapag", "makapag", "pagka", "nag", "mag", "pag", "nang", "mang",
                   "pang", "naka", "maka", "ka", "ma", "na", "pa", "ipag", "i"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 4:
            word = word[len(prefix):]
            break
    infix = re.match(r"([bdghklmnprstwy]|ng)(um|in)([aeiou].{2,})$", word)
    return infix.group(1) + infix.group(3) if infix else word


def words(text):
    return re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text.lower())


class Index:
    def __init__(self, texts, stem):
        self.stem, self.size = stem, len(texts)
        self.lengths = [max(1, len(t)) for t in texts]
        self.mean = sum(self.lengths) / self.size
        self.exact, self.stems = defaultdict(Counter), defaultdict(Counter)
        for number, text in enumerate(texts):
            for word in text:
                self.exact[word][number] += 1
                self.stems[stem(word)][number] += 1

    def rank(self, query, wanted, without=()):
        scores = Counter()
        for word in set(query):
            union, exact = self.stems[self.stem(word)], self.exact[word]
            idf = math.log(1 + (self.size - len(union) + 0.5) / (len(union) + 0.5))
            for number, count in union.items():
                tf = exact[number] + 0.5 * (count - exact[number])
                scores[number] += idf * tf * 2.2 / (
                    tf + 1.2 * (0.25 + 0.75 * self.lengths[number] / self.mean))
        order = [n for n, _ in sorted(scores.items(), key=lambda s: (-s[1], s[0]))
                 if n not in without]
        return next((1 / (i + 1) for i, n in enumerate(order) if n in wanted), 0.0)


def decisions(folder, stem):
    pairs = []
    for path in sorted(folder.glob("*.xml")):
        text = path.read_text(errors="replace")
        part = {tag: words(body) for tag, body in re.findall(r"<(\w+)>(.*?)</\1>", text, re.S)}
        facts = part.get("fakta", []) + part.get("riwayat_dakwaan", [])
        if facts and part.get("amar_putusan"):
            pairs.append((part["amar_putusan"], facts))
    index = Index([facts for _, facts in pairs], stem)
    common = Counter(word for verdict, facts in pairs for word in set(verdict + facts))
    total, count = 0.0, 0
    for number, (verdict, _) in enumerate(pairs):
        chance = random.Random(number)  # words of several decisions: few are names
        usable = sorted({w for w in verdict if len(w) > 4 and 5 <= common[w] <= len(pairs) / 4})
        if len(usable) >= 8:
            total += index.rank(chance.sample(usable, 8), {number})
            count += 1
    return total / count, count


def udhr(path):
    articles = re.findall(r"<article.*?</article>", path.read_text(), re.S)
    return [[words(p) for p in re.findall(r"<para>(.*?)</para>", a, re.S)] for a in articles]


def paragraphs(articles, stem):
    flat = [(i, p) for i, article in enumerate(articles) for p in article]
    index = Index([p for _, p in flat], stem)
    ranks = []
    for number, (article, text) in enumerate(flat):
        wanted = {n for n, (i, _) in enumerate(flat) if i == article and n != number}
        if wanted:
            ranks.append(index.rank(text, wanted, {number}))
    return sum(ranks) / len(ranks), len(ranks)


def across(queries, articles, stem):
    texts = [[w for p in a for w in p] for a in articles]
    index = Index(texts, stem)
    ranks = [index.rank(p, {i}) for i, article in enumerate(queries) for p in article]
    return sum(ranks) / len(ranks), len(ranks)


def main():
    data = Path(sys.argv[1])
    texts = {code: udhr(data / "udhr-xml" / f"udhr_{name}.xml")
             for code, name in (("id", "ind"), ("ms", "mly_latn"), ("fil", "tgl"))}
    malay = (none, particles, malay_light, indonesian)
    for name, stemmers, measure in (
        ("decisions, Indonesian", malay,
         lambda s: decisions(data / "indonesian-decisions-xml", s)),
        ("udhr, Indonesian", malay, lambda s: paragraphs(texts["id"], s)),
        ("udhr, Malay", malay, lambda s: paragraphs(texts["ms"], s)),
        ("udhr, id>ms", malay, lambda s: across(texts["id"], texts["ms"], s)),
        ("udhr, Filipino", (none, filipino_light), lambda s: paragraphs(texts["fil"], s)),
    ):
        for stem in stemmers:
            value, count = measure(stem)
            print(f"{name:24} {stem.__name__:16} {value:.3f}  ({count} queries)", flush=True)


main()
