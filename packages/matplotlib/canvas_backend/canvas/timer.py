"""Timers of the page."""

import asyncio

from matplotlib.backend_bases import TimerBase


class TimerAsyncio(TimerBase):
    """A timer that runs between the events of the page."""

    _handle: asyncio.TimerHandle | None = None

    def _timer_start(self) -> None:
        self._timer_stop()
        self._handle = asyncio.get_event_loop().call_later(self.interval / 1000, self._run)

    def _timer_stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _timer_set_interval(self) -> None:
        if self._handle is not None:
            self._timer_start()

    def _run(self) -> None:
        # Started first, so that a callback can stop it.
        if self.single_shot:
            self._handle = None
        else:
            self._timer_start()
        self._on_timer()
