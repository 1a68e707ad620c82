/* convert/js_scalar.h: Python objects for scalars that only JavaScript tells apart. */

#pragma once
#include "Python.h"
#include <stdbool.h>

/* Whether object is jsnull, which stands for null where None stands for undefined. */
bool JsNull_Check(PyObject *object);

/* Whether object is a JsBigInt: an int that becomes a BigInt, however small. */
bool JsBigInt_Check(PyObject *object);

/* JsNull, jsnull or JsBigInt, by name, made on first use: new reference; NULL without an exception for other names. */
PyObject *JsScalar_Named(PyObject *name);
