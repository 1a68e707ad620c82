"""What micropip tells while it works: nothing, unless `verbose` asks for it."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

logger = logging.getLogger("micropip")


class CurrentStdout(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to whatever sys.stdout is at the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stdout
        super().emit(record)

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return f"{record.levelname}: {text}" if record.levelno >= logging.WARNING else text


@contextmanager
def verbosity(verbose: bool | int | None) -> Iterator[None]:
    """Print progress to standard output while the block runs.

    Args:
        verbose: None or 0: warnings only; 1: what pip prints; 2: also what is tried and passed over.
    """
    handler = CurrentStdout()
    level = {0: logging.WARNING, 1: logging.INFO}.get(int(verbose or 0), logging.DEBUG)
    before = logger.level, logger.propagate
    logger.addHandler(handler)
    # An application that has set up the logger keeps what it hears.
    logger.setLevel(min(level, before[0]) if before[0] else level)
    handler.setLevel(level)
    logger.propagate = bool(before[0]) and before[1]
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]
