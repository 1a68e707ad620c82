from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["traitlets"])
def test_validation_and_observers(pyodide):
    import traitlets

    class Knob(traitlets.HasTraits):
        value = traitlets.Int(0, max=10)

    seen = []
    knob = Knob()
    knob.observe(lambda change: seen.append((change.old, change.new)), "value")
    knob.value = 3
    try:
        knob.value = 11
    except traitlets.TraitError as error:
        assert "should not be greater than 10" in str(error)
    else:
        raise AssertionError("a value beyond the limit passed")
    assert [(0, 3)] == seen
