/* buffer/from_js.c: copies of JavaScript's buffers. */

#include "buffer/buffer.h"

#include "boundary.gen.h"
#include "error/check.h"

/* A bytearray with the contents of an ArrayBuffer or a view of one. */
static PyObject *
copy_to_bytearray(JsVal buffer)
{
  int length = js_buffer_length(buffer);
  if (length < 0) {
    return NULL;
  }
  Py_owned copy = PyByteArray_FromStringAndSize(NULL, length);
  if (!copy || js_buffer_read(buffer, PyByteArray_AS_STRING(copy), length) < 0) {
    return NULL;
  }
  return take(&copy);
}

void *
py_memoryview_from_js(JsVal buffer)
{
  Py_owned copy = copy_to_bytearray(buffer);
  Py_owned bytes = copy ? PyMemoryView_FromObject(copy) : NULL;
  if (!bytes) {
    return NULL;
  }
  int format = js_buffer_format(buffer);
  return !format || format == 'B' ? take(&bytes) : PyObject_CallMethod(bytes, "cast", "C", format);
}
