"""A real web server on 127.0.0.1 with the faults that real ones have, and a private CA to trust it by."""

import ipaddress
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Served(NamedTuple):
    """Tell of one answer: how many bytes of which file went out, from where on."""

    path: str
    start: int
    sent: int


@dataclass
class Faults:
    """Say what the server does wrong; a file is named by the end of its path."""

    cut: dict[str, list[int]] = field(default_factory=dict)  # bytes after which it goes away, one request after another
    endless: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)  # says nothing after its head
    dripping: set[str] = field(default_factory=set)  # a byte of its head now and then
    status: dict[str, int] = field(default_factory=dict)
    redirect: dict[str, str] = field(default_factory=dict)
    no_range: bool = False
    pause: float = 0.0  # seconds before each piece
    piece: int = 65536
    before: Callable[[str], object] = lambda path: None  # called with every path that is asked for


class FeedServer(ThreadingHTTPServer):
    """Serve a folder; `log` has what went out."""

    daemon_threads = True

    def __init__(self, folder: Path, context: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, folder))
        self.faults = Faults()
        self.log: list[Served] = []
        self._noting = threading.Lock()
        self.tls = context is not None
        if context is not None:
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def address(self) -> str:
        """Return where the feed is."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that go away."""

    def begin(self, path: str, start: int) -> Callable[[int], None]:
        """Note an answer that begins; return what notes the bytes that go out."""
        with self._noting:
            place = len(self.log)
            self.log.append(Served(path, start, 0))

        def more(sent: int) -> None:
            self.log[place] = self.log[place]._replace(sent=self.log[place].sent + sent)

        return more

    def sent(self, name: str) -> int:
        """Return how many bytes went out of the file whose path ends so."""
        return sum(each.sent for each in self.log if each.path.endswith(name))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FeedServer

    def __init__(self, folder: Path, *rest: object) -> None:
        self._folder = folder
        super().__init__(*rest)  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer."""
        faults, path = self.server.faults, urlsplit(self.path).path.lstrip("/")  # a proxy is asked for the whole URL
        faults.before(path)
        file = self._folder / path

        def ends(names: Iterable[str]) -> str:
            return next((name for name in names if path.endswith(name)), "")

        if ends(faults.dripping):
            self._drip()
        elif moved := ends(faults.redirect):
            self._head(302, 0, Location=faults.redirect[moved])
        elif refused := ends(faults.status):
            self._head(faults.status[refused], 0)
        elif not file.is_file():
            self._head(404, 0)
        else:
            self._send(path, file.read_bytes(), ends(faults.cut), endless=bool(ends(faults.endless)))

    def _send(self, path: str, data: bytes, cut: str, *, endless: bool) -> None:
        faults, start = self.server.faults, 0
        if "Range" in self.headers and not faults.no_range:
            start = int(self.headers["Range"].removeprefix("bytes=").rstrip("-"))
            if start >= len(data):
                self._head(416, 0)
                return
            self._head(206, len(data) - start, **{"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"})
        elif endless:
            self.send_response(200)
            self.end_headers()
            self.close_connection = True
        else:
            self._head(200, len(data))
        if any(path.endswith(name) for name in faults.silent):
            time.sleep(5)
            return
        cuts = faults.cut.get(cut, [])
        end = min(len(data), start + cuts.pop(0)) if cuts else len(data)
        served = self.server.begin(path, start)
        try:
            for at in range(start, end, faults.piece):
                time.sleep(faults.pause)
                piece = data[at : min(end, at + faults.piece)]
                served(len(piece))  # before: whoever has it all may look at once
                self.wfile.write(piece)
            while endless:
                served(faults.piece)
                self.wfile.write(bytes(faults.piece))
        finally:
            if end < len(data):
                self.wfile.flush()
                self.close_connection = True

    def _drip(self) -> None:
        self.close_connection = True
        for byte in b"HTTP/1.1 200 OK\r\nX-Endless: " + b"x" * 500:
            self.wfile.write(bytes([byte]))
            time.sleep(0.01)

    def _head(self, status: int, length: int, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


@contextmanager
def serving(folder: Path, context: ssl.SSLContext | None = None) -> Iterator[FeedServer]:
    """Serve a folder while the block lasts."""
    with FeedServer(folder, context) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class Papers(NamedTuple):
    """Hold a certificate and its key as files."""

    certificate: Path
    key: Path


def authority(folder: Path, name: str = "某某法院内网根证书") -> Papers:
    """Make a private CA."""
    return _issue(folder, "ca", name, None)


def papers(folder: Path, ca: Papers, name: str = "127.0.0.1") -> Papers:
    """Have a CA issue a certificate for a server on 127.0.0.1, or a client of that name."""
    return _issue(folder, name, name, ca)


def server_context(own: Papers, clients: Path | None = None) -> ssl.SSLContext:
    """Return how a server shows itself; with `clients` it lets in only those whose certificates that CA issued."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own.certificate, own.key)
    if clients is not None:
        context.load_verify_locations(clients)
        context.verify_mode = ssl.CERT_REQUIRED
    return context


def _issue(folder: Path, file: str, name: str, issuer: Papers | None) -> Papers:
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signer, issued_by = key, subject
    if issuer is not None:
        loaded = serialization.load_pem_private_key(issuer.key.read_bytes(), None)
        assert isinstance(loaded, ec.EllipticCurvePrivateKey)
        signer = loaded
        issued_by = x509.load_pem_x509_certificate(issuer.certificate.read_bytes()).subject
    now = datetime.now(UTC)
    usage = x509.KeyUsage(True, False, False, False, False, issuer is None, issuer is None, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issued_by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(issuer is None, None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    result = Papers(folder / f"{file}.pem", folder / f"{file}.key")
    result.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    result.key.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return result
