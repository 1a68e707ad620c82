from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["MarkupSafe"])
def test_escaping_is_done_in_c(pyodide):
    import markupsafe
    from markupsafe import _native, _speedups

    assert _speedups._escape_inner is markupsafe._escape_inner
    for text in ("", "plain", "<&>\"'", "é<", "→<", "😀&", "a" * 10_000 + "<"):
        assert _native._escape_inner(text) == _speedups._escape_inner(text)


@run_in_pyodide(packages=["MarkupSafe"])
def test_markup_stays_markup(pyodide):
    from markupsafe import Markup, escape

    class Link:
        def __html__(self):
            return "<a>"

    assert "<a>" == escape(Link())
    assert "<b>&lt;i&gt;</b>" == Markup("<b>%s</b>") % "<i>"
    assert "<b>&#34;</b><i>" == Markup("<b>{}</b>").format('"') + Markup("<i>")
    assert "a & b" == Markup("<p>a &amp; <!-- c -->b</p>").striptags()
    assert Markup is type(Markup("a").join(["<", "b"]))
