/* sleep.c: time.sleep(), which CPython (patched) leaves to us. */

#include "Python.h"
#include <errno.h>
#include <stdbool.h>

#include "boundary.gen.h"
#include "stack_switching/stack.h"

/* Let JavaScript's event loop go on meanwhile. CPython has let go of its thread state, as around any system call. */
static bool
sleep_suspended(double milliseconds, bool *interrupted)
{
  PyGILState_STATE attached = PyGILState_Ensure();
  JsVal settled = Stack_Await(js_timer(milliseconds));
  bool waited = !JsVal_IsNull(settled);
  *interrupted = waited && js_is_interruption(settled);
  PyErr_Clear();
  PyGILState_Release(attached);
  return waited;
}

int
_PyWasm_Sleep(double seconds)
{
  double milliseconds = seconds * 1000.0;
  bool interrupted;
  if (milliseconds > 0 && Stack_CanSuspend() && sleep_suspended(milliseconds, &interrupted)) {
    return interrupted ? EINTR : 0;
  }
  return js_sleep(milliseconds) ? EINTR : 0;
}
