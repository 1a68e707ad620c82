"""Loops over a bytearray."""


def run():
    limit = 120000
    prime = bytearray([1]) * limit
    for n in range(2, 347):
        if prime[n]:
            for multiple in range(n * n, limit, n):
                prime[multiple] = 0
    return sum(prime) - 2
