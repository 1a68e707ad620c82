/* convert/key.c: names of properties, which code repeats.
 *
 * A direct-mapped cache from interned str objects to JavaScript strings. An entry holds its str, so its address stays
 * taken. The strings lie in a wasm table of their own: they are not handles, nobody owns one.
 */

#include "convert/string.h"

#define SLOTS 1024

static __externref_t keys[0] __attribute__((nodebug)); // clang 19 has no debugging information for tables
static PyObject *names[SLOTS];

static uintptr_t
slot_of(PyObject *name)
{
  uintptr_t address = (uintptr_t)name;
  return (address >> 4 ^ address >> 14) % SLOTS;
}

static JsVal
remember(PyObject *name, uintptr_t slot)
{
  JsVal text = str_to_js(name);
  if (JsVal_IsNull(text)) {
    return text;
  }
  JsVal key = js_internalize(text);
  if (!__builtin_wasm_table_size(keys) && __builtin_wasm_table_grow(keys, JsVal_Null(), SLOTS) == -1) {
    return key;
  }
  __builtin_wasm_table_set(keys, slot, key);
  Py_XSETREF(names[slot], Py_NewRef(name));
  return key;
}

JsVal
js_key(PyObject *name)
{
  if (!PyUnicode_CHECK_INTERNED(name)) {
    return str_to_js(name);
  }
  uintptr_t slot = slot_of(name);
  return names[slot] == name ? __builtin_wasm_table_get(keys, slot) : remember(name, slot);
}
