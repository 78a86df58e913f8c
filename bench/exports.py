#!/usr/bin/env python3
"""What exporting whole searches costs, as docs/performance.md tells it: time, size and the memory of
the service, over documents made by bench/made_documents.py; and how searches fare beside an export.

    bench/exports.py [COUNT [MEAN_BYTES]]     20000 documents, of 54500 bytes
    bench/exports.py --index DIR              an index that is there already

Needs ../shared/data unless there is an index, and room in the temporary folder.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

import made_documents
import whole_runs

ROOT = Path(__file__).resolve().parent.parent
SERVICE = Path(os.environ.get("LONTAR_SEARCH_API", ROOT / "build" / "release" / "lontar-search-api"))
FORMATS = ("csv", "jsonl", "ris", "bibtex")
# Everything; a word that many documents have; several words, with passages to be found.
QUERIES = ("", "putusan", "putusan OR treaty OR court")


class Service:
    def __init__(self, index):
        self.process = subprocess.Popen(
            [SERVICE, "--index", index, "--config", ROOT / "config", "--web", ROOT / "web", "--port", "0"],
            stdout=subprocess.PIPE, text=True)
        self.base = re.search(r"http://\S+?(?=/$)", self.process.stdout.readline().strip()).group()

    def get(self, path, packed=False):
        request = urllib.request.Request(self.base + path, headers={"Accept-Encoding": "gzip"} if packed else {})
        begin = time.monotonic()
        size = 0
        first = None
        with urllib.request.urlopen(request) as answer:
            while chunk := answer.read(1 << 16):
                first = first or time.monotonic() - begin
                size += len(chunk)
        return {"seconds": round(time.monotonic() - begin, 2), "first_byte": round(first or 0, 2), "bytes": size}

    def memory(self, mark):
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(mark):
                return int(line.split()[1]) // 1024
        return 0

    def forget_peak(self):
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def search_times(self, ended):
        took = []
        while not ended.is_set():
            begin = time.monotonic()
            self.get("/api/v1/search?q=putusan")
            took.append((time.monotonic() - begin) * 1000)
        return took

    def end(self):
        self.process.terminate()
        self.process.wait()


def export(service, query, format_):
    service.forget_peak()
    before = service.memory("VmRSS:")
    path = f"/api/v1/search/export?format={format_}" + (f"&q={urllib.parse.quote(query)}" if query else "")
    result = service.get(path)
    packed = service.get(path, packed=True)
    return {"query": query, "format": format_, **result, "packed_bytes": packed["bytes"],
            "packed_seconds": packed["seconds"], "memory_before_mb": before, "peak_mb": service.memory("VmHWM:")}


def searches(service, beside):
    """How long a search takes while `beside` runs."""
    ended = threading.Event()
    took = []
    thread = threading.Thread(target=lambda: took.extend(service.search_times(ended)))
    thread.start()
    beside()
    ended.set()
    thread.join()
    return {"searches": len(took), "p50_ms": round(statistics.median(took), 2),
            "p95_ms": round(sorted(took)[len(took) * 95 // 100], 2)}


def measure(index):
    service = Service(index)
    try:
        total = json.loads(urllib.request.urlopen(service.base + "/api/v1/search").read())["total"]["value"]
        print(json.dumps({"documents": total}))
        for query in QUERIES:
            for format_ in FORMATS:
                print(json.dumps(export(service, query, format_)), flush=True)
        print(json.dumps({"searches alone": searches(service, lambda: time.sleep(3))}))
        print(json.dumps({"searches beside an export": searches(
            service, lambda: service.get("/api/v1/search/export?format=jsonl&q=putusan"))}))
        print(json.dumps({"sitemap": service.get("/sitemaps/1.xml"), "feed": service.get("/search/feed.atom?q=putusan"),
                          "record": service.get("/search/record?q=putusan")}))
    finally:
        service.end()


def main(arguments):
    if arguments[:1] == ["--index"]:
        return measure(arguments[1])
    if arguments and not arguments[0].isdigit():
        sys.exit(__doc__)
    count = int(arguments[0]) if arguments else 20_000
    mean = int(arguments[1]) if len(arguments) > 1 else 54_500
    with tempfile.TemporaryDirectory(prefix="lontar-bench-") as place:
        made_documents.make(Path(place) / "corpus", count, mean)
        whole_runs.run("update", Path(place) / "corpus", Path(place) / "index", [])
        measure(Path(place) / "index")


main(sys.argv[1:])
