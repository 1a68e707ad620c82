/* buffer/to_js.c: copies for toJs. JavaScript reads the Py_buffer where it lies (runtime/buffer/layout.ts). */

#include "buffer/buffer.h"

#include "boundary.gen.h"
#include "error/check.h"

#include <stddef.h>

_Static_assert(offsetof(Py_buffer, buf) == 0 && offsetof(Py_buffer, len) == 8 && offsetof(Py_buffer, itemsize) == 12 &&
                 offsetof(Py_buffer, readonly) == 16 && offsetof(Py_buffer, ndim) == 20 &&
                 offsetof(Py_buffer, format) == 24 && offsetof(Py_buffer, shape) == 28 &&
                 offsetof(Py_buffer, strides) == 32 && offsetof(Py_buffer, suboffsets) == 36,
               "runtime/buffer/layout.ts knows these offsets");

JsVal
buffer_to_js(PyObject *object)
{
  Py_buffer view;
  if (PyObject_GetBuffer(object, &view, PyBUF_FULL_RO) < 0) {
    return JsVal_Null();
  }
  JsVal copy = js_buffer_copy(&view);
  PyBuffer_Release(&view);
  return copy;
}
