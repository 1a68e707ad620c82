/* convert/constant.c: JavaScript values that are made once and then read without leaving wasm. */

#include "convert/convert.h"

enum { UNDEFINED, FALSE_VALUE, TRUE_VALUE, CONSTANTS };

static __externref_t constants[0] __attribute__((nodebug)); // clang 19 has no debugging information for tables

/* A table starts empty, also after the memory of a started interpreter was restored. */
static bool
are_there(void)
{
  if (__builtin_wasm_table_size(constants)) {
    return true;
  }
  if (__builtin_wasm_table_grow(constants, JsVal_Null(), CONSTANTS) == -1) {
    return false;
  }
  __builtin_wasm_table_set(constants, UNDEFINED, js_undefined());
  __builtin_wasm_table_set(constants, FALSE_VALUE, js_bool(false));
  __builtin_wasm_table_set(constants, TRUE_VALUE, js_bool(true));
  return true;
}

JsVal
JsVal_Undefined(void)
{
  return are_there() ? __builtin_wasm_table_get(constants, UNDEFINED) : js_undefined();
}

JsVal
JsVal_Bool(bool value)
{
  return are_there() ? __builtin_wasm_table_get(constants, FALSE_VALUE + value) : js_bool(value);
}
