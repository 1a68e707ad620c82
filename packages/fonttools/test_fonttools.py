from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["fonttools"])
def test_make_a_font_and_read_it(pyodide):
    import io

    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont

    pen = TTGlyphPen(None)
    for number, point in enumerate([(0, 0), (500, 0), (250, 700)]):
        (pen.lineTo if number else pen.moveTo)(point)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "One Letter", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    content = io.BytesIO()
    builder.save(content)

    font = TTFont(io.BytesIO(content.getvalue()))
    assert "One Letter" == font["name"].getBestFamilyName()
    assert [(0, 0), (250, 700), (500, 0)] == sorted(font["glyf"]["A"].coordinates)
    assert (600, 0) == font["hmtx"]["A"]
