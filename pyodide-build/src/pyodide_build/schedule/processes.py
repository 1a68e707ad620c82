"""Run each piece of work in a process of its own, so that it can be ended with all that it has started.

A pool would keep its processes: one that the system kills takes all other work with it, and none can be told to stop.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from pyodide_build.errors import BuildError

# The time that a process gets to end its own, and clean up.
TIME_TO_END = 20.0


class ProcessExecutor(Executor):
    """An executor that starts a process with each call, at once; how many there are is the caller's business.

    Args:
        preload: modules that the processes will need, imported once.
    """

    def __init__(self, preload: tuple[str, ...] = ()) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([*preload])
        self._lock = threading.Lock()
        self._running: dict[BaseProcess, threading.Thread] = {}
        self._open = True

    def submit[**P, R](self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Start a process that calls a function; what it raises has to be such as can be pickled."""
        if not self._open:
            raise RuntimeError("no more work can be given to an executor that was shut down")
        future: Future[R] = Future()
        future.set_running_or_notify_cancel()
        receiver, sender = self._context.Pipe(duplex=False)
        process = self._context.Process(target=work, args=(sender, function, args, kwargs), daemon=False)
        process.start()
        sender.close()
        thread = threading.Thread(target=self._watch, args=(process, receiver, future), daemon=True)
        with self._lock:
            self._running[process] = thread
        thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more work.

        Args:
            wait: whether to return only when all processes have ended.
            cancel_futures: whether to end them.
        """
        self._open = False
        with self._lock:
            running = dict(self._running)
        if cancel_futures:
            for process in running:
                process.terminate()
            for process in running:
                process.join(TIME_TO_END)
                process.kill()
        if wait or cancel_futures:
            for thread in running.values():
                thread.join()

    def _watch(self, process: BaseProcess, receiver: Connection, future: Future[Any]) -> None:
        try:
            succeeded, value = receiver.recv()
        except EOFError:
            process.join()
            succeeded, value = False, BuildError(f"its process was ended ({how_it_ended(process.exitcode)})")
        except Exception as error:  # what cannot be unpickled
            succeeded, value = False, error
        receiver.close()
        process.join()
        with self._lock:
            self._running.pop(process, None)
        if succeeded:
            future.set_result(value)
        else:
            future.set_exception(value)


def how_it_ended(code: int | None) -> str:
    """Name the signal, or the exit code, of a process that has ended."""
    if code is not None and code < 0:
        advice = ", perhaps for want of memory" if -code == signal.SIGKILL else ""
        return f"by signal {signal.Signals(-code).name}{advice}"
    return f"with exit code {code}"


def work(sender: Connection, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Call a function, and send what it returns or raises."""
    # A terminal sends Ctrl-C to everybody; the process that has started this one decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    threading.Thread(target=end_with_parent, daemon=True).start()
    try:
        answer = True, function(*args, **kwargs)
    except Exception as error:
        answer = False, error
    sender.send(answer)


def end_with_parent() -> None:
    """End this process when the one that has started it is gone, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
