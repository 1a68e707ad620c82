"""Callbacks, timers and turns of an event loop that JavaScript's event loop drives."""

import asyncio
import contextvars
import heapq
import math
import time
from asyncio import base_events, events, format_helpers
from asyncio.log import logger
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from _pyodide.without_javascript import IN_PYODIDE

if TYPE_CHECKING or IN_PYODIDE:
    from _pyodide_core import call_later, call_soon, cancel_call, hold_interrupts
else:
    from _pyodide.without_javascript import call_later, call_soon, cancel_call, hold_interrupts

MILLISECONDS = 1000.0
# What setTimeout takes; a timer that is further away is set again when this has passed.
LONGEST_DELAY = 2**31 - 1
# How long callbacks may keep the page from everything else, in seconds; and how many run between looks at the clock.
SLICE = 0.008
UNWATCHED = 8
# Under this number of cancelled timers the heap is not worth sweeping.
MANY_CANCELLED = 100

now = time.monotonic

for module in (base_events, events):
    hold_interrupts(vars(module))
hold_interrupts(globals())


class TurnLoop(base_events.BaseEventLoop):
    """An event loop that takes a turn whenever JavaScript's calls it.

    That is never in a microtask, so that rendering and input are not held up, and for some milliseconds at most.
    """

    # What BaseEventLoop has, and its types do not tell.
    _clock_resolution: float
    _current_handle: asyncio.Handle | None
    _debug: bool
    _ready: deque[Any]
    _scheduled: list[Any]
    _timer_cancelled_count: int
    _check_callback: Callable[[object, str], None]

    def __init__(self) -> None:
        self._running = False
        super().__init__()
        self._running = True
        self._called = False  # whether JavaScript is going to call _on_call
        self._call = self._on_call  # one object for all times
        self._timer = 0  # the timer of JavaScript that is going to call _on_timer, if any
        self._timer_time = math.inf

    def is_running(self) -> bool:
        return self._running

    def call_soon[*Args](
        self, callback: Callable[[*Args], object], *args: *Args, context: contextvars.Context | None = None
    ) -> asyncio.Handle:
        """Call back in one of the next turns, in the order of the calls."""
        handle: asyncio.Handle
        if self._debug:
            self._check_callback(callback, "call_soon")
            handle = asyncio.Handle(callback, args, self, context)
        else:
            handle = Handle(callback, args, self, context)
        self._ready.append(handle)
        if not self._called:
            self._called = True
            call_soon(self._call)
        return handle

    call_soon_threadsafe = call_soon  # there are no other threads

    def call_at[*Args](
        self, when: float, callback: Callable[[*Args], object], *args: *Args, context: contextvars.Context | None = None
    ) -> asyncio.TimerHandle:
        """Call back at a time of the loop's clock, never before it."""
        if math.isnan(when):
            raise ValueError("Can't schedule at a time that is not a number")
        timer = super().call_at(when, callback, *args, context=context)
        if when < self._timer_time:
            self._set_timer()
        return timer

    def _timer_handle_cancelled(self, handle: Any) -> None:
        if not handle._scheduled:
            return
        self._timer_cancelled_count += 1
        cancelled, scheduled = self._timer_cancelled_count, len(self._scheduled)
        if cancelled == scheduled or (cancelled > MANY_CANCELLED and cancelled > scheduled / 2):
            handle._scheduled = False  # it counts as cancelled only when this call returns
            for timer in self._scheduled:
                timer._scheduled = timer._scheduled and not timer._cancelled
            self._scheduled = [timer for timer in self._scheduled if timer._scheduled]
            heapq.heapify(self._scheduled)
            self._timer_cancelled_count = 0
            self._set_timer()

    def _set_timer(self) -> None:
        """Have JavaScript call when the first timer is due; not at all if none ever is."""
        if self._timer:
            cancel_call(self._timer)
            self._timer = 0
        self._timer_time = self._scheduled[0]._when if self._scheduled else math.inf
        if self._timer_time < math.inf:
            delay = min(max((self._timer_time - now()) * MILLISECONDS, 0.0), LONGEST_DELAY)
            # Engines cut milliseconds down to whole ones, which would be too early.
            self._timer = call_later(math.ceil(delay), self._on_timer)

    def _on_call(self) -> None:
        self._called = False
        self._run_once()

    def _on_timer(self) -> None:
        self._timer = 0
        self._timer_time = math.inf
        self._run_once()

    def _run_once(self) -> None:
        """Run what is ready now. What becomes ready meanwhile waits for the next turn."""
        if self._scheduled:
            self._take_due_timers()
        ready = self._ready
        count = len(ready)
        if count > 1 and not self._called:
            # Before they run: one may suspend this call for long by stack switching, and the others must not wait.
            self._called = True
            call_soon(self._call)
        end = now() + SLICE if count > UNWATCHED else 0.0
        try:
            for turn in range(1, count + 1):
                if not ready:
                    break  # taken by another turn while this one was suspended
                handle = ready.popleft()
                if handle._cancelled:
                    continue
                if self._debug:
                    self._run_watched(handle)
                    continue
                try:
                    handle._context.run(handle._callback, *handle._args)
                except BaseException as error:
                    self._report(handle, error)
                if turn % UNWATCHED == 0 and now() > end:
                    break
        finally:
            if ready and not self._called:
                self._called = True
                call_soon(self._call)

    def _take_due_timers(self) -> None:
        scheduled = self._scheduled
        end = now() + self._clock_resolution
        while scheduled and (scheduled[0]._cancelled or scheduled[0]._when < end):
            timer = heapq.heappop(scheduled)
            timer._scheduled = False
            if timer._cancelled:
                self._timer_cancelled_count -= 1
            else:
                self._ready.append(timer)
        if (scheduled[0]._when if scheduled else math.inf) != self._timer_time:
            self._set_timer()

    def _run_watched(self, handle: asyncio.Handle) -> None:
        """Run in debug mode: complain if it takes long."""
        start = now()
        self._current_handle = handle
        try:
            handle._run()
        except (SystemExit, KeyboardInterrupt) as error:
            self._report(handle, error)
        finally:
            self._current_handle = None
        if (took := now() - start) >= self.slow_callback_duration:
            logger.warning("Executing %r took %.3f seconds", handle, took)

    def _report(self, handle: Any, error: BaseException) -> None:
        """Tell the exception handler that a callback failed; there is no caller who could get the exception."""
        if isinstance(getattr(handle._callback, "__self__", None), asyncio.Task):
            return  # whoever awaits the task gets the exception from there
        source = format_helpers._format_callback_source(handle._callback, handle._args)
        self.call_exception_handler(
            {"message": f"Exception in callback {source}", "exception": error, "handle": handle}
        )


class Handle(asyncio.Handle):
    """A Handle that is made faster, and knows nothing of the debug mode."""

    __slots__ = ()

    def __init__(
        self,
        callback: Callable[..., object],
        args: tuple[Any, ...],
        loop: asyncio.AbstractEventLoop,
        context: contextvars.Context | None,
    ) -> None:
        self._callback = callback
        self._args = args
        self._loop = loop
        self._context = contextvars.copy_context() if context is None else context
        self._cancelled = False
        self._repr = None
        self._source_traceback = None
