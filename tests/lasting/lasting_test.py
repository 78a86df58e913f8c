#!/usr/bin/env python3
"""lontar-indexer when files go missing or are odd and when the machine is in trouble, as the person
who runs it sees it.

    lasting_test.py PROGRAM [unittest's arguments]
"""

import fcntl
import json
import os
import pty
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = None
FILES = 40


class Lasting(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.corpus = self.folder / "corpus"
        self.corpus.mkdir()
        self.index = self.folder / "index"
        self.report = self.folder / "report.jsonl"

    def write(self, count=FILES):
        for number in range(count):
            (self.corpus / f"{number}.txt").write_text(f"Article {number}. Text.")

    def command(self, *words):
        return [PROGRAM, words[0], *([self.corpus] if words[0] in ("update", "rebuild") else []),
                "--index", self.index, "--config", ROOT / "config", *words[1:]]

    def run_it(self, *words, status=0):
        run = subprocess.run(self.command(*words), text=True, stdin=subprocess.DEVNULL,
                             capture_output=True)
        self.assertEqual(run.returncode, status, run.stdout + run.stderr)
        return run.stdout + run.stderr

    def documents(self):
        return json.loads(self.run_it("stats", "--json"))["documents"]

    def told(self):
        lines = [json.loads(line) for line in self.report.read_text().splitlines()]
        return [line for line in lines if line["kind"] != "issue"], \
               [line for line in lines if line["kind"] == "issue"]


class MissingFiles(Lasting):
    def setUp(self):
        super().setUp()
        self.write()
        self.run_it("update")
        for number in range(FILES // 2):
            (self.corpus / f"{number}.txt").unlink()
        (self.corpus / "new.txt").write_text("What came meanwhile.")

    def answer(self, *answers):
        """Exit status and what came on the terminal of an update whose question is answered."""
        ours, theirs = pty.openpty()
        program = subprocess.Popen(self.command("update"), stdin=theirs, stdout=theirs,
                                   stderr=theirs)
        os.close(theirs)
        shown = ""
        left = list(answers)
        try:
            while piece := os.read(ours, 65536):
                shown += piece.decode(errors="replace")
                if left and shown.count("[yes/no]") > len(answers) - len(left):
                    os.write(ours, left.pop(0).encode() + b"\n")
        except OSError:  # the other end is closed
            pass
        os.close(ours)
        return program.wait(60), shown

    def test_nobody_to_ask_means_that_they_stay(self):
        output = self.run_it("update", "--report", self.report, status=1)
        self.assertIn(f"{self.corpus} no longer holds the files of 20 of its 40 documents", output)
        self.assertIn("--withdraw", output)
        self.assertIn("--keep-missing", output)
        self.assertIn("1 added, 0 updated, 20 unchanged, 0 removed, 0 failed, 20 missing", output)
        self.assertEqual(self.documents(), 41)
        documents, issues = self.told()
        self.assertEqual([line["code"] for line in issues], ["mass-withdrawal"])
        self.assertEqual(documents[-1]["unconfirmed"], 20)
        self.assertEqual(len([d for d in documents if d.get("outcome") == "missing"]), 20)

    def test_withdraw_and_keep_missing_are_the_two_answers(self):
        self.run_it("update", "--keep-missing")
        self.assertEqual(self.documents(), 41)
        self.run_it("update", "--keep-missing", "--withdraw", status=2)
        self.run_it("update", "--withdraw")
        self.assertEqual(self.documents(), 21)

    def test_on_a_terminal_it_is_asked(self):
        status, shown = self.answer("perhaps", "no")
        self.assertEqual(status, 1, shown)
        self.assertIn("no longer holds the files of 20 of its 40 documents.", shown)
        self.assertEqual(shown.count("[yes/no]"), 2)
        self.assertEqual(self.documents(), 41)
        status, shown = self.answer("Yes")
        self.assertEqual(status, 0, shown)
        self.assertEqual(self.documents(), 21)

    def test_an_empty_folder_is_not_believed_by_a_rebuild_either(self):
        for file in self.corpus.iterdir():
            file.unlink()
        output = self.run_it("rebuild", status=1)
        self.assertIn("is empty, and 40 documents came from it", output)
        self.assertEqual(self.documents(), 40)

    def test_watch_does_not_withdraw_many(self):
        program = subprocess.Popen([PROGRAM, "watch", self.corpus, "--index", self.index,
                                    "--config", ROOT / "config", "--report", self.report],
                                   text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.addCleanup(program.kill)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.documents() != 41:
            time.sleep(0.2)
        (self.corpus / "newer.txt").write_text("What came later.")
        while time.monotonic() < deadline and self.documents() != 42:
            time.sleep(0.2)
        program.terminate()
        output, _ = program.communicate(timeout=30)
        self.assertEqual(self.documents(), 42, output)
        self.assertEqual(output.count("no longer holds"), 1, output)


class OddFiles(Lasting):
    def test_each_ends_in_the_index_or_in_the_report_with_its_reason(self):
        good = {"-leading dash.txt", "two\nlines.txt", "name \u0e01\u0e0e\u0e2b\u0e21\u0e32\u0e22.txt",
                "x" * 251 + ".txt", "a\tb'\"\\.txt"}
        for number, name in enumerate(good):
            (self.corpus / name).write_text(f"Article {number}. Text.")
        with open(self.corpus / "sparse.pdf", "wb") as sparse:
            sparse.truncate(4 << 30)
        (self.corpus / "empty.pdf").touch()
        os.mkfifo(self.corpus / "pipe")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(self.corpus / "socket"))
        (self.corpus / "dangling").symlink_to("nowhere")
        (self.corpus / "itself").symlink_to("itself")
        (self.corpus / "up").symlink_to("..")
        with open(os.fsencode(self.corpus) + b"/not\xff utf8.txt", "w") as file:
            file.write("Text.")
        begun = time.monotonic()
        output = self.run_it("update", "--report", self.report, status=1)
        self.assertLess(time.monotonic() - begun, 30)  # nothing of the sparse file was read
        documents, issues = self.told()
        outcomes = {line["file"]: line for line in documents[:-1]}
        for name in good:
            self.assertEqual(outcomes.pop(name)["outcome"], "added", name)
        self.assertEqual({name: line["code"] for name, line in outcomes.items()},
                         {"sparse.pdf": "too-large", "empty.pdf": outcomes["empty.pdf"]["code"],
                          "not\ufffd utf8.txt": "bad-file-name"})
        self.assertIn("empty", outcomes["empty.pdf"]["reason"])
        self.assertEqual({line["file"]: line["code"] for line in issues},
                         {"pipe": "not-a-file", "socket": "not-a-file", "dangling": "link-broken",
                          "itself": "link-loop", "up": "link-out"})
        self.assertNotIn("\nlines.txt", output)
        self.run_it("verify")

    def test_ten_thousand_files_in_one_folder(self):
        self.write(10_000)
        self.run_it("update")
        self.assertEqual(self.documents(), 10_000)
        (self.corpus / "5000.txt").write_text("Another text.")
        begun = time.monotonic()
        self.assertIn("1 updated, 9999 unchanged", self.run_it("update"))
        self.assertLess(time.monotonic() - begun, 20)

    @unittest.skipUnless(os.geteuid() == 0, "only root can become nobody")
    def test_what_may_not_be_read_stays(self):
        os.chmod(self.folder, 0o755)
        self.write(3)
        closed = self.corpus / "closed"
        closed.mkdir()
        (closed / "inside.txt").write_text("Text in a folder.")
        self.run_it("update")
        os.chmod(self.index, 0o777)
        for file in self.index.rglob("*"):
            os.chmod(file, 0o777)
        (self.corpus / "0.txt").write_text("A new text.")
        os.chmod(self.corpus / "0.txt", 0)
        os.chmod(closed, 0)
        run = subprocess.run(self.command("update"), text=True, capture_output=True, user=65534)
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn("Permission denied; its last good version stays", run.stderr)
        self.assertIn("closed: cannot be listed", run.stderr)
        self.assertEqual(self.documents(), 4)


class MachineTrouble(Lasting):
    def setUp(self):
        super().setUp()
        self.write(5)
        self.run_it("update")
        (self.corpus / "new.txt").write_text("What came later.")

    def test_a_full_disk_leaves_the_last_state_and_the_next_run_does_the_rest(self):
        for number in range(200):
            (self.corpus / f"long {number}.txt").write_text(f"Sentence {number}. " * 2000)
        for blocks in (8, 64, 256, 1024):  # of files that may be written, in KiB
            run = subprocess.run(
                ["sh", "-c", f"trap '' XFSZ; ulimit -f {blocks * 2}; exec \"$@\"", "sh",
                 *map(str, self.command("update"))], text=True, capture_output=True,
                executable="/bin/sh")
            if run.returncode == 0:
                break
            self.assertEqual(run.returncode, 2, run.stderr)
            self.assertEqual(self.documents(), 5)
        self.run_it("update")
        self.assertEqual(self.documents(), 206)
        self.run_it("verify")

    @unittest.skipUnless(os.geteuid() == 0, "only root can become nobody")
    def test_an_index_that_may_not_be_written_is_an_error(self):
        for folder in (self.folder, self.index, *self.index.glob("db-*")):
            os.chmod(folder, 0o755)
        run = subprocess.run(self.command("update"), text=True, capture_output=True, user=65534)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertIn(str(self.index), run.stderr)
        self.assertEqual(self.documents(), 5)

    def test_a_second_writer_is_told_who_is_first_and_cuts_no_report_short(self):
        self.report.write_text("the report of the first\n")
        with open(self.index / "lock", "r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            output = self.run_it("update", "--report", self.report, status=2)
        self.assertRegex(output, r"another indexer, process \d+, is writing here")
        self.assertEqual(self.report.read_text(), "the report of the first\n")

    def test_a_damaged_index_is_said_and_a_rebuild_mends_it(self):
        for file in self.index.glob("db-*/*.glass"):
            file.write_bytes(b"\0" * 100)
        self.assertIn("rebuild", self.run_it("update", status=2))
        self.run_it("rebuild")
        self.assertEqual(self.documents(), 6)
        self.run_it("verify")


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
