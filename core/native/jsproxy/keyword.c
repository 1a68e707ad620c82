/* jsproxy/keyword.c: Python's keywords as names of properties. */

#include "jsproxy/keyword.h"

#include <stdbool.h>

static const char *const keywords[] = {
  "False",  "None",     "True", "and",    "as",      "assert", "async",  "await",  "break", "class",  "continue", "def",
  "del",    "elif",     "else", "except", "finally", "for",    "from",   "global", "if",    "import", "in",       "is",
  "lambda", "nonlocal", "not",  "or",     "pass",    "raise",  "return", "try",    "while", "with",   "yield",
};

/* Whether the first length characters of name are a keyword. */
static bool
begins_with_keyword(PyObject *name, Py_ssize_t length)
{
  if (!PyUnicode_IS_ASCII(name)) {
    return false;
  }
  const char *text = PyUnicode_DATA(name);
  for (size_t i = 0; i < Py_ARRAY_LENGTH(keywords); i++) {
    if (strlen(keywords[i]) == (size_t)length && memcmp(keywords[i], text, (size_t)length) == 0) {
      return true;
    }
  }
  return false;
}

static Py_ssize_t
length_without_underscores(PyObject *name)
{
  Py_ssize_t length = PyUnicode_GET_LENGTH(name);
  while (length > 0 && PyUnicode_READ_CHAR(name, length - 1) == '_') {
    length--;
  }
  return length;
}

PyObject *
Keyword_ToProperty(PyObject *attribute)
{
  Py_ssize_t length = PyUnicode_GET_LENGTH(attribute);
  if (length < 3 || PyUnicode_READ_CHAR(attribute, length - 1) != '_' ||
      !begins_with_keyword(attribute, length_without_underscores(attribute))) {
    return Py_NewRef(attribute);
  }
  return PyUnicode_Substring(attribute, 0, length - 1);
}

PyObject *
Keyword_ToAttribute(PyObject *property)
{
  return begins_with_keyword(property, length_without_underscores(property)) ? PyUnicode_FromFormat("%U_", property)
                                                                             : Py_NewRef(property);
}
