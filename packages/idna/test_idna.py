from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["idna"])
def test_names_of_hosts(pyodide):
    import idna

    assert b"xn--strae-oqa.example" == idna.encode("straße.example")
    assert "straße.example" == idna.decode("xn--strae-oqa.example")
    try:
        idna.encode("a\u0378b")
    except idna.IDNAError as error:
        assert "U+0378" in str(error)
    else:
        raise AssertionError("an unassigned code point passed")
