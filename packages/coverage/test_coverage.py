from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["coverage"])
def test_lines_and_branches(pyodide):
    import importlib
    import io
    import sys
    from pathlib import Path

    import coverage
    from coverage import tracer

    assert tracer.__file__.endswith(".so")
    folder = Path("/tmp/covered")
    folder.mkdir(exist_ok=True)
    (folder / "subject.py").write_text("def f(x):\n    if x:\n        return 1\n    return 2\n\n\nf(1)\n")
    sys.path.insert(0, str(folder))
    try:
        measured = coverage.Coverage(branch=True, include=[f"{folder}/*"], data_file=str(folder / "data"))
        measured.start()
        importlib.import_module("subject")
        measured.stop()
        measured.save()
    finally:
        sys.path.remove(str(folder))
        del sys.modules["subject"]
    _, statements, _, missing, _ = measured.analysis2(str(folder / "subject.py"))
    assert ([1, 2, 3, 4, 7], [4]) == (statements, missing)
    report = io.StringIO()
    assert round(100 * 5 / 7) == round(measured.report(file=report))
    assert "CTracer" == measured._collector.tracer_name()
