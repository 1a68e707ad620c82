"""A figure on a canvas element."""

import asyncio
import contextlib
from typing import Any

from matplotlib import _api
from matplotlib.backend_tools import Cursors
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.canvas.figure_input import FigureInput
from matplotlib.backends.canvas.listeners import Listeners
from matplotlib.backends.canvas.timer import TimerAsyncio

from js import ImageData, document, requestAnimationFrame, window
from pyodide.ffi import can_run_sync, create_once_callable, run_sync

CURSORS = {
    Cursors.POINTER: "default",
    Cursors.HAND: "pointer",
    Cursors.SELECT_REGION: "crosshair",
    Cursors.MOVE: "move",
    Cursors.WAIT: "wait",
    Cursors.RESIZE_HORIZONTAL: "ew-resize",
    Cursors.RESIZE_VERTICAL: "ns-resize",
}


class FigureCanvasElement(FigureCanvasAgg):
    """Agg's pixels in a canvas element, whose events go to the figure."""

    required_interactive_framework = "page"
    _timer_cls = TimerAsyncio

    @_api.classproperty
    def manager_class(cls) -> type:  # noqa: N805 - as in Matplotlib
        """The class that puts the element into the page."""
        from matplotlib.backends.canvas.manager import FigureManagerElement

        return FigureManagerElement

    def __init__(self, figure: Any = None) -> None:
        super().__init__(figure)
        self.element = document.createElement("canvas")
        self.element.tabIndex = 0  # only what has the focus gets keys
        self.element.style.outline = "none"
        self.element.style.display = "block"
        self.listeners = Listeners()
        self._context = self.element.getContext("2d")
        self._image: Any = None
        self._draw_is_due = False
        self._is_closed = False
        self._waiting: asyncio.Event | None = None
        FigureInput(self, self.element, self.listeners)
        self._set_device_pixel_ratio(window.devicePixelRatio)

    def close(self) -> None:
        """Let go of the page."""
        self._is_closed = True
        self.stop_event_loop()
        self.listeners.close()

    def draw(self) -> None:
        """Draw the figure, and show it."""
        super().draw()
        self.blit()

    def draw_idle(self) -> None:
        """Draw before the browser paints next, however often this is called until then."""
        if not (self._draw_is_due or self._is_closed):
            self._draw_is_due = True
            requestAnimationFrame(create_once_callable(self._draw_due))

    def _draw_due(self, time: float) -> None:
        self._draw_is_due = False
        if not self._is_closed:
            self.draw()

    def blit(self, bbox: Any = None) -> None:
        """Copy Agg's pixels to the element: all of them, since that takes less than a millisecond."""
        renderer = self.get_renderer()
        width, height = int(renderer.width), int(renderer.height)
        if (self.element.width, self.element.height) != (width, height):
            self.element.width, self.element.height = width, height
            self._image = None
        if self._image is None:
            self._image = ImageData.new(width, height)
        self.element.style.width = f"{width / self.device_pixel_ratio}px"
        self.element.style.height = f"{height / self.device_pixel_ratio}px"
        self._image.data.assign(renderer.buffer_rgba())
        self._context.putImageData(self._image, 0, 0)

    def draw_rectangle(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw a dashed rectangle over the figure, in pixels from its upper left corner, instead of the last one."""
        self._context.putImageData(self._image, 0, 0)
        ratio = self.device_pixel_ratio
        self._context.lineWidth = ratio
        for colour, start in (("black", 0), ("white", 3 * ratio)):
            self._context.strokeStyle = colour
            self._context.setLineDash([3 * ratio, 3 * ratio])
            self._context.lineDashOffset = start
            self._context.strokeRect(left, top, right - left, bottom - top)

    def remove_rectangle(self) -> None:
        """Take the rectangle away."""
        if self._image is not None:
            self._context.putImageData(self._image, 0, 0)

    def set_cursor(self, cursor: Cursors) -> None:
        """Change the mouse pointer over the figure."""
        self.element.style.cursor = CURSORS.get(cursor, "default")

    def flush_events(self) -> None:
        """Let the page handle its events, where the engine can switch stacks."""
        if can_run_sync():
            run_sync(asyncio.sleep(0))

    def start_event_loop(self, timeout: float = 0) -> None:
        """Wait while the page goes on, as `plt.pause` and `plt.ginput` do.

        Where the engine cannot switch stacks, nothing can be waited for: the figure is drawn, and a pause is none.

        Raises:
            RuntimeError: there is no end to the waiting, and it cannot begin.
        """
        if can_run_sync():
            run_sync(self._wait(timeout))
        elif timeout > 0:
            self.draw()
        else:
            raise RuntimeError(
                "Waiting for events of a figure needs an engine with JavaScript Promise Integration, and to be called "
                "by runPythonAsync(); connect a function to the events with mpl_connect() instead."
            )

    async def _wait(self, timeout: float) -> None:
        self._waiting = asyncio.Event()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._waiting.wait(), timeout if timeout > 0 else None)
        self._waiting = None

    def stop_event_loop(self) -> None:
        """End the waiting."""
        if self._waiting is not None:
            self._waiting.set()
