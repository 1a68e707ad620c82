/* A library with a state that all who use it share. */

static int counter = 40;

int
count(int by)
{
  counter += by;
  return counter;
}
