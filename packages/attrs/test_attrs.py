from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["attrs"])
def test_slots_validators_and_converters(pyodide):
    import attrs

    @attrs.define(order=True)
    class Point:
        x: int = attrs.field(converter=int, validator=attrs.validators.ge(0))
        y: int = 0

    assert [Point(1), Point(2, 1)] == sorted([Point("2", 1), Point("1")])
    assert {"x": 2, "y": 1} == attrs.asdict(Point(2, 1))
    try:
        Point(-1)
    except ValueError as error:
        assert "'x' must be >= 0" in str(error)
    else:
        raise AssertionError("a negative number passed")
