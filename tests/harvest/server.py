"""A web server on the loopback interface that does what a test tells it to, and keeps what it was asked."""

import ssl
import subprocess
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """What a path answers. `cut`: only so many bytes of the body are sent before the connection ends;
    `slow`: seconds between pieces of it, each of `piece` bytes."""

    body: bytes = b""
    type: str = "application/pdf"
    status: int = 200
    headers: dict = field(default_factory=dict)
    etag: str = ""
    last_modified: str = ""
    length: bool = True
    cut: int = -1
    slow: float = 0
    piece: int = 1000


@dataclass
class Asked:
    path: str
    headers: dict
    when: float


class Server:
    def __init__(self, certificate=None):
        self.replies = {}  # path -> Reply, or list of them: one after the other, the last for ever
        self.asked = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                outer.answer(self)

            def log_message(self, *_):
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.http = Quiet(("127.0.0.1", 0), Handler)
        self.scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.http.socket = context.wrap_socket(self.http.socket, server_side=True)
            self.scheme = "https"
        self.base = f"{self.scheme}://127.0.0.1:{self.http.server_port}"
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def close(self):
        self.http.shutdown()
        self.http.server_close()

    def url(self, path):
        return self.base + path

    def paths(self):
        return [asked.path for asked in self.asked]

    def answer(self, handler):
        self.asked.append(Asked(handler.path, {k.lower(): v for k, v in handler.headers.items()},
                                time.monotonic()))
        reply = self.replies.get(handler.path, Reply(b"nothing here", "text/html", 404))
        if isinstance(reply, list):
            reply = reply.pop(0) if len(reply) > 1 else reply[0]
        try:
            self.send(handler, reply)
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True

    def send(self, handler, reply):
        asked = {k.lower(): v for k, v in handler.headers.items()}
        status, body, extra = reply.status, reply.body, dict(reply.headers)
        if status == 200 and self.unchanged(asked, reply):
            status, body = 304, b""
        validator = asked.get("if-range")
        begin = asked.get("range", "")
        if status == 200 and begin and validator in (reply.etag, reply.last_modified):
            at = int(begin.removeprefix("bytes=").removesuffix("-"))
            if at >= len(body):
                status, body = 416, b""
            else:
                status = 206
                extra["Content-Range"] = f"bytes {at}-{len(body) - 1}/{len(body)}"
                body = body[at:]
        handler.send_response(status)
        handler.send_header("Content-Type", reply.type)
        if reply.etag:
            handler.send_header("ETag", reply.etag)
        if reply.last_modified:
            handler.send_header("Last-Modified", reply.last_modified)
        for name, value in extra.items():
            handler.send_header(name, value)
        if reply.length and status != 304:
            handler.send_header("Content-Length", str(len(body)))
        handler.close_connection = not reply.length or reply.cut >= 0
        handler.end_headers()
        if reply.cut >= 0:
            body = body[:reply.cut]
        pieces = [body[i:i + reply.piece] for i in range(0, len(body), reply.piece)]
        for piece in pieces if reply.slow else [body]:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(reply.slow)

    @staticmethod
    def unchanged(asked, reply):
        if reply.etag and "if-none-match" in asked:
            return asked["if-none-match"] == reply.etag
        return bool(reply.last_modified) and asked.get("if-modified-since") == reply.last_modified


def self_signed(folder):
    """A certificate for 127.0.0.1 that no authority vouches for: (certificate, key)."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=test",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    return certificate, key
