from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["iniconfig"])
def test_sections_and_lines(pyodide):
    from iniconfig import IniConfig

    config = IniConfig("tox.ini", data="[pytest]\naddopts = -q\n  -x\n[other]\nvalue = 1 # one\n")
    assert "-q\n-x" == config["pytest"]["addopts"]
    assert 5 == config.lineof("other", "value")
