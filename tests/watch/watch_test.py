#!/usr/bin/env python3
"""lontar-indexer watch, end to end: what is put into a folder is in the index seconds later.

    watch_test.py PROGRAM [unittest's arguments]
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = None
PATIENCE = 30  # seconds, on a machine with much to do


class Watch(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.corpus = self.folder / "corpus"
        self.corpus.mkdir()
        self.index = self.folder / "index"
        self.report = self.folder / "report.jsonl"
        (self.corpus / "first.txt").write_text("The first text.")
        self.program = None

    def start(self, *folders):
        self.program = subprocess.Popen(
            [PROGRAM, "watch", *(folders or [self.corpus]), "--index", self.index, "--config",
             ROOT / "config", "--report", self.report],
            text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.addCleanup(self.kill)

    def kill(self):
        if self.program.poll() is None:
            self.program.kill()
        self.program.communicate()

    def told(self):
        lines = self.report.read_text().splitlines() if self.report.exists() else []
        found = [json.loads(line) for line in lines]
        return [f"{line['outcome']} {line['file']}" for line in found if line["kind"] == "document"]

    def wait_for(self, *lines):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if all(line in self.told() for line in lines):
                return
            time.sleep(0.05)
        self.fail(f"{lines} never came: {self.told()}")

    def stop(self, how=signal.SIGTERM):
        begun = time.monotonic()
        self.program.send_signal(how)
        output, _ = self.program.communicate(timeout=PATIENCE)
        self.assertEqual(self.program.returncode, 0, output)
        self.assertLess(time.monotonic() - begun, 10)
        return output

    def documents(self):
        run = subprocess.run([PROGRAM, "stats", "--index", self.index, "--json"], check=True,
                             text=True, capture_output=True)
        return json.loads(run.stdout)["documents"]

    def test_everything_that_happens_arrives(self):
        self.start()
        self.wait_for("added first.txt")
        begun = time.monotonic()
        (self.corpus / "sub/deep").mkdir(parents=True)
        (self.corpus / "sub/deep/second.txt").write_text("The second text.")
        self.wait_for("added sub/deep/second.txt")
        self.assertLess(time.monotonic() - begun, PATIENCE)
        (self.corpus / "catalogue.csv").write_text("file,title\nfirst.txt,The First\n")
        self.wait_for("updated first.txt")
        (self.corpus / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
        self.wait_for("failed bad.pdf")
        (self.corpus / "sub").rename(self.corpus / "renamed")
        (self.corpus / "third.txt").write_text("The third text.")
        self.wait_for("added third.txt")
        shutil.rmtree(self.corpus / "renamed")
        (self.corpus / "third.txt").unlink()
        self.wait_for("removed third.txt")
        output = self.stop()
        self.assertEqual(self.told().count("failed bad.pdf"), 1, "a failure is told once")
        self.assertEqual(output.count("bad.pdf"), 1, output)
        self.assertEqual(self.documents(), 1)

    def test_a_slow_copy_is_indexed_once_and_whole(self):
        self.start()
        self.wait_for("added first.txt")
        with open(self.corpus / "slow.txt", "w") as slow:
            for number in range(20):
                slow.write(f"Sentence number {number}.\n")
                slow.flush()
                time.sleep(0.2)
            self.assertNotIn("added slow.txt", self.told())
        self.wait_for("added slow.txt")
        self.stop(signal.SIGINT)
        self.assertEqual([line for line in self.told() if "slow" in line], ["added slow.txt"])

    def test_a_lost_folder_keeps_its_documents_and_comes_back(self):
        other = self.folder / "other"
        other.mkdir()
        (other / "b.txt").write_text("The other text.")
        self.start(self.corpus, other)
        self.wait_for("added first.txt", "added b.txt")
        other.rename(self.folder / "away")
        (self.corpus / "c.txt").write_text("Meanwhile.")
        self.wait_for("added c.txt")
        self.assertNotIn("removed b.txt", self.told())
        (self.folder / "away/d.txt").write_text("While it was away.")
        (self.folder / "away").rename(other)
        self.wait_for("added d.txt")
        output = self.stop()
        self.assertIn("is not there", output)
        self.assertEqual(self.documents(), 4)

    def test_an_index_that_is_in_use_is_waited_for(self):
        self.start()
        self.wait_for("added first.txt")
        lock = subprocess.Popen(
            [sys.executable, "-c",
             "import fcntl, os, sys\n"
             "for name in os.listdir(sys.argv[1]):\n"
             "    path = os.path.join(sys.argv[1], name)\n"
             "    if os.path.isfile(path) and 'lock' in name:\n"
             "        fcntl.flock(os.open(path, os.O_RDWR), fcntl.LOCK_EX)\n"
             "print('held', flush=True)\nsys.stdin.read()\n", self.index],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(lock.stdout.close)
        lock.stdout.readline()
        (self.corpus / "late.txt").write_text("The late text.")
        time.sleep(5)
        self.assertIsNone(self.program.poll())
        self.assertNotIn("added late.txt", self.told())
        lock.stdin.close()
        lock.wait()
        self.wait_for("added late.txt")
        self.assertIn("trying again", self.stop())

    def test_what_cannot_work_is_said_at_once(self):
        (self.corpus / "sub").mkdir()
        run = subprocess.run([PROGRAM, "watch", self.corpus, self.corpus / "sub", "--index",
                              self.index, "--config", ROOT / "config"], text=True,
                             capture_output=True, timeout=PATIENCE)
        self.assertEqual(run.returncode, 2)
        self.assertIn("inside", run.stderr)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
