/* handle/js_handle.c: a wasm table of JavaScript values with a free list in linear memory.
 *
 * next_free[i] is meaningful while slot i is free. Slot 0 is never handed out: it is the NULL handle. The bookkeeping
 * lies in linear memory and so is part of a snapshot; the table is not, and is filled again from the names under
 * which the few handles of a fresh interpreter are known (see runtime_install_bridge).
 */

#include "handle/js_handle.h"

#include "Python.h"

#include "boundary.gen.h"

static __externref_t handles[0] __attribute__((nodebug)); // clang 19 has no debugging information for tables

static uint32_t *next_free;
static uint32_t capacity;
static uint32_t first_free;
static int live;

static bool
grow(void)
{
  uint32_t wanted = capacity ? capacity * 2 : 64;
  uint32_t *grown = PyMem_RawRealloc(next_free, wanted * sizeof *grown);
  if (!grown) {
    return false;
  }
  next_free = grown;
  uint32_t missing = wanted - __builtin_wasm_table_size(handles);
  if (__builtin_wasm_table_grow(handles, JsVal_Null(), missing) == -1) {
    return false;
  }
  uint32_t start = capacity ? capacity : 1;
  for (uint32_t slot = start; slot < wanted; slot++) {
    next_free[slot] = slot + 1 < wanted ? slot + 1 : 0;
  }
  first_free = start;
  capacity = wanted;
  return true;
}

JsRef
JsRef_New(JsVal value)
{
  if (!first_free && !grow()) {
    PyErr_NoMemory();
    return NULL;
  }
  uint32_t slot = first_free;
  first_free = next_free[slot];
  live++;
  __builtin_wasm_table_set(handles, slot, value);
  return (JsRef)slot;
}

JsVal
JsRef_Get(JsRef handle)
{
  return __builtin_wasm_table_get(handles, (uint32_t)handle);
}

void
JsRef_Clear(JsRef *handle)
{
  uint32_t slot = (uint32_t)*handle;
  if (!slot) {
    return;
  }
  *handle = NULL;
  __builtin_wasm_table_set(handles, slot, JsVal_Null());
  next_free[slot] = first_free;
  first_free = slot;
  live--;
}

int
js_handle_count(void)
{
  return live;
}
