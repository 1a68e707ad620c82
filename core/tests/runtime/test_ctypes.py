"""ctypes: calls into C, structures, and Python functions called by C."""

import pytest

from harness.realms import ALL_REALMS

pytestmark = pytest.mark.realms(*ALL_REALMS)

START = """
import ctypes
from ctypes import *
libc = CDLL(None)
"""


def test_calls(pyodide) -> None:
    pyodide.run(START)
    pyodide.run(
        """
        assert 3 == libc.strlen(b"abc")
        assert 5 == libc.abs(-5)
        libc.strtod.restype = c_double
        end = c_char_p()
        assert 2.5 == libc.strtod(b"2.5 rest", byref(end))
        assert b" rest" == end.value
        libc.llabs.restype, libc.llabs.argtypes = c_longlong, [c_longlong]
        assert 2**40 == libc.llabs(-(2**40))
        libc.pow.restype, libc.pow.argtypes = c_double, [c_double, c_double]
        assert 8.0 == libc.pow(2, 3)
        libc.fabsf.restype, libc.fabsf.argtypes = c_float, [c_float]
        assert 1.5 == libc.fabsf(-1.5)
        # Which arguments are variadic must be said here, as on some other platforms.
        libc.snprintf.argtypes = [c_char_p, c_size_t, c_char_p]
        buffer = create_string_buffer(20)
        assert 9 == libc.snprintf(buffer, 20, b"%d %s %.1f", 12, b"ab", c_double(0.5)), buffer.value
        assert b"12 ab 0.5" == buffer.value
        assert 7 == c_int.in_dll(pythonapi, "Py_OptimizeFlag").value + 7
        assert pythonapi.Py_IsInitialized()
        """
    )


def test_errors_of_c(pyodide) -> None:
    pyodide.run(START)
    pyodide.run(
        """
        import errno
        library = CDLL(None, use_errno=True)
        assert -1 == library.open(b"/no/such/file", 0)
        assert errno.ENOENT == ctypes.get_errno()
        try: library.no_such_function
        except AttributeError: pass
        else: raise AssertionError
        try: CDLL("/no/such/library.so")
        except OSError as error: assert "/no/such/library.so" in str(error), error
        else: raise AssertionError
        """
    )


def test_structures(pyodide) -> None:
    pyodide.run(START)
    pyodide.run(
        """
        class Quotient(Structure):
            _fields_ = [("quot", c_int), ("rem", c_int)]
        libc.div.restype = Quotient
        result = libc.div(17, 5)
        assert (3, 2) == (result.quot, result.rem)

        class LongQuotient(Structure):
            _fields_ = [("quot", c_longlong), ("rem", c_longlong)]
        libc.lldiv.restype, libc.lldiv.argtypes = LongQuotient, [c_longlong, c_longlong]
        result = libc.lldiv(2**40 + 1, 2)
        assert (2**39, 1) == (result.quot, result.rem)

        class Time(Structure):
            _fields_ = [(name, c_int) for name in "sec min hour mday mon year wday yday isdst".split()] + [
                ("gmtoff", c_long), ("zone", c_char_p)]
        libc.gmtime.restype = POINTER(Time)
        time = libc.gmtime(byref(c_longlong(86400 * 365))).contents
        assert (71, 0, 1) == (time.year, time.mon, time.mday)

        class Packed(Structure):
            _pack_ = 1
            _fields_ = [("a", c_char), ("b", c_int), ("bits", c_uint, 3)]
        assert 9 == sizeof(Packed)
        packed = Packed.from_buffer_copy(b"x\\x01\\0\\0\\0\\x05\\0\\0\\0")
        assert (b"x", 1, 5) == (packed.a, packed.b, packed.bits)
        assert 8 == sizeof(c_longlong) == sizeof(c_double) and 4 == sizeof(c_void_p) == sizeof(c_long)
        """
    )


def test_qsort_with_a_python_comparison(pyodide) -> None:
    pyodide.run(START)
    pyodide.run(
        """
        import random
        COMPARE = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
        numbers = list(range(100))
        random.Random(1).shuffle(numbers)
        array = (c_int * 100)(*numbers)
        libc.qsort(array, 100, sizeof(c_int), COMPARE(lambda a, b: b[0] - a[0]))
        assert list(range(100))[::-1] == list(array)
        """
    )


def test_callbacks_of_many_types(pyodide) -> None:
    pyodide.run(START)
    pyodide.run(
        """
        def call(restype, argtypes, arguments, function):
            return CFUNCTYPE(restype, *argtypes)(function)(*arguments)
        assert 3 == call(c_int, [c_int, c_int], [1, 2], lambda a, b: a + b)
        assert 2**40 + 1 == call(c_longlong, [c_longlong], [2**40], lambda a: a + 1)
        assert 2.5 == call(c_double, [c_float, c_double], [0.5, 2.0], lambda a, b: a + b)
        assert b"b" == call(c_char, [c_char], [b"a"], lambda a: bytes([a[0] + 1]))
        assert None is call(None, [], [], lambda: None)
        assert [1] == call(py_object, [py_object], [[1]], lambda a: a)
        assert 120 == call(c_int, [c_int] * 15, range(1, 16), lambda *a: sum(a))
        class Pair(Structure): _fields_ = [("a", c_int), ("b", c_double)]
        assert 3.5 == call(c_double, [Pair], [Pair(1, 2.5)], lambda pair: pair.a + pair.b)
        """
    )


def test_callbacks_within_callbacks(pyodide) -> None:
    pyodide.run(START)
    pyodide.run(
        """
        TYPE = CFUNCTYPE(c_int, c_int)
        function = TYPE(lambda n: 0 if n == 0 else function(n - 1) + 1)
        assert 20 == function(20)
        del function
        """
    )


def test_callbacks_are_freed(pyodide) -> None:
    """The table of functions does not grow with each callback."""
    pyodide.run(START)
    pyodide.run(
        """
        def address():
            return c_void_p.from_buffer(CFUNCTYPE(c_int)(lambda: 1)).value
        seen = {address() for _ in range(200)}
        assert len(seen) <= 2, seen
        """
    )


def test_an_exception_in_a_callback_is_reported(pyodide) -> None:
    """C cannot be unwound by it: as in every Python, it goes to sys.unraisablehook."""
    pyodide.run(START)
    pyodide.run(
        """
        import sys
        reported = []
        hook, sys.unraisablehook = sys.unraisablehook, lambda report: reported.append(report.exc_type)
        try:
            CFUNCTYPE(c_int)(lambda: 1 / 0)()
        finally:
            sys.unraisablehook = hook
        assert [ZeroDivisionError] == reported
        """
    )


def test_memory(pyodide) -> None:
    pyodide.run(START)
    pyodide.run(
        """
        libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = c_void_p, [c_size_t], [c_void_p]
        address = libc.malloc(100)
        memset(address, 7, 100)
        assert bytes([7]) * 100 == string_at(address, 100)
        libc.free(address)
        text = create_unicode_buffer("ä🐍")
        assert 3 == len(text) and "ä🐍" == text.value == wstring_at(text)
        array = (c_double * 3)(1, 2, 3)
        assert [2.0, 3.0] == array[1:] and 24 == len(memoryview(array).cast("B"))
        """
    )
