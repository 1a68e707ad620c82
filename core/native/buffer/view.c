/* buffer/view.c: what a PyBufferView of JavaScript holds. */

#include "Python.h"

#include "boundary.gen.h"

void *
py_buffer_acquire(void *object)
{
  Py_buffer *view = PyMem_Malloc(sizeof *view);
  if (!view) {
    return PyErr_NoMemory();
  }
  if (PyObject_GetBuffer(object, view, PyBUF_FULL_RO) < 0) {
    PyMem_Free(view);
    return NULL;
  }
  return view;
}

int
py_buffer_contiguity(void *view)
{
  return PyBuffer_IsContiguous(view, 'C') | PyBuffer_IsContiguous(view, 'F') << 1;
}

void
py_buffer_release(void *view)
{
  PyBuffer_Release(view);
  PyMem_Free(view);
}
