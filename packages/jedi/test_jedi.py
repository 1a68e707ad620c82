from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["jedi"])
def test_completion_follows_types(pyodide):
    import jedi

    source = "class Ship:\n    def sail(self): return 1\n\ndef build() -> Ship: ...\n\nbuild().sa"
    assert ["sail"] == [each.name for each in jedi.Script(source).complete()]
