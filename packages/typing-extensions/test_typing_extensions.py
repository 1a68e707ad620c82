from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["typing-extensions"])
def test_protocols_and_deprecation(pyodide):
    import warnings
    from typing import Protocol, get_protocol_members
    from warnings import deprecated

    from typing_extensions import TypedDict, is_typeddict

    class Closes(Protocol):
        def close(self) -> None: ...

    class Movie(TypedDict, total=False):
        name: str

    @deprecated("use new()")
    def old():
        return 1

    assert {"close"} == get_protocol_members(Closes)
    assert is_typeddict(Movie)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert 1 == old()
    assert "use new()" == str(caught[0].message)
