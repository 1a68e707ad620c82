from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["charset-normalizer"])
def test_detection(pyodide):
    from charset_normalizer import from_bytes

    text = "Съешь же ещё этих мягких французских булок, да выпей чаю. " * 20
    best = from_bytes(text.encode("cp1251")).best()
    assert text == str(best)
