# SPDX-License-Identifier: Apache-2.0
"""Networks that stand in the way: proxies, certificates, clocks, names that nobody knows; each said in its own words."""

import datetime
import errno
import ipaddress
import ssl
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from huggingface_hub import close_session
from rigwise.core.models.hub.faults import explained
from rigwise.core.models.hub.inspect import inspect
from rigwise.core.models.hub.names import Reference
from rigwise.core.problems import RigwiseError

NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


def refused(place, repo="meta/tiny"):
    with pytest.raises(RigwiseError) as caught:
        inspect(place, Reference(repo))
    problem = caught.value.problem
    assert problem.fix.endswith(".")
    return problem


def certificate(folder, begin, end):
    """A certificate for 127.0.0.1 that signs itself, and its key, as one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "hub.pem"
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


class _Empty(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class _Quiet(HTTPServer):
    def handle_error(self, request, client_address):
        """A client that does not trust us hangs up."""


@pytest.fixture
def over_tls(place, tmp_path, monkeypatch):
    """`over_tls(begin, end, trusted)` is a place whose Hub shows such a certificate."""
    servers = []

    def serve(begin, end, trusted=True):
        pem = certificate(tmp_path, begin, end)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        server = _Quiet(("127.0.0.1", 0), _Empty)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        servers.append(server)
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        close_session()
        return replace(place, endpoint=f"https://127.0.0.1:{server.server_port}")

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()
    monkeypatch.undo()
    close_session()


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [(NOW + DAY, NOW + 9 * DAY, "not valid yet"), (NOW - 9 * DAY, NOW - DAY, "out of date")],
)
def test_a_certificate_of_another_time_points_at_the_clock(over_tls, begin, end, words):
    problem = refused(over_tls(begin, end))
    assert problem.code == "hub-clock"
    assert words in problem.message
    assert "timedatectl" in problem.fix


def test_a_certificate_that_nobody_signed_points_at_who_reads_along(over_tls):
    problem = refused(over_tls(NOW - DAY, NOW + DAY, trusted=False))
    assert problem.code == "hub-certificate"
    assert "SSL_CERT_FILE" in problem.fix


def test_a_proxy_that_is_not_there(place, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    close_session()
    try:
        assert refused(replace(place, endpoint="http://hub.invalid")).code == "hub-proxy"
    finally:
        monkeypatch.undo()
        close_session()


def test_a_name_that_nobody_knows(place):
    problem = refused(replace(place, endpoint="http://hub.invalid"))
    assert problem.code == "hub-unreachable"
    assert "offline" in problem.message
    assert "catalogue" in problem.fix


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (httpx.ConnectTimeout("slow"), "hub-timeout"),
        (httpx.ReadTimeout("slow"), "hub-timeout"),
        (httpx.ProxyError("407"), "hub-proxy"),
        (httpx.RemoteProtocolError("cut"), "hub-dropped"),
        (httpx.ReadError("reset"), "hub-dropped"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk-full"),
        (OSError(errno.EACCES, "Permission denied", "/x"), "disk-refused"),
        (OSError(errno.EIO, "Input/output error", "/x"), "disk-fault"),
        (RecursionError(), "hub-answer-odd"),
    ],
)
def test_every_fault_has_its_sentence(place, error, code):
    problem = explained(error, "meta/tiny", place).problem
    assert problem.code == code
    assert problem.message.endswith(".")


def test_a_fault_of_our_own_is_not_dressed_up(place):
    assert explained(AssertionError("ours"), "meta/tiny", place) is None
