from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["pygments"])
def test_highlighting(pyodide):
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name, guess_lexer_for_filename

    html = highlight("def f(): return 'x'", get_lexer_by_name("python"), HtmlFormatter())
    assert '<span class="k">def</span>' in html
    assert "Rust" == guess_lexer_for_filename("main.rs", "fn main() {}").name
