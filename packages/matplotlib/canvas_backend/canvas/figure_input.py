"""Hands the events of a canvas element to its figure."""

import contextlib
from typing import Any

from matplotlib.backend_bases import KeyEvent, LocationEvent, MouseEvent
from matplotlib.backends.canvas.input_events import Clicks, button_of, buttons_of, key_of, modifiers_of, steps_of
from matplotlib.backends.canvas.listeners import Listeners

from pyodide.ffi import JsException

# With these held, Matplotlib's own handler zooms.
ZOOM_KEYS = {"control", "x", "y"}


class FigureInput:
    """Listens to mouse, touch, pen and keyboard.

    Args:
        canvas: the figure's canvas.
        element: where the events happen.
        listeners: end with the figure.
    """

    def __init__(self, canvas: Any, element: Any, listeners: Listeners) -> None:
        self._canvas = canvas
        self._element = element
        self._clicks = Clicks()
        self._place: tuple[float | None, float | None] = (None, None)
        for kind, listener in {
            "pointerdown": self._press,
            "pointerup": self._release,
            "pointermove": self._move,
            "pointerenter": self._enter,
            "pointerleave": self._leave,
            "wheel": self._wheel,
            "contextmenu": self._menu,
            "keydown": self._key_down,
            "keyup": self._key_up,
        }.items():
            listeners.add(element, kind, listener)

    def _find(self, event: Any) -> tuple[float, float]:
        """Return where an event is, in pixels of the figure from its lower left corner."""
        box = self._element.getBoundingClientRect()
        # The page's style may have scaled the element.
        x = (event.clientX - box.left) * self._element.width / (box.width or 1)
        y = (event.clientY - box.top) * self._element.height / (box.height or 1)
        self._place = (x, self._element.height - y)
        return self._place

    def _mouse(self, name: str, event: Any, **values: Any) -> None:
        place = self._find(event)
        MouseEvent(name, self._canvas, *place, modifiers=modifiers_of(event), guiEvent=event, **values)._process()

    def _location(self, name: str, event: Any) -> None:
        place = self._find(event)
        LocationEvent(name, self._canvas, *place, modifiers=modifiers_of(event), guiEvent=event)._process()

    def _key(self, name: str, event: Any) -> None:
        KeyEvent(name, self._canvas, key_of(event), *self._place, guiEvent=event)._process()

    def _press(self, event: Any) -> None:
        self._element.focus(preventScroll=True)
        with contextlib.suppress(JsException):  # an event that a program has made is of no pointer
            self._element.setPointerCapture(event.pointerId)
        self._mouse("button_press_event", event, button=button_of(event), dblclick=self._clicks.is_double(event))

    def _release(self, event: Any) -> None:
        self._mouse("button_release_event", event, button=button_of(event))

    def _move(self, event: Any) -> None:
        self._mouse("motion_notify_event", event, buttons=buttons_of(event))

    def _enter(self, event: Any) -> None:
        self._location("figure_enter_event", event)

    def _leave(self, event: Any) -> None:
        self._location("figure_leave_event", event)

    def _wheel(self, event: Any) -> None:
        # The page scrolls, unless the figure does something.
        own = 1 if self._canvas.manager is not None else 0
        others = len(self._canvas.callbacks.callbacks.get("scroll_event", {})) - own
        if others > 0 or self._canvas._key in ZOOM_KEYS:
            event.preventDefault()
        self._mouse("scroll_event", event, step=steps_of(event))

    def _menu(self, event: Any) -> None:
        # The right button is for zooming; without a tool, the menu lets one copy the image.
        toolbar = self._canvas.toolbar
        if toolbar is not None and toolbar.mode:
            event.preventDefault()

    def _key_down(self, event: Any) -> None:
        # Tab leaves the figure, and with these two, keys are for the browser.
        if event.key != "Tab" and not (event.ctrlKey or event.metaKey):
            event.preventDefault()
        self._key("key_press_event", event)

    def _key_up(self, event: Any) -> None:
        self._key("key_release_event", event)
