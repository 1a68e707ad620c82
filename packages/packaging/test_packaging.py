from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["packaging"])
def test_versions_requirements_and_markers(pyodide):
    from packaging.requirements import Requirement
    from packaging.tags import sys_tags
    from packaging.version import Version

    assert Version("1.0.dev1") < Version("1.0a1") < Version("1.0") < Version("1.0.post1")
    requirement = Requirement('numpy>=2,!=2.1; platform_machine == "wasm32"')
    assert requirement.marker.evaluate()
    assert not requirement.specifier.contains("2.1.0")
    assert "wasm32" in next(iter(sys_tags())).platform
