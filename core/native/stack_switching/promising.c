/* stack_switching/promising.c: exports that are entered on stacks of their own. See Stack_Enter for what their bodies
 * may not do. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "stack_switching/stack.h"

#include <stdlib.h>

/* What error/report.h makes of it keeps a variable in memory: the export would set the stack pointer back to where its
 * caller's was, after Stack_Leave has given that stack to others. */
#undef return

static __attribute__((noinline)) void
call_scheduled(PyObject *callback)
{
  PyObject *result = PyObject_CallNoArgs(callback);
  if (!result) {
    PyErr_WriteUnraisable(callback);
  }
  Py_XDECREF(result);
  Py_DECREF(callback);
}

static __attribute__((noinline)) void
report(PyObject *callback)
{
  PyErr_WriteUnraisable(callback);
  Py_DECREF(callback);
}

void
py_call_scheduled(void *callback)
{
  if (!Stack_IsSupported()) {
    call_scheduled(callback);
    return;
  }
  Stack *stack = Stack_Enter(emscripten_stack_get_current());
  if (!stack) {
    report(callback);
    return;
  }
  _emscripten_stack_restore(stack->sp);
  call_scheduled(callback);
  _emscripten_stack_restore(Stack_Leave(stack));
}

/* The error is made here: when JavaScript gets to see it, other Python code may have run. */
static JsVal
outcome_of(PyObject *result)
{
  if (result) {
    JsVal value = to_js(result);
    if (!threw(value)) {
      return js_outcome(value, false);
    }
  }
  return js_outcome(error_take(), true);
}

static __attribute__((noinline)) JsVal
call(PyObject *object, PyObject *arguments, PyObject *names)
{
  Py_owned callable = Py_NewRef(object); /* its proxy may be destroyed meanwhile */
  Py_owned args = arguments;
  Py_owned kwnames = names;
  Py_ssize_t positional = PyTuple_GET_SIZE(args) - (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
  Py_owned result = PyObject_Vectorcall(callable, &PyTuple_GET_ITEM(args, 0), (size_t)positional, kwnames);
  return outcome_of(result);
}

static __attribute__((noinline)) JsVal
refuse(PyObject *arguments, PyObject *names)
{
  Py_DECREF(arguments);
  Py_XDECREF(names);
  return outcome_of(NULL);
}

JsVal
pyproxy_call_promising(void *object, void *arguments, void *names)
{
  if (!Stack_IsSupported()) {
    return call(object, arguments, names);
  }
  Stack *stack = Stack_Enter(emscripten_stack_get_current());
  if (!stack) {
    return refuse(arguments, names);
  }
  _emscripten_stack_restore(stack->sp);
  JsVal outcome = call(object, arguments, names);
  _emscripten_stack_restore(Stack_Leave(stack));
  return outcome;
}

static __attribute__((noinline)) int
run_main(void)
{
  Py_owned start = PyImport_ImportModule("_pyodide.start");
  Py_owned started = start ? PyObject_CallMethod(start, "start_command_line", NULL) : NULL;
  if (!started) {
    PyErr_Print();
  }
  Py_CLEAR(started);
  Py_CLEAR(start);
  return Py_RunMain();
}

static __attribute__((noinline)) int
report_no_memory(void)
{
  PyErr_Print();
  return EXIT_FAILURE;
}

int
runtime_run_main(void)
{
  if (!Stack_IsSupported()) {
    return run_main();
  }
  Stack *stack = Stack_Enter(emscripten_stack_get_current());
  if (!stack) {
    return report_no_memory();
  }
  _emscripten_stack_restore(stack->sp);
  /* No Stack_Leave: the thread state, which it would restore, has been finalised. */
  return run_main();
}
