#!/usr/bin/env python3
"""Whole runs of lontar-indexer over documents made by bench/made_documents.py, as
docs/performance.md tells them. Needs ../shared/data and room in the temporary folder.

    bench/whole_runs.py memory [COUNT [MEAN_BYTES]]   peak memory of all processes; 22000 54500
    bench/whole_runs.py scale [SMALL [LARGE]]         throughput by size; 1000 20000
    bench/whole_runs.py update [COUNT [CHANGED]]      a small update of a large repository; 20000 10
    bench/whole_runs.py pdf [ROUNDS]                  pages per second, beside pdftotext and omindex; 3
"pdf" needs the packages poppler-utils and xapian-omega; it takes turns, and the best round counts.
Options after these are given to lontar-indexer (--jobs 2, --memory 256MB).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import made_documents

ROOT = Path(__file__).resolve().parent.parent
INDEXER = Path(os.environ.get("LONTAR_INDEXER", ROOT / "build" / "release" / "lontar-indexer"))


def tree(root):
    """The process and those it started, however far down."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                pass
    found = [root]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def pss_kb(process):
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass  # it has just ended
    return 0


class Sampler(threading.Thread):
    """The peaks, in kB, of all processes together and of the first, ten times a second."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.process = process
        self.all = self.first = 0
        self.samples = []
        self.ended = threading.Event()

    def run(self):
        begin = time.monotonic()
        while not self.ended.wait(0.1):
            sizes = [pss_kb(one) for one in tree(self.process)]
            self.all = max(self.all, sum(sizes))
            self.first = max(self.first, sizes[0])
            self.samples.append((time.monotonic() - begin, sum(sizes)))


def run(command, corpus, index, options, sample=False):
    begin = time.monotonic()
    before = os.times()
    process = subprocess.Popen(
        [INDEXER, command, corpus, "--index", index, *options], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True)
    sampler = Sampler(process.pid)
    if sample:
        sampler.start()
    output = process.communicate()[0]
    seconds = time.monotonic() - begin
    after = os.times()
    sampler.ended.set()
    if process.returncode not in (0, 1):
        sys.exit(f"{command} ended with {process.returncode}:\n{output[-2000:]}")
    return {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(after.children_user + after.children_system
                             - before.children_user - before.children_system, 2),
        "peak_mb_of_all": sampler.all // 1024,
        "peak_mb_of_indexer": sampler.first // 1024,
        "last_lines": output.strip().splitlines()[-3:],
    }


def size_mb(folder):
    return round(sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / 1e6)


def memory(place, arguments, options):
    count = arguments[0] if arguments else 22_000
    mean = arguments[1] if len(arguments) > 1 else 54_500
    bytes_ = made_documents.make(place / "corpus", count, mean)
    result = run("update", place / "corpus", place / "index", options, sample=True)
    return {"documents": count, "megabytes": round(bytes_ / 1e6), **result,
            "megabytes_per_second": round(bytes_ / 1e6 / result["seconds"], 2),
            "index_megabytes": size_mb(place / "index")}


def scale(place, arguments, options):
    rows = []
    for count in arguments or [1_000, 20_000]:
        rows.append(memory(place / str(count), [count], options))
        shutil.rmtree(place / str(count))

    def ratio(seconds):
        first, last = (row["megabytes"] / row[seconds] for row in (rows[0], rows[-1]))
        return round(last / first, 2)

    return {"runs": rows, "rate_of_last_to_first": ratio("seconds"),
            "rate_by_cpu_time": ratio("cpu_seconds")}


def update(place, arguments, options):
    count = arguments[0] if arguments else 20_000
    changed = arguments[1] if len(arguments) > 1 else 10
    corpus = place / "corpus"
    made_documents.make_small(corpus, count)
    result = {"documents": count, "first": run("update", corpus, place / "index", options)}
    files = sorted(corpus.rglob("document-*"))
    for attempt in range(3):
        for file in files[attempt + 1::len(files) // changed][:changed]:
            text = file.read_text()
            for begin in ("<fakta>", '"text": "'):
                text = text.replace(begin, f"{begin}changed{attempt} ", 1)
            file.write_text(text)
        result[f"update_{attempt + 1}"] = run("update", corpus, place / "index", options)
    result["nothing_changed"] = run("update", corpus, place / "index", options)
    return result


def pdf_folder(place):
    """The PDFs whose text pdftotext reads too: without the difficult ones."""
    folder = place / "pdf"
    folder.mkdir()
    found = [*made_documents.DATA.glob("judgments-sg/*.pdf"), *made_documents.DATA.glob("pdf/*/**/*.pdf")]
    for number, path in enumerate(path for path in sorted(found) if "stress" not in path.parts):
        shutil.copy(path, folder / f"{number:04d}.pdf")
    return folder


def pages_in(folder):
    pages = 0
    for path in folder.iterdir():
        told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, errors="replace").stdout
        pages += sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pages:"))
    return pages


def timed(command, **more):
    begin = time.monotonic()
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    after = os.times()
    return {"seconds": time.monotonic() - begin,
            "cpu_seconds": after.children_user + after.children_system
                           - before.children_user - before.children_system}


def without_ocr(place):
    """The configuration with reading of scans switched off, as the others do not read them."""
    config = place / "config"
    shutil.copytree(ROOT / "config", config)
    settings = (config / "lontar.toml").read_text()
    (config / "lontar.toml").write_text(settings.replace('ocr = "auto"', 'ocr = "off"'))
    return config


def pdf(place, arguments, options):
    folder = pdf_folder(place)
    files = sorted(folder.iterdir())
    pages = pages_in(folder)
    names = "".join(f"{path}\n" for path in files)
    config = without_ocr(place)

    def pdftotext():
        return timed(["xargs", "-P2", "-I{}", "pdftotext", "{}", "{}.txt"], input=names, text=True)

    def omindex():
        return timed(["omindex", "--db", place / "omega", "--url", "/", folder])

    def lontar():
        result = run("update", folder, place / "index", ["--config", config, *options])
        return {"seconds": result["seconds"], "cpu_seconds": result["cpu_seconds"]}

    best = {}
    for _ in range(arguments[0] if arguments else 3):
        for way in (lontar, omindex, pdftotext):
            spent = way()
            if way.__name__ not in best or spent["seconds"] < best[way.__name__]["seconds"]:
                best[way.__name__] = spent
            for made in ("index", "omega"):
                shutil.rmtree(place / made, ignore_errors=True)
            for text in folder.glob("*.txt"):
                text.unlink()
    for spent in best.values():
        spent["pages_per_second"] = round(pages / spent["seconds"])
        spent["pages_per_cpu_second"] = round(pages / spent["cpu_seconds"])
    return {"files": len(files), "pages": pages, **best}


def main():
    measures = {"memory": memory, "scale": scale, "update": update, "pdf": pdf}
    if len(sys.argv) < 2 or sys.argv[1] not in measures:
        sys.exit(__doc__)
    numbers = []
    options = sys.argv[2:]
    while options and options[0].isdigit():
        numbers.append(int(options.pop(0)))
    with tempfile.TemporaryDirectory(prefix="lontar-runs-") as place:
        print(json.dumps(measures[sys.argv[1]](Path(place), numbers, options), indent=2))


if __name__ == "__main__":
    main()
