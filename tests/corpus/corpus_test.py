#!/usr/bin/env python3
"""The sample corpus: every file is what the facts say, is valid, and says that it is a digest."""

import csv
import re
import subprocess
import sys
import tomllib
import unittest
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
SCHEMA = ROOT.parent / "shared/data/akoma-ntoso/akomantoso30.xsd"
sys.path.insert(0, str(CORPUS))
sys.dont_write_bytecode = True

from maker import documents, facts  # noqa: E402

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
LONTAR = "{https://lontar.example/ns/1}"
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
MONTHS = ("January February March April May June July August September October November "
          "December").split()
ENGLISH_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")

TAXONOMY_FILE = ROOT / "config/taxonomy.toml"
TAXONOMY = tomllib.loads(TAXONOMY_FILE.read_text(encoding="utf-8"))
WORKS = facts.load_all(CORPUS / "facts", TAXONOMY_FILE)
DOCUMENTS = {document.file: document for document in documents.documents(WORKS)}
XML = sorted(CORPUS.glob("*/*.xml"))
PDF = sorted(CORPUS.glob("*/*.pdf"))

with open(CORPUS / "catalogue.csv", encoding="utf-8", newline="") as catalogue:
    ROWS = list(csv.DictReader(catalogue))


def name(path):
    return path.relative_to(CORPUS).as_posix()


def letters(text):
    """Without what line breaking may add or take away: spaces and hyphens."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


class Catalogue(unittest.TestCase):
    def test_generated_files_are_what_the_facts_say(self):
        run = subprocess.run([sys.executable, CORPUS / "make.py", "--check"], text=True,
                             capture_output=True)
        self.assertEqual(run.stderr, "")
        self.assertEqual(run.returncode, 0)

    def test_every_file_has_one_row_and_every_row_its_file(self):
        self.assertEqual(sorted(row["file"] for row in ROWS), sorted(map(name, XML + PDF)))

    def test_columns_are_those_of_the_contract(self):
        self.assertEqual(
            list(ROWS[0]),
            "file id title type date community member_states topics body court citation language "
            "status source_url work short_title text_kind parties".split())

    def test_ids_are_unique_and_begin_with_the_date(self):
        ids = [row["id"] for row in ROWS]
        self.assertEqual(len(set(ids)), len(ids))
        for row in ROWS:
            self.assertTrue(row["id"].startswith(row["date"] + "-"), row["id"])

    def test_dates_are_iso_8601(self):
        for row in ROWS:
            self.assertRegex(row["date"], rf"^{ISO_DATE.pattern}$")

    def test_codes_are_in_the_taxonomy(self):
        columns = {"type": "type", "community": "community", "member_states": "member_state",
                   "topics": "topic", "body": "body", "court": "court", "status": "status"}
        for column, vocabulary in columns.items():
            known = {concept["code"] for concept in TAXONOMY[vocabulary]}
            used = {code for row in ROWS for code in row[column].split(";") if code}
            self.assertEqual(used - known, set(), column)

    def test_everything_is_marked_as_a_digest(self):
        self.assertEqual({row["text_kind"] for row in ROWS}, {"digest"})

    def test_nothing_is_doubtful(self):
        for row in ROWS:
            self.assertNotIn("?", "".join(row.values()), row["file"])

    def test_a_decision_has_the_state_of_its_court(self):
        state = {court["code"]: court["member_state"] for court in TAXONOMY["court"]}
        for row in ROWS:
            if row["court"]:
                self.assertEqual(row["member_states"], state[row["court"]], row["file"])

    def test_one_work_is_there_in_four_languages(self):
        languages = {}
        for row in ROWS:
            languages.setdefault(row["work"], []).append(row["language"])
        self.assertIn(["en", "id", "th", "vi"], [sorted(found) for found in languages.values()])
        self.assertEqual(set(languages), set(WORKS))


class OfficialTexts(unittest.TestCase):
    def test_the_list_has_every_instrument_and_claims_nothing_unchecked(self):
        with open(CORPUS / "official-texts.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(list(rows[0]), [*ROWS[0], "checked"])
        self.assertEqual([row["work"] for row in rows],
                         [work.id for work in WORKS.values() if not work.court])
        for row in rows:
            self.assertEqual(row["text_kind"], "official")
            self.assertEqual((row["file"], row["id"]), ("", ""))
            self.assertTrue(row["source_url"] or not row["checked"])


class Facts(unittest.TestCase):
    def test_dates_in_english_sentences_are_dates_of_some_work(self):
        known = {date for work in WORKS.values() for date in (work.date, work.entry_into_force)}
        for document in DOCUMENTS.values():
            for paragraph in document.digest.paragraphs:
                for day, month, year in ENGLISH_DATE.findall(paragraph.text):
                    date = f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"
                    self.assertIn(date, known, f"{document.id}: {paragraph.text}")

    def test_a_question_mark_is_refused(self):
        with self.assertRaisesRegex(facts.FactsError, "x.toml: a question mark in .*digest.en.1"):
            facts._refuse_doubt("x.toml", {"digest": {"en": {"1": "Signed in 1997?"}}})

    def test_member_states_are_those_of_the_date(self):
        def members(date):
            given = {"date": date, "signatories": "members"}
            return "".join(facts._member_states(given, TAXONOMY))
        self.assertEqual(members("1976-02-24"), "IDMYPHSGTH")
        self.assertEqual(members("1995-12-15"), "BNIDMYPHSGTHVN")
        self.assertEqual(members("1997-12-15"), "BNIDLAMMMYPHSGTHVN")
        self.assertEqual(members("2007-11-20"), "BNIDKHLAMMMYPHSGTHVN")
        self.assertEqual(members("2025-10-26"), "BNIDKHLAMMMYPHSGTHTLVN")


class AkomaNtoso(unittest.TestCase):
    @unittest.skipUnless(SCHEMA.is_file(), "the official schema is not at ../shared/data")
    def test_valid_against_the_official_schema(self):
        run = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", SCHEMA, *XML], text=True,
                             capture_output=True)
        self.assertEqual(run.returncode, 0, run.stderr)

    def test_the_file_states_what_the_catalogue_states(self):
        known = set(re.findall(r'FieldInfo\{Field::\w+, "(\w+)"',
                               (ROOT / "core/metadata.h").read_text(encoding="utf-8")))
        rows = {row["file"]: row for row in ROWS}
        for path in XML:
            stated = {}
            for element in ET.parse(path).iterfind(f".//{AKN}proprietary/*"):
                self.assertTrue(element.tag.startswith(LONTAR), element.tag)
                stated.setdefault(element.tag.removeprefix(LONTAR), []).append(element.text)
            self.assertLessEqual(set(stated), known)
            row = {column: value for column, value in rows[name(path)].items()
                   if value and column != "file"}
            self.assertEqual({key: ";".join(values) for key, values in stated.items()}, row, path)

    def test_the_first_words_say_that_it_is_a_digest(self):
        for path in XML:
            doc = ET.parse(path).getroot()[0]
            self.assertEqual((doc.tag, doc.get("name")), (f"{AKN}doc", "digest"))
            first = doc.find(f"{AKN}preface/{AKN}p")
            self.assertEqual(first.text, "Digest by Lontar: not the official text.")

    def test_paragraphs_have_digest_anchors_and_are_no_articles(self):
        for path in XML:
            root = ET.parse(path).getroot()
            for of_an_instrument in ("article", "paragraph", "section"):
                self.assertIsNone(root.find(f".//{AKN}{of_an_instrument}"), path)
            written = [(p.get("eId"), p.findtext(f"{AKN}num"), p.findtext(f".//{AKN}p"))
                       for p in root.iter(f"{AKN}hcontainer") if p.get("name") == "digest"]
            self.assertEqual(written, [(f"digest_{p.number}", f"{p.number}.", p.text)
                                       for p in DOCUMENTS[name(path)].digest.paragraphs])

    def test_addresses_cannot_be_taken_for_official_ones(self):
        for path in XML:
            for element in ET.parse(path).iter(f"{AKN}FRBRuri"):
                self.assertTrue(element.get("value").startswith("/akn/aseandigest/doc/"), path)


class Pdf(unittest.TestCase):
    def test_kinds(self):
        layouts = [DOCUMENTS[name(path)].digest.layout for path in PDF]
        self.assertEqual({layout: layouts.count(layout) for layout in set(layouts)},
                         {"plain": 8, "pages": 2, "two-column": 1, "scan": 1})

    def test_the_text_layer_is_the_digest(self):
        for path in PDF:
            digest = DOCUMENTS[name(path)].digest
            pages = self.pages(path)
            if digest.layout == "scan":
                self.assertEqual(letters("".join(pages)), "")
                continue
            notice = letters(documents.NOTICE[digest.language])
            counts = [letters(page).count(notice) for page in pages]
            running = 0 if digest.layout == "plain" else 1
            self.assertEqual(counts, [running + 1] + [running] * (len(pages) - 1), path)

            found = "".join(letters(re.sub(r"(?m)^Page \d+ of \d+$", "", page)) for page in pages)
            wanted = letters(digest.title) + "".join(
                letters(f"{p.number}. {p.heading}{p.text}") for p in digest.paragraphs)
            self.assertEqual(found.replace(notice, ""), wanted)

    def test_running_lines_stand_on_several_pages(self):
        for path in PDF:
            layout = DOCUMENTS[name(path)].digest.layout
            self.assertEqual(len(self.pages(path)) > 1, layout in ("pages", "two-column"), path)

    def pages(self, path):
        run = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, text=True,
                             capture_output=True)
        return run.stdout.split("\f")[:-1]


if __name__ == "__main__":
    unittest.main()
