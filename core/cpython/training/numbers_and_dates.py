"""Integers small and large, floats, decimals, fractions, statistics, dates, random numbers."""

import datetime
import decimal
import fractions
import math
import random
import statistics
import struct


def spectral(n):
    def element(i, j):
        return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)

    vector = [1.0] * n
    for _ in range(2):
        vector = [sum(element(i, j) * vector[j] for j in range(n)) for i in range(n)]
    return vector


def pi_digits(count):
    digits = []
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while len(digits) < count:
        if 4 * q + r - t < n * t:
            digits.append(n)
            q, r, n = q * 10, 10 * (r - n * t), (10 * (3 * q + r)) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2
    return digits


def main():
    spectral(90)
    pi_digits(250)
    total = 0
    for i in range(60000):
        total = (total * 1103515245 + i) & 0x7FFFFFFF
        total ^= total >> 3
        total += i // 7 - i % 5
    x = 0.5
    for i in range(30000):
        x = 3.7 * x * (1.0 - x)
        math.sin(x) + math.floor(x * 10) + round(x, 3) + abs(-x) + int(x * 100) + i**2
    big = 3**400
    for i in range(600):
        big = (big * 12345678901234567890 + i) % (7**500)
        big >> 13, big << 5, -big // 1000003, divmod(big, 97), big & 0xFFFFFFFF
    str(big), int(str(big)), pow(3, 10**30, 10**9 + 7), math.gcd(big, 360), math.factorial(200), math.isqrt(big)
    decimal.getcontext().prec = 40
    sum(decimal.Decimal(i) / 7 for i in range(1500))
    sum(fractions.Fraction(1, i) for i in range(1, 120))
    statistics.mean(range(500)), statistics.stdev(range(500)), statistics.median(range(501))
    dice = random.Random(3)
    sample = [dice.random() for _ in range(8000)]
    dice.shuffle(sample)
    [dice.randint(1, 6) for _ in range(4000)], dice.choice(sample), dice.sample(sample, 50), dice.gauss(0, 1)
    day = datetime.datetime(2024, 1, 1)
    for i in range(3000):
        later = day + datetime.timedelta(days=i, seconds=i * 7)
        later.isoformat(), later.weekday(), (later - day).total_seconds(), later < day
    datetime.datetime.fromisoformat("2024-05-06T07:08:09"), day.strftime("%Y-%m-%d %H:%M")
    for i in range(2000):
        struct.unpack("<IhQd", struct.pack("<IhQd", i, 3, i * i, i / 3))


for _ in range(25):
    main()
