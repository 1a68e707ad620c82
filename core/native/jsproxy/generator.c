/* jsproxy/generator.c: send, throw and close of JavaScript's generators, send of its iterators. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

#define ASYNC_THROW 1

/* Resume with a value, which is lent to the generator until it ends: 1 yielded, 0 returned, -1 raised. */
static int
send(PyObject *self, PyObject *value, PyObject **result)
{
  JsVal proxies = js_array_new();
  JsVal sent = to_js_tracked(value, proxies);
  return threw(sent) ? -1 : js_generator_next(JsProxy_Value(self), sent, proxies, result);
}

PySendResult
JsProxy_Send(PyObject *self, PyObject *value, PyObject **result)
{
  *result = NULL;
  int more = send(self, value, result);
  return more < 0 ? PYGEN_ERROR : more ? PYGEN_NEXT : PYGEN_RETURN;
}

/* What a method returns: a yielded value, or NULL with StopIteration set for a returned one. Takes value. */
static PyObject *
yielded(int more, PyObject *value)
{
  if (more > 0) {
    return value;
  }
  if (more == 0) {
    Py_owned returned = value;
    PyObject *stop = Py_IsNone(returned) ? PyObject_CallNoArgs(PyExc_StopIteration)
                                         : PyObject_CallOneArg(PyExc_StopIteration, returned);
    if (stop) {
      PyErr_SetRaisedException(stop);
    }
  }
  return NULL;
}

static PyObject *
generator_send(PyObject *self, PyObject *value)
{
  PyObject *result = NULL;
  int more = send(self, value, &result);
  return yielded(more, result);
}

/* The exception that the arguments of throw() mean: one instance, or a class with value and traceback. */
static PyObject *
exception_to_throw(PyObject *const *args, Py_ssize_t count)
{
  PyObject *value = count > 1 && !Py_IsNone(args[1]) ? args[1] : NULL;
  PyObject *traceback = count > 2 && !Py_IsNone(args[2]) ? args[2] : NULL;
  Py_owned exception = NULL;
  if (PyExceptionInstance_Check(args[0]) && !value) {
    exception = Py_NewRef(args[0]);
  } else if (PyExceptionClass_Check(args[0])) {
    exception = !value                             ? PyObject_CallNoArgs(args[0])
                : PyExceptionInstance_Check(value) ? Py_NewRef(value)
                                                   : PyObject_CallOneArg(args[0], value);
  } else {
    PyErr_Format(PyExc_TypeError, "exceptions must be classes or instances deriving from BaseException, not %.200s",
                 Py_TYPE(args[0])->tp_name);
  }
  if (exception && !PyExceptionInstance_Check(exception)) {
    PyErr_SetString(PyExc_TypeError, "calling the exception's class gave no exception");
    return NULL;
  }
  if (!exception || (traceback && PyException_SetTraceback(exception, traceback) < 0)) {
    return NULL;
  }
  return take(&exception);
}

static PyObject *
generator_throw(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
  if (count < 1 || count > 3) {
    PyErr_Format(PyExc_TypeError, "throw takes an exception, not %zd arguments", count);
    return NULL;
  }
  PyObject *exception = exception_to_throw(args, count);
  if (!exception) {
    return NULL;
  }
  PyErr_SetRaisedException(exception);
  PyObject *result = NULL;
  int more = js_generator_throw(JsProxy_Value(self), error_take(), &result);
  return yielded(more, result);
}

static PyObject *
generator_close(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  PyObject *value = NULL;
  int more = js_generator_return(JsProxy_Value(self), &value);
  Py_owned result = value;
  if (more > 0) {
    PyErr_SetString(PyExc_RuntimeError, "the JavaScript generator ignored that it was closed");
  }
  return more == 0 ? Py_NewRef(Py_None) : NULL;
}

/* What to resume with; null with an exception set on failure. */
static JsVal
value_to_resume_with(int how, PyObject *const *args, Py_ssize_t count, JsVal proxies)
{
  if (how != ASYNC_THROW) {
    return to_js_tracked(args[0], proxies);
  }
  PyObject *exception = exception_to_throw(args, count);
  if (!exception) {
    return JsVal_Null();
  }
  PyErr_SetRaisedException(exception);
  return error_take();
}

/* Resume an async iterator, as _pyodide.proxy_methods counts the ways: next, throw, return. */
PyObject *
JsAsyncGenerator_Resume(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
  if (count < 3 || !JsProxy_Check(args[0])) {
    PyErr_SetString(PyExc_TypeError, "async_resume takes a proxy, how to resume it and a value");
    return NULL;
  }
  int how = PyLong_AsInt(args[1]);
  if (how == -1 && PyErr_Occurred()) {
    return NULL;
  }
  JsVal proxies = js_array_new();
  JsVal value = value_to_resume_with(how, args + 2, count - 2, proxies);
  JsVal promise = threw(value) ? value : js_async_resume(JsProxy_Value(args[0]), how, value, proxies);
  return threw(promise) ? NULL : to_py(promise);
}

/* Not only generators take values: whatever has next() may. */
PyMethodDef JsIterator_Methods[] = {
  { "send", generator_send, METH_O, "next(value); the next value." },
  { NULL },
};

PyMethodDef JsGenerator_Methods[] = {
  { "send", generator_send, METH_O, "Resume with the value of the current yield; the next value." },
  { "throw", _PyCFunction_CAST(generator_throw), METH_FASTCALL, "Raise at the current yield; the next value." },
  { "close", generator_close, METH_NOARGS, "Return at the current yield." },
  { NULL },
};
