/* sleep.c: time.sleep(), which CPython (patched) leaves to us. */

#include "boundary.gen.h"

#include <errno.h>

int
_PyWasm_Sleep(double seconds)
{
  return js_sleep(seconds * 1000.0) ? EINTR : 0;
}
