/* call_adaptor/adaptor.h: functions that C calls through a pointer of another type.
 *
 * C code casts functions to PyCFunction, getter, destructor ... and leaves out parameters that it does not use. Native
 * calling conventions forgive that; WebAssembly checks the type at every indirect call and traps. CPython (patched)
 * passes every function here when it is registered: in a method definition, a getset, a type, a module definition, a
 * capsule. One of another type is replaced by a table entry of the right type that calls it, so that calls
 * themselves cost nothing and no JavaScript frame is in their way.
 */

#pragma once

/* The type of a function: its i32 parameters, plus 16 if it gives an i32. */
#define PYWASM_RETURNS 16

/* Replace *function by one of the given type if it has another; NULL is left alone. */
void _PyWasm_Adapt(void *function, int signature);

/* The same for a function of a side module only: for places that are reached often, after the functions of the main
 * module have been seen at their registration. */
void _PyWasm_AdaptForeign(void *function, int signature);

/* The signature that a method definition's flags promise. */
int _PyWasm_MethodSignature(int ml_flags);

/* Adapt all slots that a type defines itself. */
void _PyWasm_AdaptType(void *type);
