/* convert/options.c: keyword arguments of Python functions that are options of JavaScript functions. */

#include "convert/options.h"

#include "convert/convert.h"
#include "convert/string.h"
#include "error/check.h"

static int
check_name(const char *function, const char *const *known, PyObject *name)
{
  for (; *known; known++) {
    if (PyUnicode_EqualToUTF8(name, *known)) {
      return 0;
    }
  }
  PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", function, name);
  return -1;
}

int
put_options(const char *function, const char *const *known, JsVal options, JsVal proxies, PyObject *const *values,
            PyObject *names)
{
  Py_ssize_t count = names ? PyTuple_GET_SIZE(names) : 0;
  for (Py_ssize_t i = 0; i < count; i++) {
    PyObject *name = PyTuple_GET_ITEM(names, i);
    if (check_name(function, known, name) < 0) {
      return -1;
    }
    JsVal value = to_js_tracked(values[i], proxies);
    if (threw(value) || js_set_attr(options, js_key(name), value) < 0) {
      return -1;
    }
  }
  return 0;
}
