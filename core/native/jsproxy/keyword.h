/* jsproxy/keyword.h: Python's keywords as names of properties.
 *
 * `array.from` is a syntax error, so a name that is a keyword with underscores behind it loses one: `array.from_` is
 * the property `from`, `array.from__` the property `from_`.
 */

#pragma once
#include "Python.h"

/* The name of the property that an attribute means: new reference. */
PyObject *Keyword_ToProperty(PyObject *attribute);

/* The attribute under which a property is found: new reference. */
PyObject *Keyword_ToAttribute(PyObject *property);
