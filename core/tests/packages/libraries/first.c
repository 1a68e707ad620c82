/* Needs second, which needs this one. */

int first_value = 1;
int second_depth(int number);
extern int second_value;
static int *const other = &second_value;

int
first_depth(int number)
{
  return number == 0 ? *other : second_depth(number - 1) + 1;
}
