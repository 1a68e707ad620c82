from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["propcache"])
def test_computed_once(pyodide):
    from propcache import _helpers_c, api

    assert _helpers_c.cached_property is api.cached_property

    class Circle:
        computed = 0

        @api.cached_property
        def area(self):
            """The area."""
            self.computed += 1
            return 3

    circle = Circle()
    assert (3, 3, 1) == (circle.area, circle.area, circle.computed)
    assert {"area": 3, "computed": 1} == vars(circle)
    assert "The area." == Circle.area.__doc__
