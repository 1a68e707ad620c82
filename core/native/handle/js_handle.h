/* handle/js_handle.h: JavaScript values in C.
 *
 * JsVal is a value on the wasm stack: a local, an argument, a result. It cannot be stored in memory and needs no
 * release. JsRef is an owned slot of a wasm table that keeps a value alive; it is a plain number, so it can live in
 * a struct, and a memory snapshot can be restored by filling the table again.
 */

#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef __externref_t JsVal;
typedef struct JsSlot *JsRef; /* index of a slot; NULL owns nothing */

/* Keep value alive until JsRef_Clear. Returns NULL with MemoryError set when the table cannot grow. */
JsRef JsRef_New(JsVal value);

/* Borrow the value behind a handle. */
JsVal JsRef_Get(JsRef handle);

/* Release *handle and set it to NULL; NULL is allowed. */
void JsRef_Clear(JsRef *handle);

/* Whether value is JavaScript's null, which imports also return after a throw. */
bool JsVal_IsNull(JsVal value);

/* JavaScript's null, which tells a caller in JavaScript to look for a Python exception. */
static inline JsVal
JsVal_Null(void)
{
  return __builtin_wasm_ref_null_extern();
}

/* null if status is negative, else value. To write it with ?: may break the compiler. */
JsVal JsVal_IfOk(int status, JsVal value);
