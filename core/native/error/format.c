/* error/format.c: exceptions as text.
 *
 * The module traceback takes longer than everything else about an exception that crosses, so the common case is done
 * here: code without source lines, one exception, none of traceback's special types. The result is the same.
 */

#include "error/format.h"

#include "error/check.h"
#include "error/js_traceback.h"
#include "jsproxy/jsproxy.h"

#include "pycore_global_strings.h"
#include "pycore_runtime.h"

/* Beyond this, traceback may have repeated lines to fold. */
#define MOST_ENTRIES 24

static const char runtime_folder[] = "/_pyodide/";

/* Whether a file belongs to the package of the runtime whose frames are left out. */
static bool
is_runtime_file(PyObject *file)
{
  Py_ssize_t size;
  const char *text = PyUnicode_AsUTF8AndSize(file, &size);
  if (!text) {
    PyErr_Clear();
    return false;
  }
  const char *name = strrchr(text, '/');
  size_t folder = sizeof runtime_folder - 1;
  return name && (size_t)(name + 1 - text) >= folder && strncmp(name + 1 - folder, runtime_folder, folder) == 0;
}

static PyCodeObject *
code_of(PyTracebackObject *entry) /* borrowed: the frame keeps it */
{
  PyCodeObject *code = PyFrame_GetCode(entry->tb_frame);
  Py_DECREF(code);
  return code;
}

static PyTracebackObject *
skip_runtime(PyTracebackObject *entry)
{
  while (entry && is_runtime_file(code_of(entry)->co_filename)) {
    entry = entry->tb_next;
  }
  return entry;
}

/* Whether linecache knows lines of a file that is in no file system. */
static bool
has_lines(PyObject *file)
{
  Py_owned name = PyUnicode_FromString("linecache");
  Py_owned module = name ? PyImport_GetModule(name) : NULL;
  Py_owned cache = module ? PyObject_GetAttrString(module, "cache") : NULL;
  if (PyErr_Occurred()) {
    PyErr_Clear();
    return true;
  }
  return cache && (!PyDict_Check(cache) || PyDict_Contains(cache, file) != 0);
}

/* Whether a file has a name like <exec>, which stands for code whose source is not kept. */
static bool
is_without_source(PyObject *file)
{
  Py_ssize_t length = PyUnicode_GET_LENGTH(file);
  return length > 1 && PyUnicode_READ_CHAR(file, 0) == '<' && PyUnicode_READ_CHAR(file, length - 1) == '>' &&
         !has_lines(file);
}

static bool
is_simple_trace(PyTracebackObject *entry)
{
  PyObject *known = NULL; /* mostly, all code has the same file */
  int entries = 0;
  for (; entry; entry = entry->tb_next) {
    PyObject *file = code_of(entry)->co_filename;
    if (++entries > MOST_ENTRIES || (file != known && !is_without_source(file))) {
      return false;
    }
    known = file;
  }
  return PySys_GetObject("tracebacklimit") == NULL;
}

/* Whether traceback prints no more of an exception than its type and its message. */
static bool
is_simple_exception(PyObject *exception)
{
  PyBaseExceptionObject *base = (PyBaseExceptionObject *)exception;
  if (base->cause || (base->context && !base->suppress_context) || JsException_Check(exception)) {
    return false;
  }
  PyObject *const special[] = { PyExc_SyntaxError,    PyExc_ImportError,        PyExc_NameError,
                                PyExc_AttributeError, PyExc_BaseExceptionGroup, NULL };
  for (PyObject *const *type = special; *type; type++) {
    if (PyObject_TypeCheck(exception, (PyTypeObject *)*type)) {
      return false;
    }
  }
  Py_owned notes = NULL;
  if (PyObject_GetOptionalAttr(exception, &_Py_ID(__notes__), &notes) != 0) {
    PyErr_Clear();
    return false;
  }
  return true;
}

static int
write_entry(_PyUnicodeWriter *writer, PyTracebackObject *entry)
{
  PyCodeObject *code = code_of(entry);
  int line = entry->tb_lineno >= 0 ? entry->tb_lineno : PyCode_Addr2Line(code, entry->tb_lasti);
  Py_owned number = PyUnicode_FromFormat("%d", line);
  if (!number || _PyUnicodeWriter_WriteASCIIString(writer, "  File \"", -1) < 0 ||
      _PyUnicodeWriter_WriteStr(writer, code->co_filename) < 0 ||
      _PyUnicodeWriter_WriteASCIIString(writer, "\", line ", -1) < 0 || _PyUnicodeWriter_WriteStr(writer, number) < 0 ||
      _PyUnicodeWriter_WriteASCIIString(writer, ", in ", -1) < 0 ||
      _PyUnicodeWriter_WriteStr(writer, code->co_name) < 0) {
    return -1;
  }
  return _PyUnicodeWriter_WriteChar(writer, '\n');
}

/* The line that ends a traceback: `module.Type: message`. */
static int
write_exception(_PyUnicodeWriter *writer, PyObject *exception)
{
  PyTypeObject *type = Py_TYPE(exception);
  Py_owned module = PyType_GetModuleName(type);
  Py_owned name = PyType_GetQualName(type);
  Py_owned text = PyObject_Str(exception);
  if (!module || !name || !text || !PyUnicode_Check(module)) {
    return -1;
  }
  if (PyUnicode_CompareWithASCIIString(module, "builtins") != 0 &&
      PyUnicode_CompareWithASCIIString(module, "__main__") != 0 &&
      (_PyUnicodeWriter_WriteStr(writer, module) < 0 || _PyUnicodeWriter_WriteChar(writer, '.') < 0)) {
    return -1;
  }
  if (_PyUnicodeWriter_WriteStr(writer, name) < 0) {
    return -1;
  }
  if (PyUnicode_GET_LENGTH(text) > 0 &&
      (_PyUnicodeWriter_WriteASCIIString(writer, ": ", 2) < 0 || _PyUnicodeWriter_WriteStr(writer, text) < 0)) {
    return -1;
  }
  return _PyUnicodeWriter_WriteChar(writer, '\n');
}

static PyObject *
format_simple(PyObject *exception, PyTracebackObject *entry)
{
  _PyUnicodeWriter writer;
  _PyUnicodeWriter_Init(&writer);
  writer.overallocate = 1;
  int status = entry ? _PyUnicodeWriter_WriteASCIIString(&writer, "Traceback (most recent call last):\n", -1) : 0;
  for (; status == 0 && entry; entry = entry->tb_next) {
    status = write_entry(&writer, entry);
  }
  if (status < 0 || write_exception(&writer, exception) < 0) {
    _PyUnicodeWriter_Dealloc(&writer);
    return NULL;
  }
  return _PyUnicodeWriter_Finish(&writer);
}

static PyObject *
format_with_traceback(PyObject *exception, PyTracebackObject *entry)
{
  Py_owned module = PyImport_ImportModule("traceback");
  Py_owned lines = module ? PyObject_CallMethod(module, "format_exception", "OOO", Py_TYPE(exception), exception,
                                                entry ? (PyObject *)entry : Py_None)
                          : NULL;
  Py_owned nothing = lines ? PyUnicode_New(0, 0) : NULL;
  return nothing ? PyUnicode_Join(nothing, lines) : NULL;
}

/* What can still be said when formatting itself fails, for example at the recursion limit or out of memory. */
static PyObject *
describe(PyObject *exception)
{
  PyErr_Clear();
  return PyUnicode_FromFormat("%.200s (its traceback could not be formatted)", Py_TYPE(exception)->tp_name);
}

PyObject *
format_exception(PyObject *exception)
{
  Py_owned trace =
    JsException_Check(exception) ? JsException_GetTraceback(exception, NULL) : PyException_GetTraceback(exception);
  PyTracebackObject *entry = trace && PyTraceBack_Check(trace) ? skip_runtime((PyTracebackObject *)trace) : NULL;
  if (is_simple_exception(exception) && is_simple_trace(entry)) {
    PyObject *text = format_simple(exception, entry);
    if (text) {
      return text;
    }
    PyErr_Clear();
  }
  PyObject *text = format_with_traceback(exception, entry);
  return text ? text : describe(exception);
}
