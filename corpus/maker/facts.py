"""Reads corpus/facts/*.toml: one file per instrument or decision, named after its id.

A key that is not known here, or a question mark anywhere, is an error: a fact is certain or absent.
"""

import datetime
import re
import tomllib
from dataclasses import dataclass, field

# Since when each State is a Member State. "members" in a facts file means those of its date.
ACCESSION = {
    "ID": "1967-08-08", "MY": "1967-08-08", "PH": "1967-08-08", "SG": "1967-08-08",
    "TH": "1967-08-08", "BN": "1984-01-07", "VN": "1995-07-28", "LA": "1997-07-23",
    "MM": "1997-07-23", "KH": "1999-04-30", "TL": "2025-10-26",
}

# kind of relation -> how it reads
RELATIONS = {"follows": "follows", "carries_out": "carries out", "supersedes": "supersedes"}

# key of a facts file -> the vocabulary of config/taxonomy.toml that its codes come from
VOCABULARIES = {"type": "type", "community": "community", "body": "body", "topics": "topic",
                "court": "court", "status": "status"}

LAYOUTS = {"xml", "plain", "pages", "two-column", "scan"}
TEXT_KEYS = {"title", "short_title", "type", "date", "place", "entry_into_force", "court", "status"}
LIST_KEYS = {"names", "community", "body", "topics", "citation", "other_parties"}
# Where the official text of the work is, and on which day somebody saw it there ("": nobody did).
OFFICIAL_KEYS = {"official_url", "official_checked"}
OTHER_KEYS = {"signatories", "relations", "digest"}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class FactsError(Exception):
    """A facts file that cannot be used; the message names it and the remedy."""


@dataclass
class Paragraph:
    number: int  # permanent: the anchor digest_N is never given to another paragraph
    text: str
    heading: str = ""


@dataclass
class Digest:
    language: str
    title: str
    layout: str  # "xml", or how the PDF is laid out
    paragraphs: list


@dataclass
class Work:
    id: str
    title: str
    type: str
    date: str
    short_title: str = ""
    place: str = ""
    entry_into_force: str = ""
    court: str = ""
    status: str = ""
    names: list = field(default_factory=list)
    community: list = field(default_factory=list)
    body: list = field(default_factory=list)
    topics: list = field(default_factory=list)
    citation: list = field(default_factory=list)
    member_states: list = field(default_factory=list)
    parties: list = field(default_factory=list)
    official_url: str = ""
    official_checked: str = ""
    relations: list = field(default_factory=list)  # (kind, id of the other work)
    digests: list = field(default_factory=list)


def load_all(folder, taxonomy_file):
    """All works, by id; codes are checked against the taxonomy, relations against the works."""
    taxonomy = tomllib.loads(taxonomy_file.read_text(encoding="utf-8"))
    works = {path.stem: load(path, taxonomy) for path in sorted(folder.glob("*.toml"))}
    for work in works.values():
        for kind, other in work.relations:
            if other not in works:
                raise FactsError(f"{work.id}.toml: {kind} names '{other}', which has no facts file")
    return works


def load(path, taxonomy):
    facts = tomllib.loads(path.read_text(encoding="utf-8"))
    _refuse_unknown_keys(path.name, facts)
    _refuse_unknown_codes(path.name, facts, taxonomy)
    _refuse_doubt(path.name, {key: facts[key] for key in facts if key != "official_url"})
    _refuse_bad_address(path.name, facts)
    for key in ("date", "entry_into_force", "official_checked"):
        _require_date(path.name, facts.get(key, ""), key)
    if not path.stem.startswith(facts["date"] + "-"):
        raise FactsError(f"{path.name}: the file's name must begin with its date, {facts['date']}")

    members = _member_states(facts, taxonomy)
    others = facts.get("other_parties", [])
    plain = {key: facts[key]
             for key in (TEXT_KEYS | LIST_KEYS | OFFICIAL_KEYS) - {"other_parties"} if key in facts}
    return Work(
        id=path.stem,
        member_states=members,
        parties=members + others if others else [],
        relations=_relations(path.name, facts),
        digests=[_digest(path.name, facts["title"], language, table)
                 for language, table in sorted(facts["digest"].items())],
        **plain,
    )


def _refuse_unknown_keys(name, facts):
    unknown = set(facts) - TEXT_KEYS - LIST_KEYS - OFFICIAL_KEYS - OTHER_KEYS
    if unknown:
        raise FactsError(f"{name}: unknown key {sorted(unknown)}; see maker/facts.py")
    missing = {"title", "type", "date", "digest"} - set(facts)
    if missing:
        raise FactsError(f"{name}: {sorted(missing)} must be given")


def _refuse_doubt(name, value, place=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            _refuse_doubt(name, inner, f"{place}.{key}")
    elif isinstance(value, list):
        for inner in value:
            _refuse_doubt(name, inner, place)
    elif "?" in str(value):
        raise FactsError(f"{name}: a question mark in {place[1:]}; leave an uncertain fact out")


def _refuse_bad_address(name, facts):
    url = facts.get("official_url", "")
    if url and not url.startswith(("https://", "http://")):
        raise FactsError(f"{name}: official_url must start with https:// or http://")
    if "official_checked" in facts and not url:
        raise FactsError(f"{name}: official_checked without an official_url")


def _require_date(name, text, key):
    if not text:
        return
    try:
        if not DATE.fullmatch(text):
            raise ValueError("not of the form YYYY, YYYY-MM or YYYY-MM-DD")
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError as error:
        raise FactsError(f"{name}: {key} = '{text}': {error}") from error


def _refuse_unknown_codes(name, facts, taxonomy):
    for key, vocabulary in VOCABULARIES.items():
        known = {concept["code"] for concept in taxonomy[vocabulary]}
        given = facts.get(key, [])
        unknown = set(given if isinstance(given, list) else [given]) - known
        if unknown:
            raise FactsError(f"{name}: {key} {sorted(unknown)} is not in config/taxonomy.toml")


def _member_states(facts, taxonomy):
    """The state of the deciding court, or the signatories; none where they are not certain."""
    if "court" in facts:
        return [court["member_state"] for court in taxonomy["court"]
                if court["code"] == facts["court"]]
    signatories = facts.get("signatories", [])
    if signatories == "members":
        return sorted(state for state, since in ACCESSION.items() if since <= facts["date"])
    return sorted(signatories)


def _relations(name, facts):
    relations = facts.get("relations", {})
    if set(relations) - set(RELATIONS):
        raise FactsError(f"{name}: relations are {sorted(RELATIONS)}")
    return [(kind, other) for kind in sorted(relations) for other in relations[kind]]


def _digest(name, title, language, table):
    numbers = sorted(int(key) for key in table if key.isdigit())
    unknown = {key for key in table if not key.isdigit()} - {"layout", "title"}
    layout = table.get("layout", "xml")
    if unknown or layout not in LAYOUTS or not numbers:
        raise FactsError(f"{name}: digest.{language} has numbered paragraphs, a layout of "
                         f"{sorted(LAYOUTS)} and a title; not {sorted(unknown) or layout}")
    return Digest(language, table.get("title", title), layout,
                  [_paragraph(number, table[str(number)]) for number in numbers])


def _paragraph(number, value):
    if isinstance(value, str):
        return Paragraph(number, value)
    return Paragraph(number, value["text"], value["heading"])
