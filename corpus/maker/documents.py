"""The documents of the corpus, and what is said of each: the same in its XML and the catalogue."""

from dataclasses import dataclass

from . import facts

# The day on which the digests were written, used wherever a file asks for a date of its own.
WRITTEN = "2026-11-23"

# Begins every digest, in the language of the digest.
NOTICE = {
    "en": "Digest by Lontar: not the official text.",
    "id": "Ringkasan oleh Lontar: bukan teks resmi.",
    "th": "บทสรุปโดย Lontar: ไม่ใช่ข้อความฉบับทางการ",
    "vi": "Bản tóm lược của Lontar: không phải văn bản chính thức.",
}

# The catalogue's columns, in order; `file` is the path from the catalogue, the others are fields.
COLUMNS = [
    "file", "id", "title", "type", "date", "community", "member_states", "topics", "body", "court",
    "citation", "language", "status", "source_url", "work", "short_title", "text_kind", "parties",
]


@dataclass
class Document:
    """One file: a digest of a work in one language."""

    work: facts.Work
    digest: facts.Digest

    @property
    def id(self):
        language = self.digest.language
        return self.work.id if language == "en" else f"{self.work.id}-{language}"

    @property
    def file(self):
        folder = "decisions" if self.work.court else "instruments"
        return f"{folder}/{self.id}.{'xml' if self.digest.layout == 'xml' else 'pdf'}"

    @property
    def fields(self):
        """Every field, several values as a list; what is not certain is empty."""
        work = self.work
        return {
            "id": self.id,
            "title": self.digest.title,
            "short_title": work.short_title,
            "type": work.type,
            "date": work.date,
            "community": work.community,
            "member_states": work.member_states,
            "parties": work.parties,
            "topics": work.topics,
            "body": work.body,
            "court": work.court,
            "citation": work.citation,
            "language": self.digest.language,
            "status": work.status,
            "work": work.id,
            "text_kind": "digest",
            "source_url": "",
        }


def documents(works):
    """In the order of the catalogue: by date, then id."""
    return [Document(work, digest) for work in works.values() for digest in work.digests]
