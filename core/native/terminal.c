/* terminal.c: os.get_terminal_size(), which CPython leaves out here together with all else that needs ioctl(). */

#include "module.h"

#include "Python.h"

#include <sys/ioctl.h>

PyObject *
core_terminal_size(PyObject *Py_UNUSED(module), PyObject *fd)
{
  int number = PyObject_AsFileDescriptor(fd);
  if (number < 0) {
    return NULL;
  }
  struct winsize size;
  if (ioctl(number, TIOCGWINSZ, &size)) {
    return PyErr_SetFromErrno(PyExc_OSError);
  }
  return Py_BuildValue("(ii)", size.ws_col, size.ws_row);
}
