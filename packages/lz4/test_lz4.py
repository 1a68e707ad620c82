from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["lz4"])
def test_blocks_and_frames(pyodide):
    import lz4.block
    import lz4.frame

    data = b"".join(b"line %d\n" % (number % 1000) for number in range(100_000))
    packed = lz4.block.compress(data, mode="high_compression", compression=9)
    assert len(packed) < len(data) // 10
    assert data == lz4.block.decompress(packed)
    frame = lz4.frame.compress(data, content_checksum=True, block_linked=False)
    assert data == lz4.frame.decompress(frame)
    # The magic number that other programs know it by.
    assert b"\x04\x22\x4d\x18" == frame[:4]
    damaged = bytearray(frame)
    damaged[-1] ^= 1
    try:
        lz4.frame.decompress(bytes(damaged))
    except RuntimeError as error:
        assert "ERROR_contentChecksum_invalid" in str(error)
    else:
        raise AssertionError("a damaged frame passed")


@run_in_pyodide(packages=["lz4"])
def test_files(pyodide):
    import lz4.frame

    with lz4.frame.open("/tmp/data.lz4", "wt", encoding="utf-8") as file:
        file.writelines(f"{number} ü\n" for number in range(10_000))
    with lz4.frame.open("/tmp/data.lz4", "rt", encoding="utf-8") as file:
        assert "9999 ü\n" == [*file][-1]
