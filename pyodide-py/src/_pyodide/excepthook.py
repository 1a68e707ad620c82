"""Format exceptions for JavaScript."""

import os
import traceback

INTERNAL = os.path.dirname(__file__)


def format_exception(exception: BaseException) -> str:
    """Return the traceback as text, without the frames of this package that only lead to the user's code."""
    trace = exception.__traceback__
    while trace is not None and os.path.dirname(trace.tb_frame.f_code.co_filename) == INTERNAL:
        trace = trace.tb_next
    return "".join(traceback.format_exception(type(exception), exception, trace))
