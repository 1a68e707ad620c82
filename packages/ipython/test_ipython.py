from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["ipython"])
def test_shell(pyodide):
    from IPython.core.completer import provisionalcompleter
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance()
    try:
        with capture_output() as captured:
            assert shell.run_cell("x = 6\nx * 7").result == 42
            shell.run_cell("%who")
            shell.run_cell("1 / 0")
        assert "42" in captured.stdout
        assert "ZeroDivisionError" in captured.stdout
        with provisionalcompleter():
            assert ["bit_count", "bit_length"] == [each.text for each in shell.Completer.completions("x.bit", 5)]
    finally:
        InteractiveShell.clear_instance()
