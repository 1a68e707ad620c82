/* error/dump.c: where Python was when the interpreter died. */

#include "Python.h"

#include "boundary.gen.h"

#include "pycore_runtime.h"
#include "pycore_traceback.h"

void
error_dump_traceback(void)
{
  PyThreadState *thread = PyThreadState_GetUnchecked();
  if (thread && _PyRuntime.faulthandler.fatal_error.enabled) {
    _Py_DumpTraceback(_PyRuntime.faulthandler.fatal_error.fd, thread);
  }
}
