from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["numpy"])
def test_linear_algebra(pyodide):
    import numpy as np

    random = np.random.default_rng(seed=7)
    matrix = random.normal(size=(200, 200))
    matrix += matrix.T
    values = np.linalg.eigvalsh(matrix)
    assert np.all(np.diff(values) >= 0)
    np.testing.assert_allclose(np.trace(matrix), values.sum())
    np.testing.assert_allclose(np.linalg.norm(matrix), np.linalg.norm(values))

    u, s, vh = np.linalg.svd(matrix[:50])
    np.testing.assert_allclose(matrix[:50], u * s @ vh[:50], atol=1e-10)
    right = random.normal(size=200)
    np.testing.assert_allclose(right, matrix @ np.linalg.solve(matrix, right))


@run_in_pyodide(packages=["numpy"])
def test_errors_of_calculations(pyodide):
    """They are reported although WebAssembly has no floating-point exceptions."""
    import warnings

    import numpy as np

    for function, matrix in (
        (np.linalg.inv, np.zeros((2, 2))),
        (np.linalg.cholesky, -np.eye(2)),
        (lambda matrix: np.linalg.solve(matrix, [1, 2]), np.ones((2, 2))),
    ):
        try:
            function(matrix)
        except np.linalg.LinAlgError:
            continue
        raise AssertionError("what is impossible has a result")
    np.testing.assert_array_equal(np.eye(2), np.linalg.inv(np.eye(2)))  # nothing is left of the errors

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert [0, 2] == (np.array([3, 4]) // np.array([0, 2])).tolist()
    assert ["divide by zero encountered in floor_divide"] == [str(each.message) for each in caught]
    with np.errstate(divide="raise"):
        try:
            np.array([1]) % 0
        except FloatingPointError:
            return
    raise AssertionError("a division by zero has a result")


@run_in_pyodide(packages=["numpy"])
def test_fourier_transform(pyodide):
    import numpy as np

    signal = np.sin(2 * np.pi * 5 * np.arange(256) / 256)
    spectrum = np.abs(np.fft.rfft(signal))
    assert 5 == spectrum.argmax()
    np.testing.assert_allclose(signal, np.fft.irfft(np.fft.rfft(signal)), atol=1e-12)


@run_in_pyodide(packages=["numpy"])
def test_sizes_of_the_target(pyodide):
    import numpy as np

    assert 4 == np.dtype(np.intp).itemsize
    assert 16 == np.dtype(np.longdouble).itemsize
    assert 112 == np.finfo(np.longdouble).nmant  # quadruple precision
    assert 2**63 - 1 == int(np.array([2**63 - 1])[0])


@run_in_pyodide(packages=["numpy"])
def test_random_numbers_are_those_of_other_platforms(pyodide):
    import numpy as np

    random = np.random.default_rng(12345)
    assert [0.22733602246716966, 0.31675833970975287, 0.7973654573327341] == random.random(3).tolist()
    assert [51, 92, 14, 71] == np.random.RandomState(42).randint(100, size=4).tolist()


@run_in_pyodide(packages=["numpy"])
def test_files(pyodide):
    import numpy as np

    table = np.arange(12, dtype="f4").reshape(3, 4)
    np.savez_compressed("/tmp/table.npz", table=table)
    with np.load("/tmp/table.npz") as file:
        np.testing.assert_array_equal(table, file["table"])
    np.savetxt("/tmp/table.txt", table)
    np.testing.assert_array_equal(table, np.loadtxt("/tmp/table.txt", dtype="f4"))


@run_in_pyodide(packages=["numpy"])
def test_typed_arrays_share_memory(pyodide):
    import numpy as np

    from js import Float32Array
    from pyodide.code import run_js

    array = np.arange(6, dtype="f4").reshape(2, 3)
    run_js("(array) => { const view = array.getBuffer('f32'); view.data[view.offset + 4] = 40; view.release(); }")(
        array
    )
    assert [[0, 1, 2], [3, 40, 5]] == array.tolist()
    np.testing.assert_array_equal([1, 2], np.asarray(Float32Array.of(1, 2).to_py()))


@run_in_pyodide(packages=["numpy"])
def test_the_build_is_not_named(pyodide):
    import numpy as np

    config = str(np.show_config(mode="dicts"))
    assert "/bin/" not in config
    assert "wasm32" in config
