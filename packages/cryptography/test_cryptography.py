import pytest

from harness.in_pyodide import run_in_pyodide

# The copy of OpenSSL is one of its own: it is to work in browsers, too.
pytestmark = pytest.mark.realms("node24", "chromium")


@run_in_pyodide(packages=["cryptography", "pytest"])
def test_fernet(pyodide):
    import pytest
    from cryptography.fernet import Fernet, InvalidToken

    fernet = Fernet(Fernet.generate_key())
    token = fernet.encrypt(b"a secret")
    assert b"a secret" == fernet.decrypt(token)
    with pytest.raises(InvalidToken):
        fernet.decrypt(token[:-2] + b"AA")


@run_in_pyodide(packages=["cryptography"])
def test_known_answers(pyodide):
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    # Test case 14 of the specification of GCM.
    sealed = AESGCM(bytes(32)).encrypt(bytes(12), bytes(16), None)
    assert "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919" == sealed.hex()
    chacha = ChaCha20Poly1305(bytes(32))
    assert b"text" == chacha.decrypt(bytes(12), chacha.encrypt(bytes(12), b"text", b"more"), b"more")
    # RFC 7914, sections 11 and 12.
    derived = PBKDF2HMAC(hashes.SHA256(), length=64, salt=b"salt", iterations=1).derive(b"passwd")
    assert "55ac046e56e3089fec1691c22544b605" == derived[:16].hex()
    assert "77d6576238657b203b19ca42c18a0497" == Scrypt(b"", length=64, n=16, r=1, p=1).derive(b"")[:16].hex()


@run_in_pyodide(packages=["cryptography", "pytest"])
def test_signatures_and_agreements(pyodide):
    import pytest
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    # RFC 8032, section 7.1, test 1.
    key = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    assert key.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155")
    with pytest.raises(InvalidSignature):
        key.public_key().verify(key.sign(b"one"), b"another")

    curve = ec.generate_private_key(ec.SECP256R1())
    curve.public_key().verify(curve.sign(b"text", ec.ECDSA(hashes.SHA256())), b"text", ec.ECDSA(hashes.SHA256()))
    large = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.MAX_LENGTH)
    large.public_key().verify(large.sign(b"text", pss, hashes.SHA256()), b"text", pss, hashes.SHA256())
    one, other = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    assert one.exchange(other.public_key()) == other.exchange(one.public_key())


@run_in_pyodide(packages=["cryptography", "pytest"])
def test_certificates(pyodide):
    import datetime

    import pytest
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

    def name(text):
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

    now = datetime.datetime(2026, 1, 1)
    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())

    def certificate(subject, public_key, *extensions):
        builder = x509.CertificateBuilder(name("An authority"), name(subject), public_key, 7)
        builder = builder.not_valid_before(now).not_valid_after(now + datetime.timedelta(days=30))
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(authority, hashes.SHA256())

    known = x509.SubjectKeyIdentifier.from_public_key(authority.public_key())
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())
    usage = dict.fromkeys(
        (
            *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
            *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
        ),
        False,
    )
    root = certificate(
        "An authority",
        authority.public_key(),
        (x509.BasicConstraints(ca=True, path_length=None), True),
        (x509.KeyUsage(**{**usage, "key_cert_sign": True}), True),
        (known, False),
    )
    leaf = certificate(
        "A server",
        key.public_key(),
        (x509.SubjectAlternativeName([x509.DNSName("example.org")]), False),
        (issued_by, False),
        (x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.SERVER_AUTH]), False),
    )
    read = x509.load_pem_x509_certificate(leaf.public_bytes(serialization.Encoding.PEM))
    assert ["example.org"] == read.extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    ).value.get_values_for_type(x509.DNSName)

    policy = PolicyBuilder().store(Store([root])).time(now + datetime.timedelta(days=1))
    assert [leaf, root] == policy.build_server_verifier(x509.DNSName("example.org")).verify(leaf, [])
    with pytest.raises(VerificationError):
        policy.build_server_verifier(x509.DNSName("example.com")).verify(leaf, [])


@run_in_pyodide(packages=["cryptography", "pytest"])
def test_keys_in_files(pyodide):
    import pytest
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"password"),
    )
    assert key.private_bytes_raw() == serialization.load_pem_private_key(text, b"password").private_bytes_raw()
    with pytest.raises(ValueError, match="password"):
        serialization.load_pem_private_key(text, b"wrong")
    ssh = key.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
    assert ssh.startswith(b"ssh-ed25519 ")


@run_in_pyodide(packages=["cryptography"])
def test_old_algorithms(pyodide):
    from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.ciphers import Cipher, modes

    cipher = Cipher(TripleDES(bytes(range(24))), modes.CBC(bytes(8)))
    encryptor, decryptor = cipher.encryptor(), cipher.decryptor()
    assert bytes(16) == decryptor.update(encryptor.update(bytes(16)))
    digest = hashes.Hash(hashes.MD5())
    digest.update(b"abc")
    assert "900150983cd24fb0d6963f7d28e17f72" == digest.finalize().hex()
