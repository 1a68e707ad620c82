from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["libxml2"])
def test_functions_through_ctypes(pyodide):
    from ctypes import CDLL, CFUNCTYPE, POINTER, c_char_p, c_int, c_void_p, string_at

    library = CDLL("libxml2.so")
    library.xmlReadMemory.restype = library.xmlDocGetRootElement.restype = c_void_p
    library.xmlGetProp.restype = c_void_p
    library.xmlFirstElementChild.restype = library.xmlNextElementSibling.restype = c_void_p
    for function in ("xmlFirstElementChild", "xmlNextElementSibling", "xmlDocGetRootElement", "xmlFreeDoc"):
        getattr(library, function).argtypes = [c_void_p]
    text = b"<a><b k='1'/>text<b k='2'/></a>"
    document = library.xmlReadMemory(c_char_p(text), len(text), b"memory", None, 0)
    child, values = library.xmlFirstElementChild(library.xmlDocGetRootElement(document)), []
    while child:
        values.append(string_at(library.xmlGetProp(c_void_p(child), b"k")))
        child = library.xmlNextElementSibling(child)
    assert [b"1", b"2"] == values

    # It writes through functions of Python's.
    written = []
    writer = CFUNCTYPE(c_int, c_void_p, POINTER(c_char_p), c_int)(
        lambda context, buffer, length: written.append(string_at(buffer, length)) or length
    )
    closer = CFUNCTYPE(c_int, c_void_p)(lambda context: 0)
    library.xmlOutputBufferCreateIO.restype = c_void_p
    output = library.xmlOutputBufferCreateIO(writer, closer, None, None)
    assert library.xmlSaveFormatFileTo(c_void_p(output), c_void_p(document), b"UTF-8", 0) > 0
    assert b"".join(written).endswith(b'<a><b k="1"/>text<b k="2"/></a>\n')
    library.xmlFreeDoc(document)


@run_in_pyodide(packages=["libxml2"])
def test_features(pyodide):
    from ctypes import CDLL

    features = {"ZLIB": 1, "ICONV": 1, "XPATH": 1, "SCHEMAS": 1, "HTTP": 0, "FTP": 0, "THREAD": 0}
    numbers = {"THREAD": 1, "FTP": 9, "HTTP": 10, "XPATH": 16, "ICONV": 19, "SCHEMAS": 25, "ZLIB": 31}
    library = CDLL("libxml2.so")
    assert features == {name: library.xmlHasFeature(numbers[name]) for name in features}
