from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["six"])
def test_moves(pyodide):
    from six.moves.urllib.parse import urlsplit

    assert "example.org" == urlsplit("https://example.org/x").netloc


@run_in_pyodide(packages=["six"])
def test_metaclass_of_both_pythons(pyodide):
    import six

    class Named(type):
        def __str__(cls):
            return "named"

    assert "named" == str(six.add_metaclass(Named)(type("Any", (), {})))
