#include "adder.h"

int
add(int first, int second)
{
  return first + second;
}
