import pytest

from harness.in_pyodide import run_in_pyodide

EVERYWHERE = pytest.mark.realms("node24", "chromium", "firefox")


@EVERYWHERE
@run_in_pyodide(packages=["lxml"])
def test_parse_change_and_write(pyodide):
    from lxml import etree

    assert (2, 9, 14) == etree.LIBXML_VERSION == etree.LIBXML_COMPILED_VERSION
    root = etree.fromstring("<a x='1'>text<b/>tail<!-- c --><?do it?></a>")
    root[0].text = "<&>"
    root.append(etree.SubElement(etree.Element("other"), "moved", {"key": "ü"}))
    del root.attrib["x"]
    expected = "<a>text<b>&lt;&amp;&gt;</b>tail<!-- c --><?do it?><moved key='ü'/></a>".replace("'", '"')
    assert expected == etree.tostring(root, encoding="unicode")
    assert b"<a>\n  <b>1</b>\n</a>\n" == etree.tostring(etree.XML("<a><b>1</b></a>"), pretty_print=True)


@run_in_pyodide(packages=["lxml"])
def test_namespaces(pyodide):
    from lxml import etree

    root = etree.fromstring('<r xmlns="urn:one" xmlns:p="urn:two"><p:a p:k="v"/><a/></r>')
    assert ["{urn:two}a", "{urn:one}a"] == [child.tag for child in root]
    assert {None: "urn:one", "p": "urn:two"} == root.nsmap
    assert "v" == root[0].get("{urn:two}k")
    assert [root[1]] == root.findall("one:a", {"one": "urn:one"})
    assert ["v"] == root.xpath("//t:a/@t:k", namespaces={"t": "urn:two"})
    etree.cleanup_namespaces(root)
    assert "urn:three" not in etree.tostring(root, encoding="unicode")


@run_in_pyodide(packages=["lxml"])
def test_xpath(pyodide):
    from lxml import etree

    root = etree.XML("<shop><item price='3'>pen</item><item price='20'>ink</item><item price='7'>cap</item></shop>")
    assert ["ink", "cap"] == root.xpath("item[@price > $least]/text()", least=5)
    assert 30.0 == root.xpath("sum(item/@price)")
    assert True is root.xpath("boolean(item[. = 'pen'])")
    assert "pen-ink-cap" == etree.XPath("concat(item[1], '-', item[2], '-', item[last()])")(root)

    namespace = etree.FunctionNamespace("urn:functions")
    namespace["double"] = lambda context, nodes: 2 * float(nodes[0].get("price"))
    assert 40.0 == root.xpath("f:double(item[2])", namespaces={"f": "urn:functions"})
    expression = "re:test(., '^[pc]')"
    found = root.xpath(f"item[{expression}]/text()", namespaces={"re": "http://exslt.org/regular-expressions"})
    assert ["pen", "cap"] == found


@EVERYWHERE
@run_in_pyodide(packages=["lxml"])
def test_xslt(pyodide):
    from lxml import etree

    style = etree.XML("""
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
            xmlns:math="http://exslt.org/math" xmlns:str="http://exslt.org/strings"
            extension-element-prefixes="math str">
          <xsl:param name="title"/>
          <xsl:key name="by-kind" match="n" use="@kind"/>
          <xsl:template match="/numbers">
            <html><h1><xsl:value-of select="$title"/></h1>
              <xsl:for-each select="n"><xsl:sort data-type="number" order="descending"/>
                <li><xsl:value-of select="."/></li></xsl:for-each>
              <max><xsl:value-of select="math:max(n)"/></max>
              <odd><xsl:value-of select="count(key('by-kind', 'odd'))"/></odd>
              <xsl:for-each select="str:tokenize('a b')"><t><xsl:value-of select="."/></t></xsl:for-each>
            </html>
          </xsl:template>
        </xsl:stylesheet>""")
    transform = etree.XSLT(style)
    source = etree.XML("<numbers><n kind='odd'>3</n><n>12</n><n kind='odd'>7</n></numbers>")
    result = transform(source, title=etree.XSLT.strparam("it's")).getroot()
    assert "it's" == result.findtext("h1")
    assert ["12", "7", "3"] == [each.text for each in result.iter("li")]
    assert ("12", "2", ["a", "b"]) == (result.findtext("max"), result.findtext("odd"), result.xpath("t/text()"))
    try:
        etree.XSLT(
            etree.XML(
                '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:x/></xsl:stylesheet>'
            )
        )
    except etree.XSLTParseError as error:
        assert "xsl:x" in str(error) or "x" in str(error.error_log)
    else:
        raise AssertionError("a wrong stylesheet passed")


@run_in_pyodide(packages=["lxml"])
def test_python_functions_in_xslt(pyodide):
    from lxml import etree

    def fail(context, nodes):
        raise LookupError("from Python")

    text = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f">
        <xsl:template match="/"><x><xsl:value-of select="f:call(/*)"/></x></xsl:template></xsl:stylesheet>"""
    source = etree.XML("<name>value</name>")
    transform = etree.XSLT(etree.XML(text), extensions={("urn:f", "call"): lambda context, nodes: nodes[0].text * 2})
    assert "valuevalue" == transform(source).getroot().text
    try:
        etree.XSLT(etree.XML(text), extensions={("urn:f", "call"): fail})(source)
    except LookupError as error:
        assert "from Python" == str(error)
    else:
        raise AssertionError("the exception was lost on its way through libxslt")


@run_in_pyodide(packages=["lxml"])
def test_html(pyodide):
    from lxml import html

    page = html.fromstring("<p>One<p>Two &eacute;<br><a href='x?a=1&b=2'>link</a><form><input name=q value=1></form>")
    assert ["One", "Two é"] == page.xpath("//p/text()")
    page.make_links_absolute("http://localhost/folder/")
    assert [("a", "http://localhost/folder/x?a=1&b=2")] == [(e.tag, url) for e, _, url, _ in page.iterlinks()]
    assert {"q": "1"} == dict(page.forms[0].fields)
    assert '<a href="#">b &amp; c</a>' == html.tostring(html.fragment_fromstring("<a href='#'>b & c")).decode()
    from lxml.html.diff import htmldiff

    assert "<ins>new</ins>" in htmldiff("<p>the old one</p>", "<p>the new one</p>")
    assert "über" == html.fromstring("<p>über".encode("iso-8859-1"), parser=html.HTMLParser(encoding="iso-8859-1")).text


@run_in_pyodide(packages=["lxml"])
def test_errors(pyodide):
    from lxml import etree

    try:
        etree.fromstring("<a>\n <b>\n</a>")
    except etree.XMLSyntaxError as error:
        assert (3, 5) == error.position
        assert "Opening and ending tag mismatch: b line 2 and a" in str(error)
        assert etree.ErrorTypes.ERR_TAG_NAME_MISMATCH == error.code
    else:
        raise AssertionError("what is not well-formed passed")
    recovered = etree.fromstring("<a><b></a>", etree.XMLParser(recover=True))
    assert b"<a><b/></a>" == etree.tostring(recovered)
    for attempt in (lambda: recovered.xpath("//["), lambda: etree.XPath("f:x()")(recovered)):
        try:
            attempt()
        except etree.XPathError:
            pass
        else:
            raise AssertionError("a wrong expression passed")
    try:
        recovered.text = "\0"
    except ValueError:
        pass
    else:
        raise AssertionError("a null byte passed")


@run_in_pyodide(packages=["lxml"])
def test_validation(pyodide):
    import io

    from lxml import etree

    schema = etree.XMLSchema(
        etree.XML("""
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="n"><xs:simpleType>
        <xs:restriction base="xs:integer"><xs:maxInclusive value="9"/></xs:restriction></xs:simpleType></xs:element>
        </xs:schema>""")
    )
    assert schema.validate(etree.XML("<n>9</n>"))
    assert not schema.validate(etree.XML("<n>10</n>"))
    assert "greater than the maximum value allowed ('9')" in schema.error_log.last_error.message
    relaxng = etree.RelaxNG(
        etree.XML("""
        <element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><zeroOrMore><element name="b"><text/></element>
        </zeroOrMore></element>""")
    )
    assert [True, False] == [relaxng.validate(etree.XML(text)) for text in ("<a><b/><b>t</b></a>", "<a><c/></a>")]
    dtd = etree.DTD(io.StringIO("<!ELEMENT a (b+)><!ELEMENT b EMPTY>"))
    assert [True, False] == [dtd.validate(etree.XML(text)) for text in ("<a><b/></a>", "<a/>")]
    from lxml.isoschematron import Schematron

    schematron = Schematron(
        etree.XML("""
        <schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="a">
        <assert test="count(b) = 2">two</assert></rule></pattern></schema>""")
    )
    assert [True, False] == [schematron.validate(etree.XML(text)) for text in ("<a><b/><b/></a>", "<a/>")]


@EVERYWHERE
@run_in_pyodide(packages=["lxml"])
def test_files_of_libxml2(pyodide):
    """libxml2 opens them itself: compressed ones through zlib, entities, XInclude, and what XSLT writes."""
    import gzip
    from pathlib import Path

    from lxml import etree

    folder = Path("/tmp/lxml")
    folder.mkdir(exist_ok=True)
    (folder / "entity.txt").write_text("from a file")
    (folder / "part.xml").write_text("<part>included</part>")
    text = """<!DOCTYPE a [<!ENTITY e SYSTEM "entity.txt">]>
        <a xmlns:xi="http://www.w3.org/2001/XInclude">&e;<xi:include href="part.xml"/></a>"""
    (folder / "main.xml").write_text(text)
    tree = etree.parse(str(folder / "main.xml"), etree.XMLParser(resolve_entities=True, no_network=True))
    tree.xinclude()
    assert ("from a file", "included") == (tree.getroot().text, tree.findtext("part"))

    with gzip.open(folder / "a.xml.gz", "wb") as file:
        file.write(b"<a>" + b"<b/>" * 10_000 + b"</a>")
    assert 10_000 == len(etree.parse(str(folder / "a.xml.gz")).getroot())
    tree.write(str(folder / "out.xml.gz"), compression=9)
    assert b"included" in gzip.decompress((folder / "out.xml.gz").read_bytes())

    try:
        etree.parse(str(folder / "missing.xml"))
    except OSError as error:
        assert "missing.xml" in str(error)
    else:
        raise AssertionError("a file that is not there was parsed")


@run_in_pyodide(packages=["lxml"])
def test_encodings(pyodide):
    from lxml import etree

    texts = {"utf-16": "é", "iso-8859-15": "é", "windows-1251": "Привет", "shift_jis": "日本語"}
    read_only = {"euc-kr": "한국어", "big5": "中文", "gb18030": "中文"}
    for encoding, text in (texts | read_only).items():
        data = f"<?xml version='1.0' encoding='{encoding}'?><a>{text}</a>".encode(encoding)
        assert text == etree.fromstring(data).text, encoding
    assert "<a>é</a>".encode("iso-8859-1") in etree.tostring(etree.XML("<a>é</a>"), encoding="iso-8859-1")
    assert "日本".encode("euc-jp") in etree.tostring(etree.XML("<a>日本</a>"), encoding="euc-jp")
    try:
        etree.tostring(etree.XML("<a>한국어</a>"), encoding="euc-kr")
    except etree.SerialisationError as error:
        assert "IO_ENCODER" in str(error)
    else:
        raise AssertionError("iconv of the C library has learned to write EUC-KR")


@run_in_pyodide(packages=["lxml"])
def test_reading_in_pieces(pyodide):
    import io

    from lxml import etree

    data = b"<log>" + b"".join(b"<entry id='%d'>text</entry>" % number for number in range(20_000)) + b"</log>"
    total = 0
    for _, element in etree.iterparse(io.BytesIO(data), tag="entry"):
        total += int(element.get("id"))
        element.clear(keep_tail=True)
        while element.getprevious() is not None:
            del element.getparent()[0]
    assert sum(range(20_000)) == total

    class Target:
        depth = deepest = 0

        def start(self, tag, attributes):
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)

        def end(self, tag):
            self.depth -= 1

        def close(self):
            return self.deepest

    parser = etree.XMLParser(target=Target())
    for piece in (b"<a><b>", b"<c/></", b"b></a>"):
        parser.feed(piece)
    assert 3 == parser.close()

    out = io.BytesIO()
    with etree.xmlfile(out, encoding="utf-8") as file, file.element("a", n="1"):
        file.write(etree.Element("b"))
    assert b'<a n="1"><b/></a>' == out.getvalue()


@run_in_pyodide(packages=["lxml"])
def test_objectify_shares_trees_with_etree(pyodide):
    """Both modules work on the same trees, with the one libxml2 that is loaded."""
    from lxml import etree, objectify

    root = objectify.fromstring("<a><n>1</n><n>2.5</n><flag>true</flag></a>")
    assert 3.5 == root.n[0] + root.n[1]
    assert root.flag
    root.added = "new"
    assert "new" == etree.ElementTree(root).findtext("added")
    assert ["1", "2.5"] == root.xpath("n/text()")
    root.n = [1, 2.5, 4]
    assert [1, 2.5, 4] == [each.pyval for each in root.n]


@run_in_pyodide(packages=["lxml"])
def test_deep_trees(pyodide):
    from lxml import etree

    deep = "<a>" * 200_000 + "</a>" * 200_000
    try:
        etree.fromstring(deep)
    except etree.XMLSyntaxError as error:
        assert "Excessive depth" in str(error)
    else:
        raise AssertionError("the limit of libxml2 was passed")
    root = etree.fromstring("<a>" * 2000 + "</a>" * 2000, etree.XMLParser(huge_tree=True))
    assert 2000 == sum(1 for _ in root.iter())
    assert 1999 == etree.tostring(root).count(b"</a>")
