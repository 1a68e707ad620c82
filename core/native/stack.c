/* stack.c: how deep C may recurse.
 *
 * WebAssembly calls live on the JavaScript engine's stack, whose size nobody tells. Overflowing it cannot be survived,
 * so it is measured once, by overflowing it before Python starts (see runtime/stack.ts). Where the engine's is large,
 * C's own, in linear memory, is the shorter one.
 */

#include "Python.h"

#include "boundary.gen.h"
#include "stack_size.h"

#include <emscripten/stack.h>

int _PyWasm_CRecursionLimit = 1000;

static volatile int probe_depth;

__attribute__((noinline)) int
stack_probe(int depth)
{
  probe_depth = depth;
  if (depth < 0) {
    return 0; /* the engine throws long before */
  }
  /* The addition keeps this from becoming a loop. */
  return stack_probe(depth + 1) + probe_depth;
}

int
stack_probe_depth(void)
{
  return probe_depth;
}

void
stack_set_limit(int units)
{
  size_t room = emscripten_stack_get_base() - emscripten_stack_get_end();
  _PyWasm_CRecursionLimit = Py_MIN(units, (int)(room / STACK_BYTES_PER_UNIT));
}
