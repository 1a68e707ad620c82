from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["xxhash"])
def test_known_hashes(pyodide):
    import xxhash

    assert "32d153ff" == xxhash.xxh32(b"abc").hexdigest()
    assert "44bc2cf5ad770999" == xxhash.xxh64(b"abc").hexdigest()
    assert "78af5f94892f3950" == xxhash.xxh3_64(b"abc").hexdigest()
    assert "06b05ab6733a618578af5f94892f3950" == xxhash.xxh3_128(b"abc").hexdigest()


@run_in_pyodide(packages=["xxhash"])
def test_in_pieces(pyodide):
    import xxhash

    data = bytes(range(256)) * 5000
    for kind in (xxhash.xxh32, xxhash.xxh64, xxhash.xxh3_64, xxhash.xxh3_128):
        state = kind(seed=7)
        for start in range(0, len(data), 777):
            state.update(memoryview(data)[start : start + 777])
        copy = state.copy()
        assert kind(data, seed=7).digest() == state.digest() == copy.digest()
        assert kind(data, seed=8).digest() != state.digest()
        copy.update(b"x")
        assert copy.intdigest() != state.intdigest()
