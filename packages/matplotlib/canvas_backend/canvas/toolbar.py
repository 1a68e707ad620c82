"""The buttons below a figure."""

import io
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backend_bases import NavigationToolbar2
from PIL import Image

from js import URL, Blob, ImageData, document, window
from pyodide.ffi import to_js

# A side of an icon, in the page's pixels.
ICON_SIZE = 24


class NavigationToolbarElement(NavigationToolbar2):
    """Home, back, forward, pan, zoom and save, and where the mouse is in the data."""

    # The page has no second window, which configuring subplots would take.
    toolitems = tuple(item for item in NavigationToolbar2.toolitems if item[3] != "configure_subplots")

    def __init__(self, canvas: Any) -> None:
        self.element = document.createElement("div")
        style = self.element.style
        style.display, style.alignItems, style.gap = "flex", "center", "2px"
        style.minHeight = f"{ICON_SIZE + 8}px"
        self._buttons: dict[str, Any] = {}
        for text, tooltip, image, method in self.toolitems:
            if text is None:
                self.element.append(gap())
                continue
            button = self._buttons[method] = make_button(text, tooltip, image)
            canvas.listeners.add(button, "click", lambda event, method=method: getattr(self, method)())
            self.element.append(button)
        self._message = document.createElement("span")
        self._message.style.cssText = "margin-left: 8px; white-space: pre; font: 12px sans-serif"
        self.element.append(self._message)
        super().__init__(canvas)

    def set_message(self, s: str) -> None:
        """Show where the mouse is."""
        self._message.textContent = s

    def draw_rubberband(self, event: Any, x0: float, y0: float, x1: float, y1: float) -> None:
        """Show what will be zoomed to."""
        height = self.canvas.figure.bbox.height
        self.canvas.draw_rectangle(x0, height - y0, x1, height - y1)

    def remove_rubberband(self) -> None:
        """Take it away again."""
        self.canvas.remove_rectangle()

    def pan(self, *args: Any) -> None:
        """Switch the tool that moves the data."""
        super().pan(*args)
        self._show_mode()

    def zoom(self, *args: Any) -> None:
        """Switch the tool that zooms to a rectangle."""
        super().zoom(*args)
        self._show_mode()

    def _show_mode(self) -> None:
        for method in ("pan", "zoom"):
            active = self.mode.name.lower() == method
            self._buttons[method].ariaPressed = str(active).lower()
            self._buttons[method].style.background = "#cde" if active else "none"
        # A finger scrolls the page, or is the tool.
        self.canvas.element.style.touchAction = "none" if self.mode else "auto"

    def set_history_buttons(self) -> None:
        """Disable the buttons that lead nowhere."""
        for method, possible in (("back", self._nav_stack._pos > 0), ("forward", self._can_go_forward())):
            self._buttons[method].disabled = not possible
            self._buttons[method].style.opacity = "1" if possible else "0.4"

    def _can_go_forward(self) -> bool:
        return bool(self._nav_stack._pos < len(self._nav_stack) - 1)

    def save_figure(self, *args: Any) -> str:
        """Let the browser save the figure as a file; return its name."""
        name = str(self.canvas.get_default_filename())
        content = io.BytesIO()
        self.canvas.figure.savefig(content, format=self.canvas.get_default_filetype())
        url = URL.createObjectURL(Blob.new(to_js([content.getbuffer()])))
        link = document.createElement("a")
        link.href, link.download = url, name
        link.click()
        URL.revokeObjectURL(url)
        return name


def make_button(text: str, tooltip: str, image: str) -> Any:
    """Return a button with one of Matplotlib's icons."""
    button = document.createElement("button")
    button.type, button.title, button.ariaLabel = "button", tooltip, text
    button.style.cssText = "padding: 2px; border: 0; border-radius: 3px; background: none; line-height: 0"
    button.append(make_icon(image))
    return button


def make_icon(image: str) -> Any:
    """Return an icon as an element that no Content-Security-Policy forbids, unlike an image with a data: address."""
    size = "_large" if window.devicePixelRatio > 1 else ""
    with Image.open(Path(mpl.get_data_path(), "images", f"{image}{size}.png")) as file:
        pixels = file.convert("RGBA")
    icon = document.createElement("canvas")
    icon.width, icon.height = pixels.size
    icon.style.width = icon.style.height = f"{ICON_SIZE}px"
    data = ImageData.new(*pixels.size)
    data.data.assign(pixels.tobytes())
    icon.getContext("2d").putImageData(data, 0, 0)
    return icon


def gap() -> Any:
    """Return what is between groups of buttons."""
    element = document.createElement("span")
    element.style.width = "8px"
    return element
