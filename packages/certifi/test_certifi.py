from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["certifi"])
def test_certificates_are_readable(pyodide):
    import certifi

    text = certifi.contents()
    assert text.count("BEGIN CERTIFICATE") == text.count("END CERTIFICATE") > 100
