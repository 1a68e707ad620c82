#include "tally.hpp"

namespace tally
{

static int count = 0;

Overdrawn::Overdrawn(int missing) : std::runtime_error("overdrawn by " + std::to_string(missing)), missing(missing) {}
Overdrawn::~Overdrawn() = default;

int
add(int number)
{
  return count += number;
}

int
take(int number)
{
  if (number > count)
    throw Overdrawn(number - count);
  return count -= number;
}

struct Guard {
  int *ends;
  ~Guard() { ++*ends; }
};

void
call(void (*function)(void *), void *data, int *ends)
{
  Guard guard{ ends };
  function(data);
}

} // namespace tally

// For those who know no C++.
extern "C" {
extern const int tally_version;
const int tally_version = 3;

int
tally_add(int number)
{
  return tally::add(number);
}
}
