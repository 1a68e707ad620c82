"""Save what tests change, and put it back: the global namespace and the JavaScript modules."""

import sys
from typing import Any

import __main__
from _pyodide.js_import import js_modules

Names = dict[str, Any]


def save_state() -> tuple[Names, Names]:
    """Return what restore_state puts back."""
    return dict(__main__.__dict__), dict(js_modules)


def restore_state(state: tuple[Names, Names]) -> None:
    """Put back what save_state has returned; modules written in Python stay imported."""
    for current, saved in zip((__main__.__dict__, js_modules), state, strict=True):
        for name in current.keys() - saved.keys():
            if current is js_modules:
                _forget_module(name)
            del current[name]
        current.update(saved)


def _forget_module(name: str) -> None:
    for module in [each for each in sys.modules if each == name or each.startswith(f"{name}.")]:
        del sys.modules[module]
