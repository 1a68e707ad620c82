/* Needs first, which needs this one. */

int second_value = 100;
int first_depth(int number);
extern int first_value;
static int *const other = &first_value;
static int (*const depth)(int) = first_depth;

int
second_depth(int number)
{
  return number == 0 ? *other : depth(number - 1) + 1;
}
