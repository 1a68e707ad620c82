/* error/format.h: exceptions as text. */

#pragma once
#include "Python.h"

/* What traceback.format_exception gives, as one str, without the frames of the runtime that lead to the user's code.
 * Never fails for a reason other than memory: what cannot be formatted is named. */
PyObject *format_exception(PyObject *exception);
