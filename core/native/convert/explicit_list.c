/* convert/explicit_list.c: lists and tuples become Arrays.
 *
 * Runs of ints or of floats cross the boundary together.
 */

#include "convert/convert.h"
#include "convert/explicit.h"
#include "error/check.h"

#define RUN 256
#define STEPS_BETWEEN_SIGNALS 64

static bool
is_small_int(PyObject *object)
{
  return PyLong_CheckExact(object) && _PyLong_IsCompact((PyLongObject *)object);
}

/* Push the small ints that items starts with; their number. Not inlined: nested lists would each hold a run. */
__attribute__((noinline)) static Py_ssize_t
push_ints(JsVal array, PyObject **items, Py_ssize_t count)
{
  int run[RUN];
  Py_ssize_t length = 0;
  while (length < count && length < RUN && is_small_int(items[length])) {
    run[length] = (int)_PyLong_CompactValue((PyLongObject *)items[length]);
    length++;
  }
  js_array_push_ints(array, run, (int)length);
  return length;
}

__attribute__((noinline)) static Py_ssize_t
push_floats(JsVal array, PyObject **items, Py_ssize_t count)
{
  double run[RUN];
  Py_ssize_t length = 0;
  while (length < count && length < RUN && PyFloat_CheckExact(items[length])) {
    run[length] = PyFloat_AS_DOUBLE(items[length]);
    length++;
  }
  js_array_push_floats(array, run, (int)length);
  return length;
}

static int
push_one(Conversion *state, JsVal conversion, JsVal array, PyObject *item, int depth)
{
  Py_owned held = Py_NewRef(item);
  JsVal value = explicit_to_js(state, conversion, item, depth);
  if (threw(value)) {
    return -1;
  }
  js_array_push(array, value);
  return 0;
}

/* The walk over a list, which code that runs meanwhile may change, or a tuple. */
static int
push_items(Conversion *state, JsVal conversion, JsVal array, PyObject *list, int depth)
{
  Py_ssize_t i = 0;
  unsigned int steps = 0;
  while (i < PySequence_Fast_GET_SIZE(list)) {
    if (++steps % STEPS_BETWEEN_SIGNALS == 0) {
      if (PyErr_CheckSignals() < 0) {
        return -1;
      }
      continue; /* a handler may have changed the list */
    }
    PyObject **items = PySequence_Fast_ITEMS(list) + i;
    Py_ssize_t left = PySequence_Fast_GET_SIZE(list) - i;
    if (is_small_int(*items)) {
      i += push_ints(array, items, left);
    } else if (PyFloat_CheckExact(*items)) {
      i += push_floats(array, items, left);
    } else {
      if (push_one(state, conversion, array, *items, depth) < 0) {
        return -1;
      }
      i++;
    }
  }
  return 0;
}

static int
push_all(Conversion *state, JsVal conversion, JsVal array, PyObject *list, int depth)
{
  /* A subclass may iterate in its own way. */
  Py_owned items = PyList_CheckExact(list) || PyTuple_CheckExact(list) ? Py_NewRef(list) : PySequence_List(list);
  return items ? push_items(state, conversion, array, items, depth) : -1;
}

JsVal
explicit_list_to_js(Conversion *state, JsVal conversion, PyObject *list, int depth)
{
  JsVal array = js_array_new();
  int status = explicit_remember(state, conversion, list, array);
  if (status == 0) {
    status = push_all(state, conversion, array, list, depth - 1);
  }
  return JsVal_IfOk(status, array);
}
