/* convert/explicit.h: explicit conversion to JavaScript, of containers and all that is in them.
 *
 * The settings of a conversion, its cache and the user's converters are a JavaScript object (runtime/convert/
 * to-js-conversion.ts), which every function here passes on as `conversion`. C walks the Python containers.
 */

#pragma once
#include "Python.h"
#include <stdbool.h>

#include "boundary.gen.h"

/* The part of a running conversion that C asks at every object. */
typedef struct {
  int flags;      /* CONVERSION_ bits */
  PyObject *kept; /* list: what is in the cache, by address, must not die */
} Conversion;

extern PyObject *ConversionError;

/* Convert down to `depth` levels of containers, without limit if it is negative; null with an exception set on failure.
 */
JsVal explicit_to_js(Conversion *state, JsVal conversion, PyObject *object, int depth);

/* Convert a container of a built-in type; null without an exception if object is none. */
JsVal explicit_container_to_js(Conversion *state, JsVal conversion, PyObject *object, int depth);
JsVal explicit_dict_to_js(Conversion *state, JsVal conversion, PyObject *dict, int depth);
JsVal explicit_set_to_js(Conversion *state, JsVal conversion, PyObject *set);
JsVal explicit_list_to_js(Conversion *state, JsVal conversion, PyObject *list, int depth);

/* Whether implicit conversion copies or unwraps the object. */
bool explicit_is_scalar(PyObject *object);

/* A dict's or a set's key: ConversionError if JavaScript would compare it in another way than Python. */
JsVal explicit_key_to_js(PyObject *key, const char *collection);

/* Remember the conversion of an object that may be met again. */
int explicit_remember(Conversion *state, JsVal conversion, PyObject *object, JsVal value);

/* Charge nested conversion against the limit of recursion in C; -1 with RecursionError set if it is reached. */
int explicit_enter(void);
void explicit_leave(void);

/* Make the exception type and add it and to_js to a module; 0, or -1 with an exception set. */
int explicit_init(PyObject *module);
