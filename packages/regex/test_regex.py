from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["regex", "regex-tests"], time_limit=300)
def test_its_own_tests(pyodide):
    """All pass: none is left out, and none is expected to fail."""
    import io
    import unittest

    suite = unittest.defaultTestLoader.loadTestsFromName("regex.tests.test_regex")
    report = io.StringIO()
    result = unittest.TextTestRunner(report, verbosity=0).run(suite)
    assert result.wasSuccessful(), report.getvalue()[-20_000:]
    assert result.testsRun >= 100
    assert [] == result.skipped == result.expectedFailures


@run_in_pyodide(packages=["regex"])
def test_what_re_cannot_do(pyodide):
    import regex

    assert regex.fullmatch("(?:cat){e<=1}", "cut").fuzzy_counts == (1, 0, 0)
    assert [(0, 3), (4, 6)] == [match.span() for match in regex.finditer(r"\p{Script=Greek}+", "αβγ δε z")]
    assert ["a1", "b22"] == regex.fullmatch(r"(?:(\w\d+) ?)+", "a1 b22").captures(1)
    assert regex.fullmatch(r"\((?:[^()]|(?R))*\)", "(a(b)(c(d)))")
    assert ["🏳️‍🌈", "é"] == regex.findall(r"\X", "🏳️‍🌈é")


@run_in_pyodide(packages=["regex"])
def test_timeout(pyodide):
    import regex

    try:
        regex.fullmatch(r"(?:a|aa)+[xy]", "a" * 36 + "z", timeout=0.2)
    except TimeoutError:
        pass
    else:
        raise AssertionError("it found an end")
