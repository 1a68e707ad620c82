/* stack.c: how deep C may recurse.
 *
 * WebAssembly calls live on the JavaScript engine's stack, whose size nobody tells. Overflowing it cannot be survived,
 * so it is measured once, by overflowing it before Python starts (see runtime/stack.ts).
 */

#include "Python.h"

#include "boundary.gen.h"

/* Read by CPython (patched) as Py_C_RECURSION_LIMIT. */
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
  _PyWasm_CRecursionLimit = units;
}
