from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["zstandard"])
def test_levels_and_dictionaries(pyodide):
    import zstandard

    assert "cext" == zstandard.backend
    data = b"".join(b"line %d\n" % (number % 1000) for number in range(100_000))
    sizes = []
    for level in (-5, 3, 19):
        packed = zstandard.ZstdCompressor(level=level, write_checksum=True).compress(data)
        assert data == zstandard.ZstdDecompressor().decompress(packed)
        sizes.append(len(packed))
    assert sizes == sorted(sizes, reverse=True)
    samples = [b'{"name": "user%d", "kind": "sample", "number": %d}' % (n, n * 7) for n in range(2000)]
    dictionary = zstandard.train_dictionary(4096, samples)
    with_dictionary = zstandard.ZstdCompressor(dict_data=dictionary).compress(samples[7])
    assert len(with_dictionary) < len(zstandard.compress(samples[7]))
    assert samples[7] == zstandard.ZstdDecompressor(dict_data=dictionary).decompress(with_dictionary)


@run_in_pyodide(packages=["zstandard"])
def test_streams_and_errors(pyodide):
    import io

    import zstandard

    data = bytes(range(256)) * 10_000
    out = io.BytesIO()
    with zstandard.ZstdCompressor().stream_writer(out, closefd=False) as writer:
        for start in range(0, len(data), 100_000):
            writer.write(data[start : start + 100_000])
    out.seek(0)
    with zstandard.ZstdDecompressor().stream_reader(out) as reader:
        assert data == reader.read()
    try:
        zstandard.decompress(b"no zstd at all")
    except zstandard.ZstdError:
        pass
    else:
        raise AssertionError("what is no frame passed")
