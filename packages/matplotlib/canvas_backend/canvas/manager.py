"""A figure's place in the page."""

from typing import Any

from matplotlib.backend_bases import FigureManagerBase, ResizeEvent
from matplotlib.backends.canvas.toolbar import NavigationToolbarElement

from js import ResizeObserver, document, window


class FigureManagerElement(FigureManagerBase):
    """Title, canvas and toolbar, which are added to the page when the figure is shown.

    The user can drag the lower right corner of the figure.
    """

    _toolbar2_class = NavigationToolbarElement

    def __init__(self, canvas: Any, num: int) -> None:
        self.element = document.createElement("div")
        self.element.style.cssText = "display: inline-block; vertical-align: top; margin: 4px"
        self._title = document.createElement("div")
        self._title.style.cssText = "font: bold 13px sans-serif; text-align: center; padding: 4px"
        self._frame = document.createElement("div")
        self._frame.style.cssText = "resize: both; overflow: hidden"
        super().__init__(canvas, num)
        self._frame.append(canvas.element)
        self.element.append(self._title, self._frame)
        if self.toolbar is not None:
            self.element.append(self.toolbar.element)
        self._observer = ResizeObserver.new(canvas.listeners.keep(self._on_resize))
        self._observer.observe(self._frame)
        self._watch_resolution()
        self.resize(*canvas.get_width_height(physical=True))

    def show(self) -> None:
        """Add the figure to the page, unless it is there, and draw it."""
        if not self.element.isConnected:
            target = getattr(document, "pyodideMplTarget", None) or document.body
            target.append(self.element)
        self.canvas.draw()

    def destroy(self) -> None:
        """Take the figure out of the page."""
        self._observer.disconnect()
        self.canvas.close()
        self.element.remove()
        super().destroy()

    def set_window_title(self, title: str) -> None:
        """Show a title above the figure."""
        super().set_window_title(title)
        self._title.textContent = title

    def resize(self, w: float, h: float) -> None:
        """Make room for a figure of this size, in physical pixels."""
        ratio = self.canvas.device_pixel_ratio
        self._frame.style.width = f"{w / ratio}px"
        self._frame.style.height = f"{h / ratio}px"

    def _on_resize(self, entries: Any, observer: Any) -> None:
        ratio = self.canvas.device_pixel_ratio
        width, height = (round(side * ratio) for side in (self._frame.clientWidth, self._frame.clientHeight))
        figure = self.canvas.figure
        before = self.canvas.get_width_height(physical=True)
        # The frame's sides are whole pixels of the page; and a figure out of sight has none.
        if min(width, height) <= 0 or max(abs(width - before[0]), abs(height - before[1])) <= ratio:
            return
        figure.set_size_inches(width / figure.dpi, height / figure.dpi, forward=False)
        ResizeEvent("resize_event", self.canvas)._process()
        self.canvas.draw_idle()

    def _watch_resolution(self) -> None:
        # The query is about one resolution: the next one needs another.
        query = window.matchMedia(f"(resolution: {window.devicePixelRatio}dppx)")
        self.canvas.listeners.add(query, "change", self._on_resolution, once=True)

    def _on_resolution(self, event: Any) -> None:
        if self.canvas._set_device_pixel_ratio(window.devicePixelRatio):
            self.resize(*self.canvas.get_width_height(physical=True))
            self.canvas.draw_idle()
        self._watch_resolution()
