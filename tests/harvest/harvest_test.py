#!/usr/bin/env python3
"""lontar-indexer harvest against a server that behaves, and one that does not.

    harvest_test.py PROGRAM [unittest's arguments]
"""

import csv
import io
import json
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from server import Reply, Server, self_signed  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = None
PDF = b"%PDF-1.4\n" + b"the text of a treaty\n" * 2000
OLD = "Mon, 02 Jan 2006 15:04:05 GMT"
PAGE = b"<!DOCTYPE html><html><title>Not found</title></html>"


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.into = self.folder / "into"
        self.server = self.serve()
        self.settings()

    def serve(self, **options):
        server = Server(**options)
        self.addCleanup(server.close)
        return server

    def settings(self, **changes):
        """The shipped settings, but quick and allowed to speak with this machine."""
        text = (ROOT / "config/lontar.toml").read_text(encoding="utf-8")
        values = {"pause_seconds": 0.0, "private_addresses": "true"} | changes
        head, rest = text.split("[harvest]")
        for key, value in values.items():
            rest, found = re.subn(rf"(?m)^{key} = .*$", lambda _: f"{key} = {value}", rest, count=1)
            self.assertEqual(found, 1, key)
        self.config = self.folder / "config"
        self.config.mkdir(exist_ok=True)
        (self.config / "lontar.toml").write_text(head + "[harvest]" + rest, encoding="utf-8")

    def write_list(self, *rows):
        columns = list(dict.fromkeys(key for row in rows for key in row)) or ["source_url"]
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, columns)
        writer.writeheader()
        writer.writerows(rows)
        (self.folder / "list.csv").write_text(out.getvalue(), encoding="utf-8")

    def command(self):
        return [PROGRAM, "harvest", self.folder / "list.csv", "--into", self.into, "--config",
                self.config, "--report", self.folder / "report.jsonl"]

    def harvest(self, *rows, status=None):
        if rows:
            self.write_list(*rows)
        run = subprocess.run(self.command(), text=True, capture_output=True, timeout=60)
        self.output = run.stdout + run.stderr
        if status is not None:
            self.assertEqual(run.returncode, status, self.output)
        return self.report()

    def report(self):
        lines = [json.loads(line) for line in (self.folder / "report.jsonl").read_text().splitlines()]
        self.issues = [line for line in lines if line["kind"] == "issue"]
        self.summary = lines[-1] if lines and lines[-1]["kind"] == "summary" else None
        return sorted((line for line in lines if line["kind"] == "download"),
                      key=lambda line: line["row"])

    def outcomes(self, *rows, status=None):
        return [item.get("code", item["outcome"]) for item in self.harvest(*rows, status=status)]

    def files(self):
        """What a reader of the folder sees: everything but what is hidden."""
        return sorted(path.relative_to(self.into).as_posix() for path in self.into.rglob("*")
                      if path.is_file() and ".harvest" not in path.parts)

    def catalogue(self):
        with open(self.into / "catalogue.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def row(self, path, **cells):
        return {"source_url": self.server.url(path)} | cells


class Fetching(Case):
    def test_files_catalogue_and_state(self):
        self.server.replies = {
            "/a/treaty.pdf": Reply(PDF, etag='"1"'),
            "/b": Reply(b"<akomaNtoso/>", "application/xml"),
            "/c.txt": Reply(b"plain words", "text/plain; charset=utf-8"),
            "/d": Reply(PAGE, "text/html")}
        found = self.outcomes(
            self.row("/a/treaty.pdf", title="A Treaty, with a comma", checked="2026-01-01"),
            self.row("/b", id="the-id"), self.row("/c.txt", file="sub/words.txt"),
            self.row("/d", title="Página"), status=0)
        self.assertEqual(found, ["fetched"] * 4)
        self.assertEqual(self.files(), ["catalogue.csv", "d.html", "sub/words.txt", "the-id.xml",
                                        "treaty.pdf"])
        self.assertEqual((self.into / "treaty.pdf").read_bytes(), PDF)
        rows = {row["file"]: row for row in self.catalogue()}
        self.assertEqual(rows["treaty.pdf"]["title"], "A Treaty, with a comma")
        self.assertEqual(rows["treaty.pdf"]["source_url"], self.server.url("/a/treaty.pdf"))
        self.assertEqual(rows["d.html"]["title"], "Página")
        state = [json.loads(line) for line in
                 (self.into / ".harvest/fetched.jsonl").read_text().splitlines()]
        treaty = next(entry for entry in state if entry["file"] == "treaty.pdf")
        self.assertEqual(treaty["etag"], '"1"')
        self.assertRegex(treaty["fetched"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual(self.summary["unverified"], 3)
        self.assertIn("3 by addresses that nobody has checked", self.output)

    def test_who_we_are(self):
        self.settings(contact='"https://library.example"')
        self.server.replies = {"/a.pdf": Reply(PDF)}
        self.harvest(self.row("/a.pdf"), status=0)
        for asked in self.server.asked:
            self.assertEqual(asked.headers["user-agent"],
                             "lontar-harvest/1.0 (+https://library.example)")
            self.assertEqual(asked.headers["accept-encoding"], "identity")

    def test_what_is_here_is_not_fetched_again(self):
        self.server.replies = {"/tag.pdf": Reply(PDF, etag='"1"'),
                               "/date.pdf": Reply(PDF, last_modified=OLD),
                               "/none.pdf": Reply(PDF)}
        rows = [self.row(path) for path in self.server.replies]
        self.assertEqual(self.outcomes(*rows, status=0), ["fetched"] * 3)
        before = {name: (self.into / name).stat().st_mtime_ns for name in self.files()}
        items = self.harvest(status=0)
        self.assertEqual([item["outcome"] for item in items], ["unchanged"] * 3)
        self.assertEqual([item["status"] for item in items], [304, 304, 200])
        self.assertEqual(before, {name: (self.into / name).stat().st_mtime_ns
                                  for name in self.files()})
        self.server.replies["/tag.pdf"] = Reply(PDF + b"more", etag='"2"')
        self.assertEqual(self.outcomes(status=0), ["updated", "unchanged", "unchanged"])
        self.assertEqual((self.into / "tag.pdf").read_bytes(), PDF + b"more")
        (self.into / "date.pdf").unlink()
        self.assertEqual(self.outcomes(status=0), ["unchanged", "fetched", "unchanged"])

    def test_the_indexer_reads_what_came(self):
        self.server.replies = {"/c.txt": Reply(b"plain words", "text/plain")}
        self.harvest(self.row("/c.txt", id="words-1", title="Words of a kind"), status=0)
        index = self.folder / "index"
        subprocess.run([PROGRAM, "update", self.into, "--index", index, "--config", ROOT / "config",
                        "--report", self.folder / "update.jsonl"], check=True, capture_output=True)
        told = [json.loads(line) for line in (self.folder / "update.jsonl").read_text().splitlines()]
        self.assertEqual([line["id"] for line in told if line["kind"] == "document"], ["words-1"])

    def test_two_addresses_that_end_alike_get_two_files(self):
        self.server.replies = {"/1/a.pdf": Reply(PDF), "/2/a.pdf": Reply(PDF + b"2")}
        self.assertEqual(self.outcomes(self.row("/1/a.pdf"), self.row("/2/a.pdf"), status=0),
                         ["fetched"] * 2)
        self.assertEqual(len(self.files()), 3)
        self.assertEqual(self.outcomes(status=0), ["unchanged"] * 2)
        self.assertEqual(len(self.files()), 3)


class Politeness(Case):
    def test_robots_txt_is_obeyed_and_asked_once(self):
        robots = (b"User-agent: *\nDisallow: /\n\n"
                  b"User-agent: Lontar-Harvest\nDisallow: /private\nAllow: /private/open*.pdf$\n")
        self.server.replies = {"/robots.txt": Reply(robots, "text/plain"),
                               **{path: Reply(PDF) for path in
                                  ("/a.pdf", "/private/b.pdf", "/private/open-c.pdf")}}
        found = self.outcomes(self.row("/a.pdf"), self.row("/private/b.pdf"),
                              self.row("/private/open-c.pdf"), status=1)
        self.assertEqual(found, ["fetched", "robots", "fetched"])
        self.assertEqual(self.server.paths(), ["/robots.txt", "/a.pdf", "/private/open-c.pdf"])

    def test_a_server_that_cannot_say_is_left_alone(self):
        self.server.replies = {"/robots.txt": Reply(b"", status=503), "/a.pdf": Reply(PDF)}
        self.assertEqual(self.outcomes(self.row("/a.pdf"), status=1), ["robots-unknown"])
        self.assertEqual(self.server.paths(), ["/robots.txt"])

    def test_the_pause_and_crawl_delay_are_kept(self):
        self.settings(pause_seconds=0.3)
        self.server.replies = {f"/{n}.pdf": Reply(PDF) for n in range(3)}
        rows = [self.row(path) for path in self.server.replies]
        self.harvest(*rows, status=0)
        self.assertGreaterEqual(self.shortest_gap(), 0.29)
        self.server.asked.clear()
        self.settings(pause_seconds=0.0)
        self.server.replies["/robots.txt"] = Reply(b"user-agent: *\ncrawl-delay: 0.4", "text/plain")
        self.harvest(status=0)
        self.assertGreaterEqual(self.shortest_gap(), 0.39)

    def shortest_gap(self):
        times = [asked.when for asked in self.server.asked]
        return min(later - earlier for earlier, later in zip(times, times[1:]))

    def test_an_overloaded_server_gets_its_time(self):
        busy = Reply(b"", status=503, headers={"Retry-After": "1"})
        self.server.replies = {"/a.pdf": [busy, Reply(PDF)]}
        self.assertEqual(self.outcomes(self.row("/a.pdf"), status=0), ["fetched"])
        times = [asked.when for asked in self.server.asked if asked.path == "/a.pdf"]
        self.assertGreaterEqual(times[1] - times[0], 0.99)

    def test_a_server_that_asks_for_too_much_time_is_left_for_later(self):
        self.settings(longest_wait_seconds=5)
        self.server.replies = {"/a.pdf": Reply(b"", status=429, headers={"Retry-After": "3600"}),
                               "/b.pdf": Reply(PDF)}
        self.assertEqual(self.outcomes(self.row("/a.pdf"), self.row("/b.pdf"), status=1),
                         ["asked-to-wait"] * 2)
        self.assertEqual(self.server.paths(), ["/robots.txt", "/a.pdf"])

    def test_what_stays_broken_is_tried_so_often_and_no_more(self):
        self.settings(attempts=2)
        self.server.replies = {"/a.pdf": Reply(b"", status=500)}
        self.assertEqual(self.outcomes(self.row("/a.pdf"), status=1), ["http-status"])
        self.assertEqual(self.server.paths().count("/a.pdf"), 2)

    def test_a_server_that_drips_does_not_keep_the_others_waiting(self):
        self.settings(stalled_seconds=1, attempts=1)
        self.server.replies = {"/a.pdf": Reply(PDF, slow=0.2, piece=5), "/b.pdf": Reply(PDF)}
        self.assertEqual(self.outcomes(self.row("/a.pdf"), self.row("/b.pdf"), status=1),
                         ["timeout", "fetched"])


class Resuming(Case):
    def test_a_broken_transfer_goes_on_where_it_broke(self):
        for validator in ({"etag": '"1"'}, {"last_modified": OLD}):
            with self.subTest(validator):
                path = f"/{len(self.server.replies)}.pdf"
                self.server.replies[path] = [Reply(PDF, cut=10_000, **validator),
                                             Reply(PDF, **validator)]
                self.server.asked.clear()
                self.assertEqual(self.outcomes(self.row(path), status=0), ["fetched"])
                again = self.server.asked[-1].headers
                self.assertEqual(again["range"], "bytes=10000-")
                self.assertEqual(again["if-range"], list(validator.values())[0])
                self.assertEqual((self.into / path[1:]).read_bytes(), PDF)

    def test_what_changed_meanwhile_begins_anew(self):
        other = PDF.replace(b"treaty", b"accord")
        self.server.replies = {"/a.pdf": [Reply(PDF, cut=10_000, etag='"1"'),
                                          Reply(other, etag='"2"')]}
        self.assertEqual(self.outcomes(self.row("/a.pdf"), status=0), ["fetched"])
        self.assertEqual((self.into / "a.pdf").read_bytes(), other)

    def test_without_a_validator_nothing_is_pieced_together(self):
        self.server.replies = {"/a.pdf": [Reply(PDF, cut=10_000, etag='W/"1"'), Reply(PDF)]}
        self.assertEqual(self.outcomes(self.row("/a.pdf"), status=0), ["fetched"])
        self.assertNotIn("range", self.server.asked[-1].headers)
        self.assertEqual((self.into / "a.pdf").read_bytes(), PDF)

    def test_a_stopped_and_a_killed_harvest_go_on(self):
        for ending, status in ((signal.SIGINT, 2), (signal.SIGTERM, 2), (signal.SIGKILL, -9)):
            with self.subTest(ending):
                path = f"/{ending}.pdf"
                self.server.replies[path] = [Reply(PDF, slow=0.05, etag='"1"'),
                                             Reply(PDF, etag='"1"')]
                self.write_list(self.row(path), self.row("/later.pdf"))
                self.server.replies["/later.pdf"] = Reply(PDF)
                self.server.asked.clear()
                program = subprocess.Popen(self.command(), stdout=subprocess.DEVNULL,
                                           stderr=subprocess.DEVNULL)
                partial = self.into / ".harvest/partial"
                deadline = time.monotonic() + 20
                while time.monotonic() < deadline and not any(
                        file.stat().st_size > 5000 for file in partial.glob("*")):
                    time.sleep(0.02)
                program.send_signal(ending)
                begun = time.monotonic()
                self.assertEqual(program.wait(20), status)
                self.assertLess(time.monotonic() - begun, 5)
                self.assertFalse((self.into / path[1:]).exists())
                if status == 2:
                    self.assertEqual([item["outcome"] for item in self.report()],
                                     ["not reached"] * 2)
                    self.assertTrue(self.summary["interrupted"])
                self.assertIn(self.outcomes(status=0)[0], ["fetched"])
                self.assertTrue(any("range" in asked.headers for asked in self.server.asked))
                self.assertEqual((self.into / path[1:]).read_bytes(), PDF)
                self.assertEqual(list(partial.iterdir()), [])
                (self.into / "later.pdf").unlink()


class Refusing(Case):
    def test_pages_instead_of_files(self):
        self.server.replies = {
            "/page.pdf": Reply(PAGE, "text/html"),
            "/lie.pdf": Reply(PAGE, "application/pdf"),
            "/named": Reply(PAGE, "text/html; charset=utf-8"),
            "/picture.pdf": Reply(b"\x89PNG\r\n\x1a\n" + bytes(99), "image/png"),
            "/zeros": Reply(bytes(5000), "application/octet-stream"),
            "/called.txt": Reply(PDF, "text/plain"),
            "/octets.pdf": Reply(PDF, "application/octet-stream"),
            "/empty.pdf": Reply(b""),
            "/gone.pdf": Reply(PAGE, "text/html", 404),
            "/packed.pdf": Reply(PDF, headers={"Content-Encoding": "gzip"})}
        rows = [self.row(path) | ({"file": "named.pdf"} if path == "/named" else {})
                for path in self.server.replies]
        self.assertEqual(self.outcomes(*rows, status=1),
                         ["html-instead", "html-instead", "html-instead", "wrong-type", "wrong-type",
                          "wrong-type", "fetched", "empty", "not-found", "wrong-type"])
        self.assertEqual(self.files(), ["catalogue.csv", "octets.pdf"])
        self.assertEqual([row["file"] for row in self.catalogue()], ["octets.pdf"])
        self.assertIn("3 a page instead of the file", self.output)

    def test_too_large(self):
        self.settings(max_file_megabytes=1)
        large = PDF * 60
        self.server.replies = {"/said.pdf": Reply(large), "/unsaid.pdf": Reply(large, length=False)}
        self.assertEqual(self.outcomes(*map(self.row, self.server.replies), status=1),
                         ["too-large"] * 2)
        self.assertEqual(self.files(), [])

    def test_redirects(self):
        def to(where):
            return Reply(b"", status=302, headers={"Location": where})
        self.server.replies = {
            "/good.pdf": to("/real.pdf"), "/real.pdf": Reply(PDF, etag='"1"'), "/loop": to("/loop"),
            "/file.pdf": to("file:///etc/passwd"), "/ftp.pdf": to("ftp://127.0.0.1/x"),
            "/user.pdf": to("http://a:b@127.0.0.1/x")}
        rows = [self.row(path) for path in self.server.replies if path != "/real.pdf"]
        self.assertEqual(self.outcomes(*rows, status=1), ["fetched"] + ["redirect"] * 4)
        self.assertEqual(self.files(), ["catalogue.csv", "good.pdf"])
        self.assertEqual(self.outcomes(rows[0], status=0), ["unchanged"])
        self.assertEqual(self.server.asked[-1].headers["if-none-match"], '"1"')

    def test_a_redirect_asks_the_robots_txt_of_where_it_leads(self):
        other = self.serve()
        other.replies = {"/robots.txt": Reply(b"User-agent: *\nDisallow: /", "text/plain"),
                         "/x.pdf": Reply(PDF)}
        self.server.replies = {"/a.pdf": Reply(b"", status=301,
                                               headers={"Location": other.url("/x.pdf")})}
        self.assertEqual(self.outcomes(self.row("/a.pdf"), status=1), ["robots"])
        self.assertEqual(other.paths(), ["/robots.txt"])

    def test_private_networks_are_not_asked(self):
        self.settings(private_addresses="false")
        self.server.replies = {"/a.pdf": Reply(PDF)}
        self.harvest(self.row("/a.pdf"), status=1)
        self.assertEqual(self.server.asked, [])
        self.assertIn("private network", self.output)

    def test_rows_that_cannot_be_fetched_are_each_told(self):
        self.server.replies = {"/a.pdf": Reply(PDF)}
        rows = [self.row("/a.pdf", file="a.pdf"), {"title": "No address"},
                {"source_url": "ftp://example.org/a"}, {"source_url": "javascript:alert(1)"},
                {"source_url": "https://user:secret@example.org/"}, self.row("/a.pdf"),
                self.row("/b.pdf", file="../b.pdf"), self.row("/c.pdf", file="/etc/c.pdf"),
                self.row("/d.pdf", file="sub/Catalogue.CSV"), self.row("/e.pdf", file="a.pdf"),
                self.row("/f.pdf", file=".hidden/f.pdf")]
        self.assertEqual(self.outcomes(*rows, status=1),
                         ["fetched", "no-url", "bad-url", "bad-url", "bad-url", "repeated-url",
                          "bad-file", "bad-file", "bad-file", "file-taken", "bad-file"])
        self.assertNotIn("secret", self.output)
        self.assertEqual(self.files(), ["a.pdf", "catalogue.csv"])

    def test_certificates_are_verified(self):
        certificate = self_signed(self.folder)
        secure = self.serve(certificate=certificate)
        secure.replies = {"/a.pdf": Reply(PDF),
                          "/down.pdf": Reply(b"", status=302,
                                             headers={"Location": self.server.url("/x.pdf")})}
        rows = [{"source_url": secure.url("/a.pdf")}, {"source_url": secure.url("/down.pdf")}]
        self.harvest(*rows, status=1)
        self.assertEqual(secure.asked, [])
        self.assertEqual(self.files(), [])
        self.assertIn("certificate", self.output)
        self.settings(certificates=f'"{certificate[0]}"')
        self.assertEqual(self.outcomes(status=1), ["fetched", "redirect"])
        self.assertEqual(self.server.asked, [])

    def test_a_link_in_the_folder_does_not_lead_out(self):
        outside = self.folder / "outside"
        outside.mkdir()
        self.into.mkdir()
        (self.into / "sub").symlink_to(outside)
        self.server.replies = {"/a.pdf": Reply(PDF)}
        self.assertEqual(self.outcomes(self.row("/a.pdf", file="sub/a.pdf"), status=1), ["disk"])
        self.assertEqual(list(outside.iterdir()), [])

    def test_the_shipped_list_is_read_and_every_row_told(self):
        shipped = (ROOT / "corpus/official-texts.csv").read_text(encoding="utf-8")
        (self.folder / "list.csv").write_text(shipped, encoding="utf-8")
        rows = list(csv.DictReader(io.StringIO(shipped)))
        if any(row["source_url"] for row in rows):
            self.skipTest("the list has addresses: a test asks nobody outside")
        self.assertEqual(self.outcomes(status=1), ["no-url"] * len(rows))
        self.assertEqual(self.issues, [])

    def test_usage(self):
        self.write_list({"file": "a.pdf", "title": "x"})
        run = subprocess.run(self.command(), text=True, capture_output=True)
        self.assertEqual(run.returncode, 2)
        self.assertIn("source_url", run.stderr)


class NothingLost(Case):
    def test_what_people_write_into_the_catalogue_stays(self):
        self.into.mkdir()
        (self.into / "mine.txt").write_text("mine")
        (self.into / "catalogue.csv").write_text(
            "Title;file;shelf\nMine, all mine;mine.txt;3\nNo file yet;later.pdf;4\n")
        self.server.replies = {"/a.pdf": Reply(PDF), "/b.pdf": Reply(PDF + b"b")}
        rows = [self.row("/a.pdf", title="First"), self.row("/b.pdf", title="Second", court="X")]
        self.harvest(*rows, status=0)
        told = {row["file"]: row for row in self.catalogue()}
        self.assertEqual(list(told), ["mine.txt", "later.pdf", "a.pdf", "b.pdf"])
        self.assertEqual((told["mine.txt"]["title"], told["mine.txt"]["shelf"]),
                         ("Mine, all mine", "3"))
        self.assertEqual(told["b.pdf"]["court"], "X")
        # A person corrects one title; the list changes both.
        path = self.into / "catalogue.csv"
        path.write_text(path.read_text().replace("First", "By hand"))
        rows[0]["title"], rows[1]["title"] = "First, better", "Second, better"
        self.harvest(*rows, status=0)
        told = {row["file"]: row for row in self.catalogue()}
        self.assertEqual([told["a.pdf"]["title"], told["b.pdf"]["title"]],
                         ["By hand", "Second, better"])
        self.assertEqual([issue["code"] for issue in self.issues], ["changed-by-hand"])
        # A row that leaves the list stays in the catalogue.
        self.harvest(rows[1], status=0)
        self.assertEqual(len(self.catalogue()), 4)

    def test_a_catalogue_that_cannot_be_read_is_not_written_over(self):
        self.into.mkdir()
        broken = 'file,title\na.txt,"never closed\nb.txt,x\n'
        (self.into / "catalogue.csv").write_text(broken)
        self.server.replies = {"/a.pdf": Reply(PDF)}
        self.write_list(self.row("/a.pdf"))
        run = subprocess.run(self.command(), text=True, capture_output=True)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertEqual((self.into / "catalogue.csv").read_text(), broken)
        self.assertEqual(self.server.asked, [])

    def test_files_of_others_are_not_touched(self):
        self.into.mkdir()
        (self.into / "a.pdf").write_bytes(b"mine")
        (self.into / "b.pdf").write_bytes(PDF)
        self.server.replies = {"/a.pdf": Reply(PDF), "/b.pdf": Reply(PDF), "/c.pdf": Reply(PDF)}
        rows = [self.row("/a.pdf"), self.row("/b.pdf"), self.row("/c.pdf")]
        self.assertEqual(self.outcomes(*rows, status=1), ["file-exists", "unchanged", "fetched"])
        self.assertEqual((self.into / "a.pdf").read_bytes(), b"mine")
        (self.into / "c.pdf").write_bytes(b"edited")
        self.assertEqual(self.outcomes(status=1), ["file-exists", "unchanged", "changed-here"])
        self.assertEqual((self.into / "c.pdf").read_bytes(), b"edited")

    def test_a_state_that_was_lost_or_damaged_is_found_again(self):
        self.server.replies = {"/a.pdf": Reply(PDF, etag='"1"'), "/b.pdf": Reply(PDF, etag='"2"')}
        self.harvest(self.row("/a.pdf"), self.row("/b.pdf"), status=0)
        state = self.into / ".harvest/fetched.jsonl"
        first, second = state.read_text().splitlines()
        state.write_text("{not json\n" + second + "\n" + first[:30])
        self.assertEqual(self.outcomes(status=0), ["unchanged"] * 2)
        self.assertEqual([issue["code"] for issue in self.issues], ["damaged-state"])
        self.assertEqual(self.outcomes(status=0), ["unchanged"] * 2)
        self.assertEqual(self.issues, [])

    def test_one_harvest_at_a_time(self):
        self.server.replies = {"/a.pdf": Reply(PDF, slow=0.05)}
        self.write_list(self.row("/a.pdf"))
        program = subprocess.Popen(self.command(), stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        self.addCleanup(program.wait)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and "/a.pdf" not in self.server.paths():
            time.sleep(0.02)
        run = subprocess.run(self.command(), text=True, capture_output=True)
        program.send_signal(signal.SIGINT)
        self.assertEqual(run.returncode, 2)
        self.assertIn("another harvest", run.stderr)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
