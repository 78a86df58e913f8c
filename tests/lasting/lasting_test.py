#!/usr/bin/env python3
"""lontar-indexer when files go missing, as the person who runs it sees it.

    lasting_test.py PROGRAM [unittest's arguments]
"""

import json
import os
import pty
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


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
