#include <stdexcept>
#include <string>

class Refusal : public std::runtime_error
{
public:
  using std::runtime_error::runtime_error;
  ~Refusal() override;
};

int thrower_counter();
void thrower_refuse(std::string const &what);
