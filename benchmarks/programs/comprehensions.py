"""Comprehensions and sets."""


def run():
    squares = [x * x for x in range(20000)]
    evens = {x for x in squares if x % 2 == 0}
    lengths = {str(x): x for x in squares[:10000]}
    return sum(len(key) for key in lengths) + len(evens)
