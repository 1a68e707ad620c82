import pytest

from harness.in_pyodide import run_in_pyodide


@pytest.mark.realms("node24", "chromium", "firefox")
@run_in_pyodide(packages=["cffi"])
def test_functions_of_the_c_library(pyodide):
    import cffi

    ffi = cffi.FFI()
    ffi.cdef("""
        size_t strlen(const char *);
        double atan2(double, double);
        typedef struct { int quot, rem; } div_t;
        typedef struct { long long quot, rem; } lldiv_t;
        div_t div(int, int);
        lldiv_t lldiv(long long, long long);
        int snprintf(char *, size_t, const char *, ...);
    """)
    c = ffi.dlopen(None)
    assert 5 == c.strlen(b"hello")
    assert 0.4636476090008061 == c.atan2(1, 2)
    # Structures by value, as results.
    assert (3, 2) == ((result := c.div(17, 5)).quot, result.rem)
    assert ((1 << 50) // 7, (1 << 50) % 7) == ((result := c.lldiv(1 << 50, 7)).quot, result.rem)
    # Variable arguments.
    buffer = ffi.new("char[100]")
    values = ffi.cast("int", -5), ffi.cast("double", 1.5), ffi.cast("long long", 1 << 40), ffi.new("char[]", b"text")
    length = c.snprintf(buffer, 100, b"%d %f %lld %s %d", *values, ffi.cast("int", 1234))
    assert b"-5 1.500000 1099511627776 text 1234" == ffi.string(buffer)
    assert length == len(ffi.string(buffer))


@pytest.mark.realms("node24", "chromium", "firefox")
@run_in_pyodide(packages=["cffi"])
def test_callbacks(pyodide):
    import cffi

    ffi = cffi.FFI()
    ffi.cdef("void qsort(void *, size_t, size_t, int (*)(const void *, const void *));")
    numbers = ffi.new("int[]", [5, 3, 9, 1, 7])

    @ffi.callback("int(const void *, const void *)")
    def compare(a, b):
        return ffi.cast("int *", a)[0] - ffi.cast("int *", b)[0]

    ffi.dlopen(None).qsort(numbers, len(numbers), ffi.sizeof("int"), compare)
    assert [1, 3, 5, 7, 9] == list(numbers)


@run_in_pyodide(packages=["cffi"])
def test_callbacks_of_many_types(pyodide):
    import gc

    import cffi

    ffi = cffi.FFI()
    ffi.cdef("struct pair { float a; long long b; };")
    struct = ffi.new("struct pair *", (1.5, 1 << 40))
    for signature, function, arguments, expected in (
        ("double(float, double)", lambda a, b: a * b, (1.5, 3.0), 4.5),
        ("long long(long long, int)", lambda a, b: a << b, (3, 40), 3 << 40),
        ("uint64_t(uint64_t)", lambda a: a, (2**64 - 1,), 2**64 - 1),
        ("signed char(unsigned char)", lambda a: a - 256, (200,), -56),
        ("long long(struct pair)", lambda pair: pair.b + int(pair.a * 2), (struct[0],), (1 << 40) + 3),
        ("void(void)", lambda: None, (), None),
    ):
        assert expected == ffi.callback(signature, function)(*arguments), signature
    made = ffi.callback("struct pair(int)", lambda n: ffi.new("struct pair *", (n / 2, n))[0])(5)
    assert (2.5, 5) == (made.a, made.b)
    # A place in the table of functions is used again when the callback is gone.
    for number in range(3000):
        assert number + 1 == ffi.callback("int(int)", lambda n: n + 1)(number)
    gc.collect()


@run_in_pyodide(packages=["cffi"])
def test_exceptions_in_callbacks(pyodide):
    import cffi

    ffi = cffi.FFI()
    seen = []

    def on_error(kind, value, trace):
        seen.append(kind)
        return 7

    assert 7 == ffi.callback("int(int)", lambda n: n // 0, onerror=on_error)(1)
    assert 5 == ffi.callback("int(int)", lambda n: n // 0, error=5, onerror=lambda *_: None)(1)
    assert [ZeroDivisionError] == seen


@run_in_pyodide(packages=["cffi"])
def test_memory(pyodide):
    import cffi

    ffi = cffi.FFI()
    ffi.cdef("""
        struct node { int value; struct node *next; };
        union word { uint32_t whole; uint8_t bytes[4]; };
        struct flags { unsigned low : 3; int high : 5; };
    """)
    last = ffi.new("struct node *", {"value": 2})
    first = ffi.new("struct node *", {"value": 1, "next": last})
    assert 2 == first.next.value
    assert ffi.NULL == first.next.next
    assert (4, 8) == (ffi.sizeof("void *"), ffi.sizeof("struct node"))
    word = ffi.new("union word *", {"whole": 0x01020304})
    assert [4, 3, 2, 1] == list(word.bytes)
    flags = ffi.new("struct flags *", (5, -3))
    assert (5, -3) == (flags.low, flags.high)
    view = bytearray(b"abcdef")
    ffi.memmove(ffi.from_buffer("char[]", view), b"XYZ", 3)
    assert bytearray(b"XYZdef") == view
    freed = []
    guarded = ffi.gc(ffi.new("int *", 3), lambda pointer: freed.append(pointer[0]))
    ffi.release(guarded)
    assert [3] == freed
    handle = ffi.new_handle(freed)
    assert freed is ffi.from_handle(ffi.cast("void *", handle))
    try:
        ffi.new("uint8_t *", 256)
    except OverflowError:
        pass
    else:
        raise AssertionError("256 went into a byte")


@run_in_pyodide(packages=["cffi"])
def test_what_is_missing(pyodide):
    import cffi

    ffi = cffi.FFI()
    ffi.cdef("int no_such_function(void);")
    library = ffi.dlopen(None)
    try:
        library.no_such_function()
    except AttributeError as error:
        assert "no_such_function" in str(error)
    else:
        raise AssertionError("a function that is not there was called")
    try:
        ffi.dlopen("libnothing.so")
    except OSError as error:
        assert "libnothing.so" in str(error)
    else:
        raise AssertionError("a library that is not there was opened")
