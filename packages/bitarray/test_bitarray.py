from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["bitarray", "bitarray-tests"], time_limit=300)
def test_its_own_tests(pyodide):
    import io
    import unittest

    import bitarray.test_bitarray
    import bitarray.test_util

    loader = unittest.defaultTestLoader
    suite = unittest.TestSuite(map(loader.loadTestsFromModule, (bitarray.test_bitarray, bitarray.test_util)))
    report = io.StringIO()
    result = unittest.TextTestRunner(report, verbosity=0).run(suite)
    assert result.wasSuccessful(), report.getvalue()[-20_000:]
    assert result.testsRun > 400
