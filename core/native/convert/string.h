/* convert/string.h: text in both directions. */

#pragma once
#include "Python.h"

#include "boundary.gen.h"

/* A JavaScript string of the same text; null with MemoryError set if there is no room for a copy. */
JsVal str_to_js(PyObject *string);

/* The JavaScript string for the name of a property. Names that stand in code are interned in both languages and looked
 * up, not made again. */
JsVal js_key(PyObject *name);
