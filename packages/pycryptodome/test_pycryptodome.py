from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["pycryptodome"])
def test_known_answers(pyodide):
    from Crypto.Cipher import AES
    from Crypto.Hash import SHA3_256, SHA256

    # FIPS 197, appendix C.3.
    key, block = bytes(range(32)), bytes.fromhex("00112233445566778899aabbccddeeff")
    assert "8ea2b7ca516745bfeafc49904b496089" == AES.new(key, AES.MODE_ECB).encrypt(block).hex()
    assert "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" == SHA256.new(b"abc").hexdigest()
    assert "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532" == SHA3_256.new(b"abc").hexdigest()


@run_in_pyodide(packages=["pycryptodome"])
def test_authenticated_encryption(pyodide):
    from Crypto.Cipher import AES, ChaCha20_Poly1305

    key, nonce = bytes(range(32)), b"n" * 12

    def gcm():
        return AES.new(key, AES.MODE_GCM, nonce=nonce)

    def poly1305():
        return ChaCha20_Poly1305.new(key=key, nonce=nonce)

    for new in (gcm, poly1305):
        cipher, same, other = new(), new(), new()
        for each in (cipher, same):
            each.update(b"header")
        text, tag = cipher.encrypt_and_digest(b"secret" * 1000)
        assert b"secret" * 1000 == same.decrypt_and_verify(text, tag)
        other.update(b"other")
        try:
            other.decrypt_and_verify(text, tag)
        except ValueError as error:
            assert "MAC check failed" in str(error)
        else:
            raise AssertionError("another header passed")


@run_in_pyodide(packages=["pycryptodome"])
def test_signatures(pyodide):
    from Crypto.Hash import SHA256
    from Crypto.PublicKey import ECC, RSA
    from Crypto.Signature import eddsa, pkcs1_15

    key = RSA.generate(1024)
    signature = pkcs1_15.new(key).sign(SHA256.new(b"text"))
    pkcs1_15.new(RSA.import_key(key.public_key().export_key())).verify(SHA256.new(b"text"), signature)
    edwards = ECC.generate(curve="ed25519")
    signature = eddsa.new(edwards, "rfc8032").sign(b"text")
    try:
        eddsa.new(edwards.public_key(), "rfc8032").verify(b"other", signature)
    except ValueError:
        pass
    else:
        raise AssertionError("a wrong signature passed")
