"""Generators and iteration tools."""

from itertools import accumulate, chain, islice


def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def run():
    total = 0
    for value in chain(numbers(40000), accumulate(numbers(20000))):
        total += value
    return total + sum(islice(numbers(50000), 30000))
