from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["test-cffi-api"])
def test_structures_by_value(pyodide):
    from _cffi_shapes import ffi, lib

    box = ffi.new("box *", {"corners": [(0, 0), (2, 4)], "label": 1 << 40})
    before = lib.calls
    middle = lib.middle(box[0])
    assert (1.0, 2.0) == (middle.x, middle.y)
    scaled = lib.scaled(box[0], 0.5)
    assert (1.0, 2.0, 1 << 40) == (scaled.corners[1].x, scaled.corners[1].y, scaled.label)
    assert 4.0 == box.corners[1].y
    assert before + 2 == lib.calls
    # What the compiler has found out: sizes with padding, constants.
    assert 56 == ffi.sizeof("box")
    assert (1 << 40, 6) == (lib.LIMIT, lib.BLUE)


@run_in_pyodide(packages=["test-cffi-api"])
def test_variable_arguments(pyodide):
    from _cffi_shapes import ffi, lib

    numbers = [1 << 40, -1, 2, 3]
    assert sum(numbers) == lib.sum(len(numbers), *(ffi.cast("int64_t", number) for number in numbers))
    assert 0 == lib.sum(0)


@run_in_pyodide(packages=["test-cffi-api"])
def test_calls_back(pyodide):
    from _cffi_shapes import ffi, lib

    assert 24.0 == lib.fold(ffi.callback("double(double, double)", lambda a, b: a * b), [1.0, 2.0, 3.0, 4.0], 4)

    @ffi.def_extern()
    def visit(point, handle):
        ffi.from_handle(handle).append((point.x, point.y))
        return int(point.x)

    seen = []
    box = ffi.new("box *", {"corners": [(3, 1), (4, 2)]})
    assert 7 == lib.visit_corners(box, ffi.new_handle(seen))
    assert [(3.0, 1.0), (4.0, 2.0)] == seen


@run_in_pyodide(packages=["test-cffi-api"])
def test_addresses_of_functions(pyodide):
    from _cffi_shapes import ffi, lib

    fold = ffi.addressof(lib, "fold")
    assert 3.0 == fold(ffi.callback("double(double, double)", max), [1.0, 3.0, 2.0], 3)
    ffi.addressof(lib, "calls")[0] = -3
    assert -3 == lib.calls
    lib.calls = 0
    assert 0 == ffi.addressof(lib, "calls")[0]


@run_in_pyodide(packages=["test-cffi-api"])
def test_library_of_a_package(pyodide):
    """In ABI mode: without a compiler, the library found by its name."""
    import cffi

    ffi = cffi.FFI()
    ffi.cdef("int tally_add(int number); extern int tally_version;")
    tally = ffi.dlopen("libtally.so")
    before = tally.tally_add(0)
    assert before + 4 == tally.tally_add(4)
    assert before + 4 == ffi.dlopen("libtally.so").tally_add(0)
    assert 3 == tally.tally_version
