// A count that all who load the library share, and an exception that crosses its border.
#pragma once

#include <stdexcept>
#include <string>

namespace tally
{

// Its key function, and with it the one type information that all modules compare, is in the library.
class Overdrawn : public std::runtime_error
{
public:
  Overdrawn(int missing);
  ~Overdrawn() override;
  int missing;
};

int add(int number);
// Throws Overdrawn if there is less.
int take(int number);
// Calls a function of another module while an object of this one is alive, whose end `ends` counts.
void call(void (*function)(void *), void *data, int *ends);

} // namespace tally
