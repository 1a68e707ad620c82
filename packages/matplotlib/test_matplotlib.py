import pytest

from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["matplotlib"])
def test_agg_is_the_default_outside_of_pages(pyodide):
    import matplotlib
    import matplotlib.pyplot as plt

    assert "agg" == matplotlib.get_backend()
    try:
        plt.switch_backend("canvas")
    except ImportError:
        assert "agg" == matplotlib.get_backend()
    else:
        raise AssertionError("there is no page to draw in")


@pytest.mark.realms("chromium-module-worker")
@run_in_pyodide(packages=["matplotlib"])
def test_agg_is_the_default_in_workers(pyodide):
    import matplotlib
    import matplotlib.pyplot as plt

    plt.figure()
    assert "agg" == matplotlib.get_backend()


@run_in_pyodide(packages=["matplotlib"])
def test_pixels(pyodide):
    import matplotlib.pyplot as plt
    import numpy as np

    figure = plt.figure(figsize=(2, 1), dpi=100, facecolor="yellow")
    axes = figure.add_axes((0, 0, 0.5, 1))
    axes.set_axis_off()
    axes.fill([0, 1, 1, 0], [0, 0, 1, 1], color="#0000ff")
    axes.set(xlim=(0, 1), ylim=(0, 1))
    figure.canvas.draw()
    pixels = np.asarray(figure.canvas.buffer_rgba())
    assert (100, 200, 4) == pixels.shape
    assert [0, 0, 255, 255] == pixels[50, 50].tolist()
    assert [255, 255, 0, 255] == pixels[50, 150].tolist()
    plt.close(figure)


@run_in_pyodide(packages=["matplotlib"])
def draw_everything(pyodide, format):
    import io

    import matplotlib.pyplot as plt
    import numpy as np

    random = np.random.default_rng(1)
    x, y = random.random((2, 40))
    figure, axes = plt.subplots(2, 3, layout="constrained")
    axes[0, 0].plot(np.sin(np.linspace(0, 6)), label="sine")
    axes[0, 0].legend()
    axes[0, 0].set_title(r"$\int_0^\infty e^{-x^2} dx = \frac{\sqrt{\pi}}{2}$")
    axes[0, 1].contourf(np.add.outer(x, y))
    axes[0, 2].tricontour(x, y, x * y)  # needs a Delaunay triangulation
    axes[1, 0].imshow(random.random((8, 8)), interpolation="bilinear")
    axes[1, 1].hist(random.normal(size=200), bins=20, hatch="/")
    axes[1, 2].scatter(x, y, c=x, s=100 * y, marker="*")
    axes[1, 2].set_xlabel("Zürich, Łódź, مرحبا")
    content = io.BytesIO()
    figure.savefig(content, format=format)
    plt.close(figure)
    return list(content.getvalue()[:8]), len(content.getvalue())


@pytest.mark.parametrize(
    ("format", "start"),
    [("png", b"\x89PNG"), ("jpeg", b"\xff\xd8"), ("svg", b"<?xml"), ("pdf", b"%PDF"), ("webp", b"RIFF")],
)
def test_format(pyodide, format, start):
    first, size = draw_everything(pyodide, format)
    assert bytes(first).startswith(start)
    assert size > 10_000


@run_in_pyodide(packages=["matplotlib"])
def test_animation(pyodide):
    import matplotlib.pyplot as plt
    from matplotlib.animation import FuncAnimation
    from PIL import Image

    figure, axes = plt.subplots(figsize=(1, 1))
    (line,) = axes.plot([0, 1], [0, 1])
    FuncAnimation(figure, lambda frame: line.set_data([0, 1], [frame, 1 - frame]), frames=3).save(
        "/tmp/animation.gif", writer="pillow"
    )
    plt.close(figure)
    with Image.open("/tmp/animation.gif") as image:
        assert 3 == image.n_frames


@run_in_pyodide(packages=["matplotlib"])
def test_list_of_fonts(pyodide):
    """The list that is shipped says the same as one that is made anew."""
    from matplotlib import font_manager

    anew = font_manager._load_fontmanager(try_read_cache=False)
    assert font_manager.SHIPPED_LIST.exists()
    shipped = font_manager.json_load(font_manager.SHIPPED_LIST)
    assert sorted(map(repr, anew.ttflist)) == sorted(map(repr, shipped.ttflist))
    assert sorted(map(repr, anew.afmlist)) == sorted(map(repr, shipped.afmlist))
    assert anew.defaultFamily == shipped.defaultFamily
