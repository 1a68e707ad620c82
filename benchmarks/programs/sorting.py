"""Sorting with and without a key."""

from random import Random

VALUES = [Random(i).random() for i in range(15000)]


def run():
    pairs = sorted(((value, i) for i, value in enumerate(VALUES)), key=lambda pair: -pair[0])
    return sorted(VALUES)[10] + pairs[10][0]
