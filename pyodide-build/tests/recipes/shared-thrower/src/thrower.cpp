#include "thrower.hpp"

Refusal::~Refusal() = default;

// One for all who link the library.
int
thrower_counter()
{
  static int count = 0;
  return ++count;
}

void
thrower_refuse(std::string const &what)
{
  throw Refusal("refused: " + what);
}
