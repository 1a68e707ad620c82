/* convert/str_to_js.c: Python's three representations of text, made into what a decoder of the host takes whole. */

#include "convert/string.h"

#include <stdlib.h>

/* The loops below have no early exit, so that they are vectorised. */

/* Whether a byte is in 0x80 to 0x9F, where the host's one-byte decoder, windows-1252, differs from Latin-1. */
static bool
has_c1_control(const Py_UCS1 *text, Py_ssize_t length)
{
  int found = 0;
  for (Py_ssize_t i = 0; i < length; i++) {
    found |= (text[i] & 0xE0) == 0x80;
  }
  return found;
}

static bool
has_surrogate(const Py_UCS2 *text, Py_ssize_t length)
{
  int found = 0;
  for (Py_ssize_t i = 0; i < length; i++) {
    found |= (text[i] & 0xF800) == 0xD800;
  }
  return found;
}

static Py_ssize_t
count_astral(const Py_UCS4 *text, Py_ssize_t length)
{
  Py_ssize_t count = 0;
  for (Py_ssize_t i = 0; i < length; i++) {
    count += text[i] > 0xFFFF;
  }
  return count;
}

static JsVal
ucs4_to_js(const Py_UCS4 *text, Py_ssize_t length)
{
  Py_ssize_t units = length + count_astral(text, length);
  Py_UCS2 *utf16 = malloc((size_t)units * sizeof *utf16);
  if (!utf16) {
    PyErr_NoMemory();
    return JsVal_Null();
  }
  Py_UCS2 *out = utf16;
  bool lone_surrogate = false;
  for (Py_ssize_t i = 0; i < length; i++) {
    Py_UCS4 code = text[i];
    if (code > 0xFFFF) {
      *out++ = Py_UNICODE_HIGH_SURROGATE(code);
      *out++ = Py_UNICODE_LOW_SURROGATE(code);
    } else {
      lone_surrogate |= Py_UNICODE_IS_SURROGATE(code);
      *out++ = (Py_UCS2)code;
    }
  }
  JsVal string = js_string_utf16(utf16, (int)units, !lone_surrogate);
  free(utf16);
  return string;
}

JsVal
str_to_js(PyObject *string)
{
  void *data = PyUnicode_DATA(string);
  Py_ssize_t length = PyUnicode_GET_LENGTH(string);
  if (PyUnicode_IS_ASCII(string)) {
    return js_string_ascii(data, (int)length);
  }
  switch (PyUnicode_KIND(string)) {
    case PyUnicode_1BYTE_KIND:
      return js_string_latin1(data, (int)length, !has_c1_control(data, length));
    case PyUnicode_2BYTE_KIND:
      return js_string_utf16(data, (int)length, !has_surrogate(data, length));
    default:
      return ucs4_to_js(data, length);
  }
}
