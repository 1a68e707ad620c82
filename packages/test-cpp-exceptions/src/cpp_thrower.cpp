// Throws what it is asked for. Others get the function itself, in a capsule, and call it from their C++ code.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <csetjmp>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>

#include <tally.hpp>

static void
throw_one(void *data)
{
  std::string_view kind = static_cast<const char *>(data);
  if (kind == "int") {
    throw 42;
  }
  if (kind == "out_of_range") {
    (void)std::string("abc").at(7); // inside libc++, which is the runtime's
  }
  if (kind == "bad_alloc") {
    throw std::bad_alloc();
  }
  if (kind == "logic_error") {
    throw std::logic_error("thrown by cpp_thrower");
  }
  if (kind == "overdrawn") {
    tally::take(tally::add(0) + 3);
  }
}

static PyObject *
catch_own(PyObject *, PyObject *argument)
{
  const char *kind = PyUnicode_AsUTF8(argument);
  if (!kind) {
    return nullptr;
  }
  try {
    throw_one(const_cast<char *>(kind));
  } catch (const std::exception &error) {
    return PyUnicode_FromString(error.what());
  } catch (int number) {
    return PyLong_FromLong(number);
  }
  Py_RETURN_NONE;
}

static jmp_buf place;

static void
jump(int depth)
{
  if (depth == 0) {
    longjmp(place, 7);
  }
  jump(depth - 1);
}

static PyObject *
jump_back(PyObject *, PyObject *)
{
  int value = setjmp(place);
  if (value == 0) {
    jump(3);
  }
  return PyLong_FromLong(value);
}

static PyMethodDef methods[] = {
  { "catch_own", catch_own, METH_O, "Throw an exception of the given kind, and catch it in this module." },
  { "jump_back", jump_back, METH_NOARGS, "Return what longjmp brings." },
  {},
};

static PyModuleDef module = { PyModuleDef_HEAD_INIT, "cpp_thrower", nullptr, -1, methods };

PyMODINIT_FUNC
PyInit_cpp_thrower()
{
  PyObject *self = PyModule_Create(&module);
  PyObject *capsule = PyCapsule_New(reinterpret_cast<void *>(throw_one), "cpp_thrower.throw_one", nullptr);
  if (self && PyModule_Add(self, "throw_one", capsule) < 0) {
    Py_CLEAR(self);
  }
  return self;
}
