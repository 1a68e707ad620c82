from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["kiwisolver"])
def test_layout(pyodide):
    from kiwisolver import Solver, UnsatisfiableConstraint, Variable

    left, middle, right = map(Variable, ("left", "middle", "right"))
    solver = Solver()
    solver.addConstraint(middle == (left + right) / 2)
    solver.addConstraint(right == left + 10)
    solver.addConstraint(right <= 100)
    solver.addEditVariable(middle, "strong")
    solver.suggestValue(middle, 20)
    solver.updateVariables()
    assert [15, 20, 25] == [left.value(), middle.value(), right.value()]

    solver.suggestValue(middle, 98)
    solver.updateVariables()
    assert [90, 95, 100] == [left.value(), middle.value(), right.value()]

    # A C++ exception on its way to Python.
    try:
        solver.addConstraint(right >= 101)
        raise AssertionError("the constraints contradict each other")
    except UnsatisfiableConstraint as error:
        assert "right" in str(error)
