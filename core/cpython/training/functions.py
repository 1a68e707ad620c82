"""Calls: recursion, closures, defaults, keywords, decorators, varargs."""

import functools


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def tak(x, y, z):
    return z if y >= x else tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def make_counter(step):
    count = 0

    def counter(times=1, *, scale=1):
        nonlocal count
        count += step * times * scale
        return count

    return counter


def traced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


@traced
def blend(a, b=2, *rest, weight=1, **options):
    return (a + b + sum(rest)) * weight + len(options)


@functools.lru_cache(maxsize=500)
def partitions(n, largest):
    if n == 0:
        return 1
    return sum(partitions(n - k, k) for k in range(1, min(n, largest) + 1))


def queens(n, row=0, columns=0, left=0, right=0):
    if row == n:
        return 1
    found = 0
    free = ~(columns | left | right) & ((1 << n) - 1)
    while free:
        bit = free & -free
        free ^= bit
        found += queens(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return found


def main():
    fibonacci(23)
    ackermann(2, 60)
    tak(12, 8, 4)
    queens(7)
    counter = make_counter(3)
    for i in range(8000):
        counter()
        counter(i, scale=2)
        blend(i)
        blend(i, 3, 4, 5, weight=2, color="red")
        blend(*(1, 2, 3), **{"weight": 3})
        (lambda x, y=i: x + y)(1)
        max(i, 5, key=abs)
    partitions(40, 40)
    for _ in range(300):
        functools.reduce(lambda a, b: a + b, range(50))
        list(map(functools.partial(blend, 1), range(20)))


for _ in range(25):
    main()
