/* A library that others need: a function, and a variable whose address others take. */

int base_value = 40;

int
base_add(int number)
{
  return base_value + number;
}
