from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["pytest"])
def test_run(pyodide):
    from pathlib import Path

    import pytest

    folder = Path("/tmp/a-project")
    folder.mkdir()
    (folder / "test_it.py").write_text(
        "import pytest\n\n@pytest.mark.parametrize('n', [1, 2])\ndef test_even(n, tmp_path):\n    assert n % 2 == 0\n"
    )

    class Results:
        def __init__(self):
            self.outcomes = []

        def pytest_runtest_logreport(self, report):
            if report.when == "call":
                self.outcomes.append((report.nodeid.rpartition("::")[2], report.outcome))
                if report.failed:
                    assert "assert (1 % 2) == 0" in report.longreprtext

    results = Results()
    code = pytest.main(["-q", "-p", "no:cacheprovider", str(folder)], plugins=[results])
    assert pytest.ExitCode.TESTS_FAILED == code
    assert [("test_even[1]", "failed"), ("test_even[2]", "passed")] == results.outcomes
