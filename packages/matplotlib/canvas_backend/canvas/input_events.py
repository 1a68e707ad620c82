"""What an event of the page is in Matplotlib's words."""

from typing import Any

from matplotlib.backend_bases import MouseButton

# MouseEvent.button, and the bits of MouseEvent.buttons (UI Events).
BUTTONS = (MouseButton.LEFT, MouseButton.MIDDLE, MouseButton.RIGHT, MouseButton.BACK, MouseButton.FORWARD)
BUTTON_BITS = (MouseButton.LEFT, MouseButton.RIGHT, MouseButton.MIDDLE, MouseButton.BACK, MouseButton.FORWARD)

# Milliseconds and pixels within which a second press makes a double click.
DOUBLE_CLICK_TIME = 500
DOUBLE_CLICK_DISTANCE = 5

# What a turn of the wheel by one step is, in the units of WheelEvent.deltaMode: pixels, lines, pages.
WHEEL_STEP = (100, 3, 1)

KEYS = {
    "Control": "control",
    "Meta": "super",
    "ArrowLeft": "left",
    "ArrowRight": "right",
    "ArrowUp": "up",
    "ArrowDown": "down",
}


def button_of(event: Any) -> MouseButton:
    """Return the button that was pressed or released."""
    return BUTTONS[event.button] if 0 <= event.button < len(BUTTONS) else MouseButton.LEFT


def buttons_of(event: Any) -> list[MouseButton]:
    """Return the buttons that are down."""
    return [button for bit, button in enumerate(BUTTON_BITS) if event.buttons >> bit & 1]


def modifiers_of(event: Any) -> list[str]:
    """Return the modifier keys that are down, in the order of Matplotlib's names of keys."""
    pressed = {"ctrl": event.ctrlKey, "alt": event.altKey, "shift": event.shiftKey, "super": event.metaKey}
    return [name for name, down in pressed.items() if down]


def key_of(event: Any) -> str:
    """Return the name of a key, such as `ctrl+left`, `A` or `f5`."""
    key = event.key if len(event.key) == 1 else KEYS.get(event.key, event.key.lower())
    own = {"control": "ctrl"}.get(key, key)
    # Shift has made another character already.
    hidden = {own, "shift"} if len(key) == 1 else {own}
    return "+".join([*(name for name in modifiers_of(event) if name not in hidden), key])


def steps_of(event: Any) -> float:
    """Return by how many steps a wheel was turned, away from the user."""
    return -event.deltaY / WHEEL_STEP[event.deltaMode]


class Clicks:
    """Knows when a press is the second one of a double click."""

    def __init__(self) -> None:
        self._last: tuple[int, float, float, float] | None = None

    def is_double(self, event: Any) -> bool:
        """Take note of a press, and say whether it is the second one in the same place."""
        press = (event.button, event.timeStamp, event.clientX, event.clientY)
        last, self._last = self._last, press
        if last is None or last[0] != press[0] or press[1] - last[1] > DOUBLE_CLICK_TIME:
            return False
        if abs(last[2] - press[2]) > DOUBLE_CLICK_DISTANCE or abs(last[3] - press[3]) > DOUBLE_CLICK_DISTANCE:
            return False
        self._last = None  # a third one is the first again
        return True
