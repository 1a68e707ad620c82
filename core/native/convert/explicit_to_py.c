/* convert/explicit_to_py.c: JsProxy.to_py, and what JavaScript calls to fill Python containers.
 *
 * JavaScript walks its own containers (runtime/convert/to-py-conversion.ts).
 */

#include "convert/convert.h"
#include "convert/options.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

#include "pycore_list.h"

#define RUN 512

static double numbers[RUN];

void *
py_numbers(void)
{
  return numbers;
}

/* A Number as implicit conversion has it: an int if it is a safe integer, else a float. */
static PyObject *
number_to_py(double value)
{
  if (value >= INT_MIN && value <= INT_MAX && value == (int)value) {
    return PyLong_FromLong((int)value);
  }
  const double max_safe = 9007199254740991.0;
  if (value >= -max_safe && value <= max_safe && value == (double)(long long)value) {
    return PyLong_FromLongLong((long long)value);
  }
  return PyFloat_FromDouble(value);
}

void *
py_list_new(void)
{
  return PyErr_CheckSignals() < 0 ? NULL : PyList_New(0);
}

int
py_list_append(void *list, void *item)
{
  return PyList_Append(list, item);
}

int
py_list_append_take(void *list, void *item)
{
  Py_owned owned = item;
  return PyList_Append(list, item);
}

int
py_list_append_numbers(void *list, int count)
{
  for (int i = 0; i < count; i++) {
    PyObject *item = number_to_py(numbers[i]);
    if (!item || _PyList_AppendTakeRef(list, item) < 0) {
      return -1;
    }
  }
  return PyErr_CheckSignals();
}

void *
py_dict_new(void)
{
  return PyErr_CheckSignals() < 0 ? NULL : PyDict_New();
}

int
py_dict_set(void *dict, void *key, void *value)
{
  return PyDict_SetItem(dict, key, value);
}

int
py_dict_set_take(void *dict, void *key, void *value)
{
  Py_owned owned = value;
  return PyDict_SetItem(dict, key, value);
}

int
py_dict_set_pair_take(void *dict, void *key, void *value)
{
  Py_owned owned_key = key;
  Py_owned owned_value = value;
  return PyDict_SetItem(dict, key, value);
}

int
py_dict_set_number(void *dict, void *key, double value)
{
  Py_owned number = number_to_py(value);
  return number ? PyDict_SetItem(dict, key, number) : -1;
}

void *
py_set_new(void)
{
  return PySet_New(NULL);
}

int
py_set_add_take(void *set, void *key)
{
  Py_owned owned = key;
  return PySet_Add(set, key);
}

void
py_release_all(void *objects, int count)
{
  for (int i = 0; i < count; i++) {
    Py_DECREF(((PyObject **)objects)[i]);
  }
}

int
py_recursion_enter(int units)
{
  PyThreadState *thread = PyThreadState_GetUnchecked();
  if (thread->c_recursion_remaining <= units) {
    PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded while converting to Python");
    return -1;
  }
  thread->c_recursion_remaining -= units;
  return 0;
}

void
py_recursion_leave(int units)
{
  PyThreadState_GetUnchecked()->c_recursion_remaining += units;
}

PyObject *
JsProxy_ToPy(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names)
{
  static const char *const options_of_to_py[] = { "depth", "default_converter", NULL };
  if (count != 0) {
    PyErr_Format(PyExc_TypeError, "to_py() takes no positional arguments (%zd given)", count);
    return NULL;
  }
  JsVal options = js_object_new();
  JsVal proxies = js_array_new();
  PyObject *result = NULL;
  if (put_options("to_py", options_of_to_py, options, proxies, args, names) == 0) {
    result = js_to_py_deep(JsProxy_Value(self), options);
    if (!result && !PyErr_Occurred()) {
      result = Py_NewRef(self); /* nothing to convert */
    }
  }
  PyObject *raised = PyErr_GetRaisedException();
  js_pyproxy_destroy_all(proxies);
  PyErr_SetRaisedException(raised);
  return result;
}
