/* convert/str_to_py.c: str objects from text that JavaScript has laid into memory. */

#include "convert/string.h"

#define SHORT_TEXT_BYTES 64

static _Alignas(8) char short_text[SHORT_TEXT_BYTES];

void *
py_short_text(void)
{
  return short_text;
}

void *
py_string_new(int length, int maximum)
{
  return PyUnicode_New(length, (Py_UCS4)maximum);
}

void *
py_string_data(void *string)
{
  return PyUnicode_DATA((PyObject *)string);
}

void *
py_string_from_ascii(void *data, int length)
{
  if (length < 2) {
    return length ? PyUnicode_FromOrdinal(*(char *)data) : PyUnicode_New(0, 0);
  }
  PyObject *string = PyUnicode_New(length, 127);
  if (string) {
    memcpy(PyUnicode_1BYTE_DATA(string), data, (size_t)length);
  }
  return string;
}

void *
py_string_intern(void *string)
{
  PyObject *interned = string;
  PyUnicode_InternInPlace(&interned);
  return interned;
}

/* What decides on the representation of a text in UTF-16. */
typedef struct {
  unsigned int bits; /* or of all units */
  Py_ssize_t pairs;  /* surrogates that belong together */
} Summary;

static Summary
summarize(const Py_UCS2 *units, Py_ssize_t count)
{
  Summary summary = { 0, 0 };
  int surrogates = 0;
  for (Py_ssize_t i = 0; i < count; i++) { /* no early exit: vectorised */
    summary.bits |= units[i];
    surrogates |= (units[i] & 0xFC00) == 0xD800;
  }
  if (surrogates) {
    for (Py_ssize_t i = 0; i + 1 < count; i++) {
      summary.pairs += Py_UNICODE_IS_HIGH_SURROGATE(units[i]) && Py_UNICODE_IS_LOW_SURROGATE(units[i + 1]);
    }
  }
  return summary;
}

static void
join_surrogates(const Py_UCS2 *units, Py_ssize_t count, Py_UCS4 *out)
{
  for (Py_ssize_t i = 0; i < count; i++) {
    Py_UCS4 code = units[i];
    if (Py_UNICODE_IS_HIGH_SURROGATE(code) && i + 1 < count && Py_UNICODE_IS_LOW_SURROGATE(units[i + 1])) {
      code = Py_UNICODE_JOIN_SURROGATES(code, units[++i]);
    }
    *out++ = code;
  }
}

void *
py_string_from_utf16(void *data, int count)
{
  const Py_UCS2 *units = data;
  if (count == 1) {
    return PyUnicode_FromOrdinal(units[0]);
  }
  Summary summary = summarize(units, count);
  Py_UCS4 maximum = summary.pairs ? 0x10FFFF : summary.bits < 128 ? 127 : summary.bits < 256 ? 255 : 0xFFFF;
  PyObject *string = PyUnicode_New(count - summary.pairs, maximum);
  if (!string) {
    return NULL;
  }
  if (summary.pairs) {
    join_surrogates(units, count, PyUnicode_4BYTE_DATA(string));
  } else if (summary.bits < 256) {
    Py_UCS1 *out = PyUnicode_1BYTE_DATA(string);
    for (Py_ssize_t i = 0; i < count; i++) {
      out[i] = (Py_UCS1)units[i];
    }
  } else {
    memcpy(PyUnicode_2BYTE_DATA(string), units, (size_t)count * sizeof *units);
  }
  return string;
}
