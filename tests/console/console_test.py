#!/usr/bin/env python3
"""What a person sees of an update, on a terminal and in a log, and how Ctrl-C ends it.

    console_test.py PROGRAM [unittest's arguments]
"""

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = None
COLUMNS = 70
FILES = 400


class Console(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.corpus = self.folder / "corpus"
        self.corpus.mkdir()
        for number in range(FILES):
            name = f"a-name-that-is-long-enough-to-be-cut-{number:05}.txt"
            (self.corpus / name).write_text(f"Article {number}. The parties shall consult.\n" * 50)
        (self.corpus / "a-bad.pdf").write_bytes(b"%PDF-1.4 broken")

    def command(self, what="update"):
        return [PROGRAM, what, self.corpus, "--index", self.folder / "index", "--config",
                ROOT / "config", "--report", self.folder / "report.jsonl"]

    def on_a_terminal(self, interrupt_at=None):
        """Exit status and what came on the terminal; Ctrl-C as soon as `interrupt_at` is on it."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
        program = subprocess.Popen(self.command(), stderr=theirs, stdout=subprocess.DEVNULL)
        os.close(theirs)
        shown = ""
        try:
            while piece := os.read(ours, 65536):
                shown += piece.decode(errors="replace")
                if interrupt_at and re.search(interrupt_at, shown):
                    program.send_signal(signal.SIGINT)
                    interrupt_at = None
        except OSError:  # the other end is closed
            pass
        os.close(ours)
        return program.wait(60), shown

    def outcomes(self):
        lines = [json.loads(line)
                 for line in (self.folder / "report.jsonl").read_text().splitlines()]
        return [line["outcome"] for line in lines if line["kind"] == "document"]

    def test_progress_is_one_line_that_fits(self):
        status, shown = self.on_a_terminal()
        self.assertEqual(status, 1)
        lines = [line for line in re.split(r"\r\x1b\[K|\r\n", shown) if " of " in line]
        self.assertTrue(any(re.match(rf"\d+ of {FILES + 1} files.*1 failed", line)
                            for line in lines), shown)
        for line in lines:
            if line[0].isdigit():
                self.assertLess(len(line), COLUMNS)
        self.assertIn("failed: ", shown)
        self.assertRegex(shown, r"1 file failed")

    def test_a_log_gets_plain_lines(self):
        run = subprocess.run(self.command(), text=True, capture_output=True)
        self.assertEqual(run.returncode, 1)
        self.assertNotIn("\x1b", run.stderr)
        self.assertNotIn("\r", run.stderr)

    def test_ctrl_c_keeps_what_is_done_and_the_next_run_does_the_rest(self):
        status, shown = self.on_a_terminal(interrupt_at=r"\d+ of \d+ files")
        self.assertEqual(status, 2)
        self.assertIn("run update again", shown)
        kept = self.outcomes().count("added")
        self.assertLess(kept, FILES)
        run = subprocess.run(self.command(), capture_output=True)
        self.assertEqual(run.returncode, 1)
        outcomes = self.outcomes()
        self.assertEqual(outcomes.count("unchanged"), kept)
        self.assertEqual(outcomes.count("added"), FILES - kept)
        self.assertEqual(self.verify().returncode, 0)

    def verify(self):
        return subprocess.run([PROGRAM, "verify", "--index", self.folder / "index", "--config",
                               ROOT / "config"], text=True, capture_output=True)

    def test_the_end_of_the_terminal_is_a_clean_end_too(self):
        program = subprocess.Popen(self.command(), stderr=subprocess.PIPE, text=True,
                                   stdout=subprocess.DEVNULL)
        shown = program.stderr.readline()  # the run has begun
        program.send_signal(signal.SIGHUP)
        shown += program.stderr.read()
        program.stderr.close()
        self.assertEqual(program.wait(60), 2, shown)
        self.assertIn("run update again", shown)

    def test_without_standard_streams_the_index_is_as_with_them(self):
        run = subprocess.run(self.command(), preexec_fn=lambda: os.closerange(0, 3))
        self.assertEqual(run.returncode, 1)
        self.assertEqual(self.outcomes().count("added"), FILES)
        verified = self.verify()
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def test_nobody_reading_the_log_does_not_end_the_run(self):
        reading, writing = os.pipe()
        os.close(reading)
        run = subprocess.run(self.command(), stderr=writing, stdout=subprocess.DEVNULL)
        os.close(writing)
        self.assertEqual(run.returncode, 1)
        self.assertEqual(self.outcomes().count("added"), FILES)

    def test_output_that_does_not_arrive_is_an_error(self):
        subprocess.run(self.command(), capture_output=True)
        with open("/dev/full", "w") as full:
            run = subprocess.run([PROGRAM, "stats", "--index", self.folder / "index"], text=True,
                                 stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(run.returncode, 2)
        self.assertIn("No space left on device", run.stderr)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
