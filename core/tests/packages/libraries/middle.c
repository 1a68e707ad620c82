/* Needs base. */

extern int base_value;
int base_add(int number);

/* Filled by relocations. */
static int *const value = &base_value;
static int (*const add)(int) = base_add;

int
middle_sum(int number)
{
  return *value + add(number);
}
