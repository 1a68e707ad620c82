/* buffer/js_buffer.c: the methods of JsBuffer, which copy between JavaScript's buffers and Python's. */

#include "buffer/buffer.h"

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

static bool
is_float(char code)
{
  return code == 'e' || code == 'f' || code == 'd';
}

/* Whether elements of a Python format are what a typed array of another has: floats of the same size, or integers of
 * the same size whatever their sign. */
static bool
is_compatible(const Py_buffer *view, char code, int itemsize)
{
  const char *format = view->format ? view->format : "B";
  bool swapped = *format == '>' || *format == '!';
  if (strchr("@=<>!", *format)) {
    format++;
  }
  return strlen(format) == 1 && view->itemsize == itemsize && !(swapped && itemsize > 1) &&
         is_float(*format) == is_float(code);
}

/* Take the memory of a Python object that fits the JavaScript buffer; -1 with an exception set if it does not. */
static int
acquire_matching(JsVal buffer, PyObject *object, Py_buffer *view, int flags)
{
  int length = js_buffer_length(buffer);
  int code = js_buffer_format(buffer);
  if (length < 0 || PyObject_GetBuffer(object, view, PyBUF_ANY_CONTIGUOUS | PyBUF_FORMAT | flags) < 0) {
    return -1;
  }
  if (view->len != length) {
    PyErr_Format(PyExc_ValueError, "the JavaScript buffer has %d bytes, the Python buffer %zd", length, view->len);
  } else if (code && !is_compatible(view, (char)code, js_buffer_itemsize(buffer))) {
    PyErr_Format(PyExc_ValueError,
                 "elements of the Python buffer (format '%s') are not those of the JavaScript buffer ('%c')",
                 view->format ? view->format : "B", code);
  } else {
    return 0;
  }
  PyBuffer_Release(view);
  return -1;
}

static PyObject *
assign(PyObject *self, PyObject *source)
{
  JsVal buffer = JsProxy_Value(self);
  Py_buffer view;
  if (acquire_matching(buffer, source, &view, 0) < 0) {
    return NULL;
  }
  int status = js_buffer_write(buffer, view.buf, (int)view.len);
  PyBuffer_Release(&view);
  return status < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *
assign_to(PyObject *self, PyObject *target)
{
  JsVal buffer = JsProxy_Value(self);
  Py_buffer view;
  if (acquire_matching(buffer, target, &view, PyBUF_WRITABLE) < 0) {
    return NULL;
  }
  int status = js_buffer_read(buffer, view.buf, (int)view.len);
  PyBuffer_Release(&view);
  return status < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *
to_bytes(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  JsVal buffer = JsProxy_Value(self);
  int length = js_buffer_length(buffer);
  Py_owned bytes = length < 0 ? NULL : PyBytes_FromStringAndSize(NULL, length);
  if (!bytes || js_buffer_read(buffer, PyBytes_AS_STRING(bytes), length) < 0) {
    return NULL;
  }
  return take(&bytes);
}

static PyObject *
to_memoryview(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  return py_memoryview_from_js(JsProxy_Value(self));
}

static PyObject *
to_string(PyObject *self, PyObject *args, PyObject *keywords)
{
  static char *names[] = { "encoding", NULL };
  PyObject *encoding = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O:to_string", names, &encoding)) {
    return NULL;
  }
  if (!Py_IsNone(encoding) && !PyUnicode_Check(encoding)) {
    return PyErr_Format(PyExc_TypeError, "encoding must be a string, not %.200s", Py_TYPE(encoding)->tp_name);
  }
  JsVal name = to_js(encoding);
  JsVal text = threw(name) ? name : js_buffer_decode(JsProxy_Value(self), name);
  if (threw(text)) {
    return NULL;
  }
  PyObject *string = to_py(text);
  if (Py_IsNone(string)) {
    return Py_IsNone(encoding)
             ? PyErr_Format(PyExc_ValueError, "the buffer does not hold text encoded in utf8")
             : PyErr_Format(PyExc_ValueError, "the buffer does not hold text encoded in %U", encoding);
  }
  return string;
}

/* Files have positions of their own in Python, which is where that is taken care of. */
static PyObject *
call_for_file(const char *function, PyObject *self, PyObject *file)
{
  Py_owned module = PyImport_ImportModule("_pyodide.buffer_files");
  return module ? PyObject_CallMethod(module, function, "OO", self, file) : NULL;
}

static PyObject *
to_file(PyObject *self, PyObject *file)
{
  return call_for_file("to_file", self, file);
}

static PyObject *
from_file(PyObject *self, PyObject *file)
{
  return call_for_file("from_file", self, file);
}

PyMethodDef JsBuffer_Methods[] = {
  { "assign", assign, METH_O, "Copy a Python buffer of the same size and element type into this one." },
  { "assign_to", assign_to, METH_O, "Copy into a Python buffer of the same size and element type." },
  { "to_bytes", to_bytes, METH_NOARGS, "Copy to a bytes object." },
  { "to_memoryview", to_memoryview, METH_NOARGS, "Copy to a memoryview." },
  { "to_string", _PyCFunction_CAST(to_string), METH_VARARGS | METH_KEYWORDS,
    "to_string($self, /, encoding=None)\n--\n\nDecode as text, in an encoding that the host's TextDecoder knows." },
  { "to_file", to_file, METH_O, "Write everything to a file, at its current position." },
  { "from_file", from_file, METH_O, "Fill with what follows the current position of a file." },
  { NULL },
};
