/* error/departed.h: exceptions that have left Python. */

#pragma once
#include "Python.h"

/* The exception that left under a number, borrowed, if no other has left since and sys.last_exc still holds it. */
PyObject *departed_exception(int departure);
