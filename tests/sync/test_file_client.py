"""The file client below the transfer: TLS, proxies, slow hosts."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from byte_server import ByteServer, answer

from app.domain.failures import Failure, FailureCode, Reason
from app.sync.addresses import parse
from app.sync.connection import Limits, Stop, Stopped
from app.sync.file_client import FileClient
from app.sync.files import Head, failure_from_network
from app.sync.proxies import Proxy, SystemProxies

LIMITS = Limits(connect=3, idle=3)


class Collected:
    def __init__(self) -> None:
        self.status = 0
        self.body = b""
        self.ended = False

    def head(self, head: Head) -> bool:
        self.status = head.status
        return True

    def chunk(self, data: memoryview) -> None:
        self.body += data

    def end(self) -> None:
        self.ended = True


@pytest.fixture
def server() -> Iterator[ByteServer]:
    server = ByteServer()
    yield server
    server.close()


class TlsServer:
    """Answers each connection with one file, under a certificate of its own making."""

    def __init__(self, folder: Path) -> None:
        self.certificate = _self_signed(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._listener.getsockname()[1]}/sheet.pdf"
        self._thread = threading.Thread(target=self._serve, args=(context,))
        self._thread.start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _serve(self, context: ssl.SSLContext) -> None:
        while True:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(plain, server_side=True) as connection:
                    while connection.recv(65_536):
                        connection.sendall(answer(b"x" * 300_000))
            except OSError:
                plain.close()


@pytest.fixture
def tls_server(tmp_path: Path) -> Iterator[TlsServer]:
    server = TlsServer(tmp_path)
    yield server
    server.close()


def test_a_certificate_nobody_vouches_for_is_refused(tls_server: TlsServer) -> None:
    client = FileClient(limits=LIMITS, proxies=lambda address: None)
    with pytest.raises(Failure) as caught:
        client.get(tls_server.url, {"Authorization": "Bearer secret"}, Collected(), Stop())
    client.close()
    assert caught.value.code is FailureCode.NETWORK
    assert "certificate" in caught.value.technical


def test_a_trusted_certificate_opens_a_connection_that_is_kept(tls_server: TlsServer) -> None:
    client = FileClient(
        limits=LIMITS,
        proxies=lambda address: None,
        trust=lambda: ssl.create_default_context(cafile=str(tls_server.certificate)),
    )
    for _ in range(3):
        received = Collected()
        client.get(tls_server.url, {}, received, Stop())
        assert (received.status, len(received.body), received.ended) == (200, 300_000, True)
    client.close()


def test_https_goes_through_the_proxy_by_tunnel(server: ByteServer) -> None:
    server.on("storage.example:443", answer(b"", "407 Proxy Authentication Required"))
    client = FileClient(
        limits=LIMITS, proxies=lambda address: Proxy("127.0.0.1", server.port, "Basic eDp5"), trust=pytest.fail
    )
    with pytest.raises(Failure) as caught:
        client.get("https://storage.example/x", {"Authorization": "Bearer s"}, Collected(), Stop())
    client.close()
    assert (caught.value.code, caught.value.status) == (FailureCode.NETWORK, 407)
    assert server.requests[0].path == "storage.example:443"
    assert server.requests[0].headers == {"Host": "storage.example:443", "Proxy-Authorization": "Basic eDp5"}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, None),
        ({"http": "http://proxy:1"}, None),
        ({"https": "http://proxy:3128"}, ("proxy", 3128, None)),
        ({"https": "proxy:3128"}, ("proxy", 3128, None)),
        ({"all": "http://u:p%40ss@proxy"}, ("proxy", 80, "Basic dTpwQHNz")),
    ],
)
def test_the_systems_proxy_is_honoured(settings: dict[str, str], expected: tuple[object, ...] | None) -> None:
    proxy = SystemProxies(lambda: settings, lambda host: False)(parse("https://storage.example/"))
    assert (proxy and (proxy.host, proxy.port, proxy.authorization)) == expected


def test_a_host_outside_the_proxys_range_is_spoken_to_directly() -> None:
    proxies = SystemProxies(lambda: {"https": "http://proxy:1"}, lambda host: host == "inside.example")
    assert proxies(parse("https://inside.example/")) is None
    assert proxies(parse("http://127.0.0.1:9/")) is None


@pytest.mark.parametrize("url", ["socks5://proxy:1080", "https://proxy:443", "http://", "http://proxy:x"])
def test_a_proxy_of_an_unknown_kind_is_named_as_the_cause(url: str) -> None:
    with pytest.raises(Failure) as caught:
        SystemProxies(lambda: {"https": url}, lambda host: False)(parse("https://storage.example/"))
    assert "proxy" in caught.value.technical


def test_a_trickle_is_given_up(server: ByteServer) -> None:
    head = answer(b"", length=10**6)
    server.on("/sheet.pdf", lambda asked: _slowly(head, server))
    client = FileClient(limits=Limits(connect=3, idle=60, slow=0.6), proxies=lambda address: None)
    received = Collected()
    with pytest.raises(Failure) as caught:
        client.get(server.url(), {}, received, Stop())
    client.close()
    assert caught.value.code is FailureCode.NETWORK
    assert "slow" in caught.value.technical
    assert received.body


def test_an_unwanted_body_is_not_handed_on(server: ByteServer) -> None:
    class Unwilling(Collected):
        def head(self, head: Head) -> bool:
            super().head(head)
            return False

    server.on("/small", answer(b"x" * 100))
    server.on("/large", answer(b"x" * 10**6))
    client = FileClient(limits=LIMITS, proxies=lambda address: None)
    for path in ("/small", "/small", "/large", "/small"):
        received = Unwilling()
        client.get(server.url(path), {}, received, Stop())
        assert (received.status, received.body, received.ended) == (200, b"", False)
    client.close()
    assert [asked.connection for asked in server.requests] == [1, 1, 1, 2]


def test_a_request_that_was_given_up_before_is_never_sent(server: ByteServer) -> None:
    client = FileClient(limits=LIMITS, proxies=lambda address: None)
    stop = Stop()
    stop.set()
    with pytest.raises(Stopped):
        client.get(server.url(), {}, Collected(), stop)
    assert server.requests == []


def test_what_the_receiver_raises_comes_out_unchanged(server: ByteServer) -> None:
    class Broken(Collected):
        def chunk(self, data: memoryview) -> None:
            raise ZeroDivisionError

    server.on("/sheet.pdf", answer(b"x" * 100))
    client = FileClient(limits=LIMITS, proxies=lambda address: None)
    with pytest.raises(ZeroDivisionError):
        client.get(server.url(), {}, Broken(), Stop())
    client.close()


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\nhello",
        b"HTTP/1.1 OK\r\n\r\nhello",
        b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloXX\r\n0\r\n\r\n",
    ],
)
def test_nonsense_is_not_taken_for_http(server: ByteServer, head: bytes) -> None:
    server.on("/sheet.pdf", lambda asked: [head, b""])
    client = FileClient(limits=LIMITS, proxies=lambda address: None)
    received = Collected()
    with pytest.raises(Failure) as caught:
        client.get(server.url(), {}, received, Stop())
    client.close()
    assert caught.value.code is FailureCode.NETWORK
    assert not received.ended


def test_provisional_answers_are_passed_over(server: ByteServer) -> None:
    server.on("/sheet.pdf", b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + answer(b"hello"))
    client = FileClient(limits=LIMITS, proxies=lambda address: None)
    received = Collected()
    client.get(server.url(), {}, received, Stop())
    client.close()
    assert (received.status, received.body) == (200, b"hello")


@pytest.mark.parametrize(
    ("error", "reason", "words"),
    [
        (socket.gaierror(socket.EAI_NONAME, "x"), Reason.OFFLINE, "name not found"),
        (OSError(101, "x"), Reason.OFFLINE, "ENETUNREACH"),
        (ConnectionResetError(104, "x"), None, "ECONNRESET"),
        (TimeoutError(), None, "no answer in time"),
        (ssl.SSLError(1, "x"), None, "TLS failed"),
    ],
)
def test_each_error_of_a_socket_has_its_class(error: OSError, reason: Reason | None, words: str) -> None:
    failure = failure_from_network(error, "storage.example")
    assert (failure.code, failure.reason) == (FailureCode.NETWORK, reason)
    assert words in failure.technical


def _slowly(head: bytes, server: ByteServer) -> Iterator[bytes]:
    yield head
    for _ in range(40):
        server.waiting.wait(0.05)
        yield b"x"


def _self_signed(folder: Path) -> Path:
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path
