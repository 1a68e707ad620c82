"""The package ssl: contexts, certificates, and connections that stay in memory."""

import zipfile

import pytest

from harness.site import DISTRIBUTION


def default_context() -> None:
    import ssl

    assert ssl.OPENSSL_VERSION.startswith("OpenSSL 3.5.")
    context = ssl.create_default_context()
    assert (ssl.CERT_REQUIRED, True) == (context.verify_mode, context.check_hostname)
    assert "TLS_AES_256_GCM_SHA384" in {cipher["name"] for cipher in context.get_ciphers()}
    assert ssl.HAS_TLSv1_3
    assert ssl.HAS_SNI
    assert ssl.HAS_ALPN


def certificates_where_systems_have_them() -> None:
    import ssl

    import js

    paths = ssl.get_default_verify_paths()
    assert ("/etc/ssl/cert.pem", "/etc/ssl/certs") == (paths.openssl_cafile, paths.openssl_capath)
    assert (None, None) == (paths.cafile, paths.capath)  # in a page there are none
    trusted = ssl.create_default_context().cert_store_stats()["x509_ca"]
    assert trusted > 100 if hasattr(js, "process") else trusted == 0  # Node.js has its own


def random_numbers() -> None:
    import ssl

    assert ssl.RAND_status()
    assert 32 == len(ssl.RAND_bytes(32))
    assert ssl.RAND_bytes(32) != ssl.RAND_bytes(32)
    ssl.RAND_add(b"whatever", 0.0)


def handshake() -> None:
    """Connect a client and a server, neither of which has a socket."""
    import ssl

    def connect(server_context, client_context, name="localhost"):
        to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
        server = server_context.wrap_bio(to_server, to_client, server_side=True)
        client = client_context.wrap_bio(to_client, to_server, server_hostname=name)
        waiting = [client, server]
        for _ in range(20):
            for side in [*waiting]:
                try:
                    side.do_handshake()
                except ssl.SSLWantReadError:
                    continue
                waiting.remove(side)
            if not waiting:
                return client, server
        raise AssertionError("the handshake does not end")

    server_context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server_context.load_cert_chain("/tmp/server.pem")
    server_context.set_alpn_protocols(["h2"])
    client_context = ssl.create_default_context(cafile="/tmp/authority.pem")
    client_context.set_alpn_protocols(["h2", "http/1.1"])
    assert {"x509": 1, "crl": 0, "x509_ca": 1} == client_context.cert_store_stats()
    # The certificates of CPython's tests are valid for some years, and those before or after are not the point.
    client_context.verify_flags |= 0x200000  # X509_V_FLAG_NO_CHECK_TIME

    client, server = connect(server_context, client_context)
    assert "TLSv1.3" == client.version()
    assert "h2" == client.selected_alpn_protocol() == server.selected_alpn_protocol()
    assert ("DNS", "localhost") in client.getpeercert()["subjectAltName"]
    client.write(b"to the server")
    assert b"to the server" == server.read(100)
    server.write(b"x" * 10_000)
    assert b"x" * 10_000 == client.read(20_000)

    client_context.maximum_version = ssl.TLSVersion.TLSv1_2
    client, server = connect(server_context, client_context)
    assert "TLSv1.2" == client.version()
    server.write(b"older")
    assert b"older" == client.read(10)

    for context, name, problem in [
        (client_context, "example.org", "Hostname mismatch"),
        (ssl.create_default_context(), "localhost", "unable to get local issuer certificate"),
    ]:
        try:
            connect(server_context, context, name)
        except ssl.SSLCertVerificationError as error:
            assert problem in str(error), error
        else:
            raise AssertionError


def wrong_key_files() -> None:
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    for path, error in [("/tmp/no-such-file", FileNotFoundError), ("/tmp/authority.pem", ssl.SSLError)]:
        try:
            context.load_cert_chain(path)
        except error:
            pass
        else:
            raise AssertionError(path)
    # Nobody can be asked for the password of a key, so it is an error.
    try:
        context.load_cert_chain("/tmp/encrypted.pem")
    except (ssl.SSLError, OSError) as error:
        assert "PEM" in str(error), error
    else:
        raise AssertionError
    context.load_cert_chain("/tmp/encrypted.pem", password="somepass")


USES = [default_context, certificates_where_systems_have_them, random_numbers, handshake, wrong_key_files]
CERTIFICATES = {"server": "keycert3", "authority": "pycacert", "encrypted": "keycert.passwd"}


def test_works(load) -> None:
    python = load("ssl")
    (tests,) = DISTRIBUTION.glob("test-*.whl")
    with zipfile.ZipFile(tests) as archive:
        for name, original in CERTIFICATES.items():
            python.write_file(f"/tmp/{name}.pem", archive.read(f"test/certdata/{original}.pem"))
    for use in USES:
        python.run_function(use)


@pytest.mark.realms("node24")
def test_beside_hashlib(load) -> None:
    """Each has a libcrypto of its own; they do not meet."""
    python = load("ssl", "hashlib")

    python.run("import ssl, _hashlib")
    assert 32 == python.run("len(ssl.RAND_bytes(32))")
    assert 20 == python.run("_hashlib.new('ripemd160').digest_size")
    assert python.run("ssl.create_default_context().get_ciphers()[0]['name']").startswith("TLS_")
