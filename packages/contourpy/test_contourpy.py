import pytest

from harness.in_pyodide import run_in_pyodide


@pytest.mark.parametrize("algorithm", ["serial", "mpl2005", "mpl2014"])
@run_in_pyodide(packages=["contourpy"])
def test_circle(pyodide, algorithm):
    import numpy as np
    from contourpy import contour_generator

    x = np.linspace(-2, 2, 81)
    generator = contour_generator(x, x, np.hypot(x, x[:, None]), name=algorithm)
    line = np.asarray(generator.lines(1)[0]).reshape(-1, 2) if algorithm == "serial" else generator.lines(1)[0][0]
    np.testing.assert_allclose(1, np.hypot(*line.T), atol=2e-3)


@run_in_pyodide(packages=["contourpy"])
def test_bad_levels_are_an_error(pyodide):
    import numpy as np
    from contourpy import contour_generator

    generator = contour_generator(z=np.zeros((3, 3)))
    try:
        generator.filled(2, 1)
    except ValueError as error:
        assert "upper" in str(error)
    else:
        raise AssertionError("the levels are in the wrong order")
