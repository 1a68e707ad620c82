/* pyproxy/iterator.c: iteration from JavaScript. */

#include "boundary.gen.h"
#include "Python.h"

void *
pyproxy_iter(void *object)
{
  return PyObject_GetIter(object);
}

void *
pyproxy_iter_next(void *iterator)
{
  return PyIter_Next(iterator);
}
