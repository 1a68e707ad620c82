"""Figures in a page: what is seen, and what mouse, keyboard and toolbar do."""

import pytest

from harness.in_pyodide import run_in_pyodide

pytestmark = pytest.mark.realms("chromium", "firefox")


@run_in_pyodide(packages=["matplotlib"])
def test_eigenvalues_in_a_plot(pyodide):
    """What a page with numpy and Matplotlib does: the element shows Agg's pixels."""
    import matplotlib
    import matplotlib.pyplot as plt
    import numpy as np

    from js import document

    matrix = np.random.default_rng(1).normal(size=(200, 200))
    values = np.linalg.eigvalsh((matrix + matrix.T) / 40)
    assert 0.9 < values[-1] < 1.1  # the semicircle law

    document.pyodideMplTarget = target = document.createElement("div")
    document.body.append(target)
    try:
        figure, axes = plt.subplots(figsize=(5, 3))
        axes.hist(values, bins=20, density=True)
        axes.plot(x := np.linspace(-1, 1), 2 / np.pi * np.sqrt(1 - x**2))
        axes.set_title("Eigenvalues of a random matrix")
        plt.show()
        assert "canvas" == matplotlib.get_backend()

        canvas = target.querySelector("canvas")
        shown = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
        drawn = np.asarray(figure.canvas.buffer_rgba())
        assert (canvas.height, canvas.width, 4) == drawn.shape
        np.testing.assert_array_equal(drawn.ravel(), np.asarray(shown.data.to_py()))
        assert len(np.unique(drawn.reshape(-1, 4), axis=0)) > 50

        plt.close(figure)
        assert target.querySelector("canvas") is None
    finally:
        del document.pyodideMplTarget
        target.remove()


@run_in_pyodide(packages=["matplotlib"])
def test_several_figures(pyodide):
    import matplotlib.pyplot as plt

    from js import document

    for number in (1, 2):
        plt.figure(number)
        plt.plot([1, number])
    plt.show()
    plt.show()
    titles = [element.textContent for element in document.querySelectorAll("div > div:first-child")]
    assert ["Figure 1", "Figure 2"] == [title for title in titles if title.startswith("Figure")]
    plt.close(1)
    assert 1 == document.querySelectorAll("button[aria-label=Home]").length
    plt.close("all")
    assert 0 == document.querySelectorAll("canvas").length


MOUSE = """
(element, kind, x, y, options) => {
    const box = element.getBoundingClientRect();
    const event = { bubbles: true, cancelable: true, clientX: box.left + x, clientY: box.top + y, ...options?.toJs() };
    element.dispatchEvent(new (kind === "wheel" ? WheelEvent : PointerEvent)(kind, event));
}
"""


@run_in_pyodide(packages=["matplotlib"])
def drag_with_tool(pyodide, mouse, tool, key):
    """Drag through the middle of the figure with a tool, then press a key; return the limits before and after."""
    import matplotlib.pyplot as plt

    from js import KeyboardEvent, document
    from pyodide.code import run_js

    act = run_js(mouse)
    figure = plt.figure(figsize=(4, 4), dpi=100)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 4), ylim=(0, 4))
    plt.show()
    element = document.querySelector("canvas")

    def limits():
        return [round(each, 1) for each in (*axes.get_xlim(), *axes.get_ylim())]

    found = [limits()]
    document.querySelector(f"button[aria-label={tool}]").click()
    act(element, "pointermove", 100, 100)
    act(element, "pointerdown", 100, 100, {"button": 0, "buttons": 1})
    act(element, "pointermove", 200, 300, {"buttons": 1})
    act(element, "pointerup", 200, 300, {"button": 0})
    found.append(limits())
    back = document.querySelector("button[aria-label=Back]")
    assert not back.disabled
    element.dispatchEvent(KeyboardEvent.new("keydown", key=key))
    found.append(limits())
    plt.close(figure)
    return found


@pytest.mark.parametrize(("tool", "expected"), [("Zoom", [1, 2, 1, 3]), ("Pan", [-1, 3, 2, 6])], ids=["zoom", "pan"])
def test_tools(pyodide, tool, expected):
    before, after, at_home = drag_with_tool(pyodide, MOUSE, tool, "h")
    assert [0, 4, 0, 4] == before == at_home
    assert expected == after


@run_in_pyodide(packages=["matplotlib"])
def collect_events(pyodide, mouse):
    import matplotlib.pyplot as plt

    from js import KeyboardEvent, document
    from pyodide.code import run_js

    act = run_js(mouse)
    figure = plt.figure(figsize=(2, 1), dpi=100)
    plt.show()
    element = document.querySelector("canvas")
    seen = []
    for kind in ("button_press_event", "button_release_event"):
        figure.canvas.mpl_connect(kind, lambda e: seen.append([e.name, e.x, e.y, int(e.button), e.dblclick]))
    figure.canvas.mpl_connect("scroll_event", lambda e: seen.append([e.name, e.button, e.step]))
    for kind in ("key_press_event", "key_release_event"):
        figure.canvas.mpl_connect(kind, lambda e: seen.append([e.name, e.key]))
    for kind in ("figure_enter_event", "figure_leave_event"):
        figure.canvas.mpl_connect(kind, lambda e: seen.append([e.name]))
    act(element, "pointerenter", 1, 1)
    for _ in range(2):
        act(element, "pointerdown", 20, 30, {"button": 2})
        act(element, "pointerup", 20, 30, {"button": 2})
    act(element, "wheel", 20, 30, {"deltaY": 200})
    element.dispatchEvent(KeyboardEvent.new("keydown", key="ArrowLeft", ctrlKey=True, shiftKey=True))
    element.dispatchEvent(KeyboardEvent.new("keyup", key="Ä", shiftKey=True))
    act(element, "pointerleave", 1, 1)
    plt.close(figure)
    return seen


def test_events(pyodide):
    assert [
        ["figure_enter_event"],
        ["button_press_event", 20, 70, 3, False],
        ["button_release_event", 20, 70, 3, False],
        ["button_press_event", 20, 70, 3, True],
        ["button_release_event", 20, 70, 3, False],
        ["scroll_event", "down", -2],
        ["key_press_event", "ctrl+shift+left"],
        ["key_release_event", "Ä"],
        ["figure_leave_event"],
    ] == collect_events(pyodide, MOUSE)


@run_in_pyodide(packages=["matplotlib"])
async def test_resize(pyodide):
    """The user drags the frame; a program sets the size; the window goes to another screen."""
    import asyncio

    import matplotlib.pyplot as plt

    from js import document, window

    figure = plt.figure(figsize=(4, 3), dpi=100)
    plt.show()
    element = document.querySelector("canvas")
    ratio = window.devicePixelRatio
    assert (400 * ratio, 300 * ratio) == (element.width, element.height)

    sizes = []
    figure.canvas.mpl_connect("resize_event", lambda event: sizes.append((event.width, event.height)))
    element.parentElement.style.width = "500px"
    for _ in range(100):
        if element.width == 500 * ratio:
            break
        await asyncio.sleep(0.02)
    assert (500 * ratio, 300 * ratio) == (element.width, element.height)
    assert [(500 * ratio, 300 * ratio)] == sizes
    assert [5, 3] == figure.get_size_inches().tolist()

    figure.set_size_inches(3, 2)
    figure.canvas.draw()
    assert (300 * ratio, 200 * ratio) == (element.width, element.height)
    assert ("300px", "200px") == (element.parentElement.style.width, element.parentElement.style.height)

    figure.canvas._set_device_pixel_ratio(3)
    figure.canvas.draw()
    assert (900, 600) == (element.width, element.height)
    assert ("300px", "200px") == (element.style.width, element.style.height)
    plt.close(figure)


@run_in_pyodide(packages=["matplotlib"])
async def test_draws_when_the_page_is_painted(pyodide):
    import asyncio

    import matplotlib.pyplot as plt

    from js import document

    figure, axes = plt.subplots()
    (line,) = axes.plot([0, 1])
    plt.show()
    drawn = []
    figure.canvas.mpl_connect("draw_event", drawn.append)
    for number in range(5):
        line.set_ydata([0, number])
        figure.canvas.draw_idle()
    assert [] == drawn
    for _ in range(100):
        if drawn:
            break
        await asyncio.sleep(0.02)
    assert 1 == len(drawn)

    ticks = []
    timer = figure.canvas.new_timer(interval=10)
    timer.add_callback(ticks.append, 1)
    timer.start()
    for _ in range(100):
        if len(ticks) > 2:
            break
        await asyncio.sleep(0.02)
    timer.stop()
    assert len(ticks) > 2

    # A figure that is closed before it was its turn.
    figure.canvas.draw_idle()
    plt.close(figure)
    await asyncio.sleep(0.1)
    assert document.querySelector("canvas") is None


@run_in_pyodide(packages=["matplotlib"])
def save(pyodide):
    import matplotlib.pyplot as plt

    from js import document
    from pyodide.code import run_js

    run_js(
        """
        const click = HTMLAnchorElement.prototype.click;
        globalThis.saved = [];
        HTMLAnchorElement.prototype.click = function () { saved.push(this.download, fetch(this.href)); };
        """
    )
    plt.figure("A plot")
    plt.show()
    document.querySelector("button[aria-label=Save]").click()
    plt.close("all")


def test_save(pyodide):
    save(pyodide)
    name, start = pyodide.js(
        """
        const [name, response] = globalThis.saved;
        return [name, [...new Uint8Array(await (await response).arrayBuffer()).slice(0, 4)]];
        """
    )
    assert "A_plot.png" == name
    assert b"\x89PNG" == bytes(start)


@run_in_pyodide(packages=["matplotlib"])
def test_closed_by_a_key(pyodide):
    """The key's listener ends while it runs."""
    import matplotlib.pyplot as plt

    from js import KeyboardEvent, document

    plt.rcParams["keymap.quit"] = ["q"]
    plt.figure()
    plt.show()
    document.querySelector("canvas").dispatchEvent(KeyboardEvent.new("keydown", key="q"))
    assert [] == plt.get_fignums()
    assert document.querySelector("canvas") is None
